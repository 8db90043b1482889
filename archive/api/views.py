"""What every view of the API has in common, and the lists and records of each resource."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from rest_framework.request import Request
from rest_framework.views import APIView

from archive.api import access, streams
from archive.api.answers import answer, cached, written
from archive.api.asking import LARGEST, OF_LISTS, OF_RECORDS, Asked, asked_of, refuse_unknown
from archive.api.filters import Filters, filters_of, names_of
from archive.api.linked import linked
from archive.api.negotiation import Csv, Json, JsonLd, JsonLines
from archive.api.problems import ProblemError, bad_request
from archive.api.resources import Resource
from archive.api.shapes import Root, Shape
from archive.curation.history.images import history_of
from archive.curation.merging.addresses import survivor_of
from archive.models import Annotation
from archive.models.history import DELETED
from archive.reading.addresses import absolute, home
from archive.reading.visible import Visible, with_parameters

REJECTED = Annotation.Review.REJECTED.value


@method_decorator(login_not_required, name="dispatch")  # the API finds out itself who asks
@method_decorator(gzip_page, name="dispatch")
class ApiView(APIView):
    """A view of the API."""

    def form(self, request: Request) -> str:
        """The form of the answer: json, jsonld, csv or jsonl."""
        return str(request.accepted_renderer.format)

    def root(self, request: Request) -> Root:
        return Root(absolute(request._request, home()), absolute(request._request, reverse("api:root")))


class ResourceView(ApiView):
    """A view of one kind of record."""

    resource: Resource

    def rows(self) -> QuerySet[Any]:
        return self.resource.model._default_manager.all()

    def asked(self, request: Request, *, is_list: bool) -> Asked:
        is_reader = access.is_reader(request)
        if set(request.query_params.get("fields", "").split(",")) & set(self.resource.private):
            access.require(self, request, is_reader)
        return asked_of(request.query_params, self.resource, private=is_reader, is_list=is_list)


class ListView(ResourceView):
    """Records of one kind, filtered, a page at a time in the order of their ids, or all of them as a stream."""

    renderer_classes = [Json, JsonLd, Csv, JsonLines]

    def get(self, request: Request) -> HttpResponseBase:
        refuse_unknown(request.query_params, [*names_of(self.resource.kind), *OF_LISTS])
        asked = self.asked(request, is_list=True)
        filters = filters_of(self.resource.kind, request.query_params, self.visible(request))
        if errors := filters.errors_told():
            raise bad_request(errors)
        shape = Shape(self.resource, asked.fields, asked.expand, self.root(request))
        form = self.form(request)
        if form in streams.FORMS:
            return cached(request._request, streams.FORMS[form](shape, ordered(filters.qs, asked)))
        return self.page(request, asked, filters, shape)

    def visible(self, request: Request) -> QuerySet[Any]:
        """The rows without the rejected ones, unless a reader asks for these."""
        if not self.resource.is_annotation:
            return self.rows()
        if REJECTED not in request.query_params.get("review", ""):
            return Visible().of(self.rows())
        access.require(self, request, access.is_reader(request))
        return self.rows()

    def page(self, request: Request, asked: Asked, filters: Filters, shape: Shape) -> HttpResponseBase:
        rows = list(shape.of(ordered(filters.qs, asked)[: asked.limit + 1]))
        records = list(shape.records(rows[: asked.limit]))
        told: dict[str, Any] = {"next": None, "results": records}
        if len(rows) > asked.limit:
            here = request.build_absolute_uri()
            told["next"] = with_parameters(here, after=str(rows[asked.limit - 1][0]))
        if asked.is_counted:
            told["count"] = filters.qs.order_by().count()
        if (left_out := filters.undated_left_out()) is not None:
            told["undated_left_out"] = left_out
        if not rows and asked.after is None and (wider := filters.widening()) is not None:
            told["widening"] = wider
        is_linked = self.form(request) == "jsonld"
        body = written(linked(self.resource, told, self.root(request)) if is_linked else told)
        response = answer(request._request, body, (JsonLd if is_linked else Json).media_type)
        if told["next"]:
            response.headers["Link"] = f'<{told["next"]}>; rel="next"'
        return response


class RecordView(ResourceView):
    """One record: 301 where it was merged into another, 410 where it was deleted or rejected."""

    renderer_classes = [Json, JsonLd]

    def get(self, request: Request, pk: int) -> HttpResponseBase:
        refuse_unknown(request.query_params, OF_RECORDS)
        asked = self.asked(request, is_list=False)
        return self.record(request, pk, asked)

    def record(self, request: Request, pk: int, asked: Asked, status: int = 200) -> HttpResponseBase:
        shape = Shape(self.resource, asked.fields, asked.expand, self.root(request))
        further = ["version"] if "version" in self.resource.fields else []
        further += ["review"] if self.resource.is_annotation else []
        rows = self.rows().filter(pk=pk) if pk <= LARGEST else self.rows().none()
        row = rows.values_list(*shape.columns(), *further).first()
        if row is None:
            return self.elsewhere(request, pk)
        if self.resource.is_annotation and row[-1] == REJECTED and not self.asks_for_rejected(request):
            raise ProblemError(410, _("An editor rejected this reading."))
        record = shape.record(row)
        version = row[shape.width] if further else None
        is_linked = self.form(request) == "jsonld"
        body = written(linked(self.resource, record, shape.root) if is_linked else record)
        return answer(request._request, body, (JsonLd if is_linked else Json).media_type, version, status)

    def asks_for_rejected(self, request: Request) -> bool:
        if request.method in ("GET", "HEAD") and request.query_params.get("review") != REJECTED:
            return False
        access.require(self, request, access.is_reader(request))
        return True

    def elsewhere(self, request: Request, pk: int) -> HttpResponseBase:
        """Lead to the survivor of a merge, or say that it is gone where the history knows it. Raises Http404 else."""
        kind = self.resource.kind
        if pk <= LARGEST:
            if (survivor := survivor_of(self.resource.model, pk)) is not None:
                address = request.build_absolute_uri().replace(f"/{pk}/", f"/{survivor}/", 1)
                response = HttpResponse(status=301, headers={"Location": address})
                return cached(request._request, response)
            if history_of(self.resource.model).objects.filter(id=pk, pgh_label=DELETED).exists():
                raise ProblemError(410, _("This was deleted."))
        raise Http404(_("No %(kind)s has the id %(id)s.") % {"kind": kind, "id": pk})


def ordered(rows: QuerySet[Any], asked: Asked) -> QuerySet[Any]:
    """The rows that come after the one the client has last."""
    if asked.after is not None:
        rows = rows.filter(pk__lt=asked.after) if asked.is_descending else rows.filter(pk__gt=asked.after)
    return rows.order_by("-pk" if asked.is_descending else "pk")
