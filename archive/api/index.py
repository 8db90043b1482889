"""Where the API begins, and what it says of addresses that it has not."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponseBase, HttpResponsePermanentRedirect
from django.urls import resolve
from django.utils.translation import gettext as _
from rest_framework.request import Request

from archive.api.answers import answer, written
from archive.api.asking import refuse_unknown
from archive.api.negotiation import Json
from archive.api.resources import ALL
from archive.api.schema import READING, Operation
from archive.api.views import ApiView


class IndexView(ApiView):
    """The addresses of the lists."""

    renderer_classes = [Json]

    def get(self, request: Request) -> HttpResponseBase:
        refuse_unknown(request.query_params, ["format"])
        root = self.root(request).api
        lists = {one.place: f"{root}{one.place}/" for one in ALL}
        return answer(
            request._request,
            written(
                {**lists, **{name: f"{root}{name}/" for name in ("changes", "search", "reports", "schema", "docs")}}
            ),
            Json.media_type,
        )

    def operation(self, _method: str) -> Operation:
        addresses = {"type": "object", "additionalProperties": {"type": "string", "format": "uri"}}
        return Operation("index", "Where the lists are", "index", {200: {"application/json": addresses}}, READING)


class NothingView(ApiView):
    """Any address that there is not: a slash may be missing."""

    schema = None
    renderer_classes = [Json]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        if not request.path.endswith("/") and resolve(f"{request.path}/").url_name != "nothing":
            return
        raise Http404(
            _("The API has no such address. %(schema)s lists those that it has.") % {"schema": "/api/v1/schema/"}
        )

    def get(self, request: Request, **_path: Any) -> HttpResponseBase:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{request.path}/{f'?{query}' if query else ''}")
