"""The reports: their catalogue, and the rows of each under the filters of its page."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from archive.api.answers import answer
from archive.api.asking import refuse_unknown
from archive.api.negotiation import Json
from archive.api.problems import bad_request, unknown
from archive.api.schema import READING, Operation, parameter, whole
from archive.api.views import ApiView
from archive.reading.visible import PARAMETER, Visible, with_parameters
from archive.reports.asking import Asked, Filters, columns
from archive.reports.catalogue import REPORTS
from archive.reports.rows import COUNTED_TO, PAGE, page

DEEPEST = COUNTED_TO // PAGE
ANY = {"type": "object", "additionalProperties": True}


class ReportsView(ApiView):
    """Which reports there are."""

    renderer_classes = [Json]

    def get(self, request: Request) -> HttpResponseBase:
        refuse_unknown(request.query_params, ["format"])
        root = self.root(request).api
        told = [
            {"name": name, "self": f"{root}reports/{name}/", "title": str(one.title), "about": str(one.about)}
            for name, one in REPORTS.items()
        ]
        return answer(request._request, dumped({"results": told}), Json.media_type)

    def operation(self, _method: str) -> Operation:
        return Operation("reports_list", "List reports", "reports", {200: {"application/json": ANY}}, READING)


class ReportView(ApiView):
    """The rows of a report, fifty a page."""

    renderer_classes = [Json]

    def get(self, request: Request, name: str) -> HttpResponseBase:
        if name not in REPORTS:
            raise Http404(_("There is no report “%(name)s”.") % {"name": name})
        report = REPORTS[name]
        filters = Filters(report, request._request.GET)
        refuse_unknown(request.query_params, [*filters.fields, "page", PARAMETER, "format"])
        number = request.query_params.get("page", "1")
        errors = [{"parameter": one, "detail": " ".join(map(str, told))} for one, told in filters.errors.items()]
        shown = request.query_params.get(PARAMETER, "1")
        errors += [] if shown == "1" else [unknown(shown, PARAMETER, ["1"])]
        if not (number.isascii() and number.isdigit() and len(number) < 9 and 1 <= int(number) <= DEEPEST):
            wrong = _("“%(name)s” is no whole number from %(least)s to %(most)s.")
            errors.append({"parameter": "page", "detail": wrong % {"name": number, "least": 1, "most": DEEPEST}})
        if errors:
            raise bad_request(errors)
        asked = Asked(report, filters.cleaned_data, is_confirmed=Visible.to(request._request).confirmed)
        found = page(asked, int(number))
        here = request.build_absolute_uri()
        told: dict[str, Any] = {
            "next": with_parameters(here, page=str(found.number + 1)) if found.has_next else None,
            "count": min(found.count, COUNTED_TO),
            "undated_left_out": min(found.left_out, COUNTED_TO),
            "columns": columns(report),
            "results": found.rows,
        }
        return answer(request._request, dumped(told), Json.media_type)

    def operation(self, _method: str) -> Operation:
        parameters = [
            parameter("name", {"type": "string", "enum": list(REPORTS)}, "Which report.", OpenApiParameter.PATH),
            parameter("page", whole(1, DEEPEST), "Which page of fifty rows."),
            parameter(PARAMETER, {"type": "string", "enum": ["1"]}, "1 shows confirmed readings only."),
        ]
        problems = READING | {404: "There is no such report."}
        answers = {200: {"application/json": ANY}}
        summary = "The rows of a report; its own filters are those of its page"
        return Operation("reports_read", summary, "reports", answers, problems, parameters)


def dumped(value: Any) -> bytes:
    """A value as JSON; what JSON has no form for, as text."""
    return orjson.dumps(value, default=lambda one: float(one) if hasattr(one, "as_tuple") else str(one))
