"""Views that write: correct, confirm, reject, bring a document. Each names who may, before anything else."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request

from archive.api import access, receiving
from archive.api.answers import answer, cached, written
from archive.api.asking import OF_RECORDS, refuse_unknown
from archive.api.changing import change, refusing
from archive.api.negotiation import Form, Json
from archive.api.preconditions import seen
from archive.api.views import ListView, RecordView
from archive.curation import reviewing
from archive.models import Source
from archive.roles import Act

ACTS = {"confirm": reviewing.confirm, "reject": reviewing.reject, "put-back": reviewing.put_back}


class ChangeView(RecordView):
    """One record that can be corrected."""

    parser_classes = [JSONParser]

    def patch(self, request: Request, pk: int) -> HttpResponseBase:
        access.require(self, request, access.may_do(request, Act.REVIEW))
        refuse_unknown(request.query_params, OF_RECORDS)
        asked = self.asked(request, is_list=False)
        change(seen(request, self.resource.kind, pk), request.data)
        return self.record(request, pk, asked)


class ActView(RecordView):
    """Confirm, reject or put back an annotation."""

    act: str
    http_method_names = ["post", "options"]

    def post(self, request: Request, pk: int) -> HttpResponseBase:
        access.require(self, request, access.may_do(request, Act.REVIEW))
        refuse_unknown(request.query_params, OF_RECORDS)
        asked = self.asked(request, is_list=False)
        which = seen(request, self.resource.kind, pk)
        refusing(lambda: ACTS[self.act](which))
        return self.record(request, pk, asked)


class SourcesView(ListView):
    """The sources; a new one is posted to them."""

    parser_classes = [MultiPartParser, JSONParser]

    def post(self, request: Request) -> HttpResponseBase:
        access.require(self, request, access.may_do(request, Act.INGEST))
        refuse_unknown(request.query_params, ["format"])
        document = receiving.received(request.FILES.get("document"), request.data)
        status, told = receiving.ingest(*document, request.user.pk)
        address = self.root(request).record(self.resource, told["source"])
        response = answer(request._request, written({"self": address, **told}), Json.media_type, status=status)
        response.headers["Location"] = address
        return response


class Octets(Form):
    """Bytes, whatever they are."""

    media_type, format, charset = "application/octet-stream", "bytes", None


class ContentView(RecordView):
    """The bytes of a source, as received."""

    renderer_classes = [Octets]

    def get(self, request: Request, pk: int) -> HttpResponseBase:
        access.require(self, request, access.is_reader(request))
        refuse_unknown(request.query_params, ["format"])
        content = Source.objects.filter(pk=pk).values_list("content", flat=True).first()
        if content is None:
            return self.elsewhere(request, pk)
        headers = {"Content-Disposition": f'attachment; filename="source-{pk}"', "X-Content-Type-Options": "nosniff"}
        response = HttpResponse(bytes(content), content_type=Octets.media_type, headers=headers)
        return cached(request._request, response)
