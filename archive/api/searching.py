"""Searching, as the search page does: `archive.search` asked by a program."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponseBase
from rest_framework.request import Request

from archive.api.answers import answer, written
from archive.api.asking import LARGEST, refuse_empty, refuse_unknown
from archive.api.negotiation import Json
from archive.api.problems import ProblemError, bad_request, unknown
from archive.api.resources import resource_of
from archive.api.schema import READING, Operation, parameter, whole
from archive.api.shapes import Root
from archive.api.views import ApiView
from archive.models import Quote
from archive.reading.visible import PARAMETER, with_parameters
from archive.search.extracts import Part
from archive.search.filters import BY_NAME
from archive.search.finding import Counted
from archive.search.query import DEEPEST, BadQueryError, Kind, Order, Query
from archive.search.results import Hit, search

DAY = {"type": "string", "format": "date"}
YES = {"type": "string", "enum": ["1"]}
FACETS = {
    "year": whole(1, 9999),
    "country": {"type": "string", "pattern": "^[A-Za-z]{2}$"},
    "said": {"type": "string", "enum": Quote.Kind.values},
}
PARAMETERS = [
    parameter("q", {"type": "string", "maxLength": 1000}, "The words, as on the search page."),
    parameter("kind", {"type": "string", "enum": [one.value for one in Kind]}, "What is looked for."),
    parameter("order", {"type": "string", "enum": [one.value for one in Order]}, "The best or the newest first."),
    parameter("page", whole(1, DEEPEST), "Which page."),
    parameter("since", DAY, "Not before this day."),
    parameter("until", DAY, "Not after this day."),
    parameter("undated", YES, "1 adds what has no day to what since and until find."),
    parameter(PARAMETER, YES, "1 shows confirmed readings only."),
    *(
        parameter(name, FACETS.get(name, whole(1, LARGEST)), "Only what has this: a year, an id, a code.")
        for name in BY_NAME
    ),
]
NAMES = [one.name for one in PARAMETERS]


class SearchView(ApiView):
    """Releases or quotes by their words."""

    renderer_classes = [Json]

    def get(self, request: Request) -> HttpResponseBase:
        refuse_unknown(request.query_params, [*NAMES, "format"])
        refuse_empty(request.query_params, [name for name in NAMES if name != "q"])
        given = {name: value for name, value in request.query_params.dict().items() if name != "format"}
        errors = [unknown(given[name], name, ["1"]) for name in ("undated", PARAMETER) if given.get(name, "1") != "1"]
        if errors:
            raise bad_request(errors)
        try:
            query = Query.read(given)
        except BadQueryError as error:
            raise ProblemError(400, str(error)) from error
        found = search(query)
        more = query.page < found.pages
        here = request.build_absolute_uri()
        told = {
            "next": with_parameters(here, page=str(query.page + 1)) if more else None,
            "count": counted(found.count),
            "undated_left_out": counted(found.left_out),
            "results": [result(hit, self.root(request)) for hit in found.hits],
        }
        return answer(request._request, written(told), Json.media_type)

    def operation(self, _method: str) -> Operation:
        answers = {200: {"application/json": {"type": "object", "additionalProperties": True}}}
        return Operation("search", "Search releases or quotes", "search", answers, READING, PARAMETERS)


def counted(count: Counted) -> dict[str, Any]:
    """How many; `is_capped` says that there are more."""
    return {"number": count.number, "is_capped": count.is_capped}


def result(hit: Hit, root: Root) -> dict[str, Any]:
    """A record that was found: its addresses, its title or words, and extracts, in parts that match or do not."""
    resource = resource_of(hit.record)
    return {
        "kind": resource.kind,
        "id": hit.record.pk,
        "self": root.record(resource, hit.record.pk),
        "address": root.page(resource, hit.record.pk),
        "release": hit.release.pk,
        "published_on": hit.release.published_on,
        "heading": parts(hit.heading),
        "extracts": [parts(one.parts) for one in hit.extracts],
    }


def parts(found: Sequence[Part]) -> list[dict[str, Any]]:
    return [{"text": one.words, "is_match": one.is_match} for one in found]
