"""The views of each resource, made from its description."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from archive.api.changing import change_of
from archive.api.preconditions import ETAG
from archive.api.resources import RESOURCES, Resource
from archive.api.schema import ELSEWHERE, READING, Operation, filtering, paging, parameter, pk, shaping
from archive.api.serializers import page_of, serializer_of
from archive.api.views import ListView, RecordView
from archive.api.writing import ActView, ChangeView, ContentView, Octets, SourcesView
from archive.curation.decidable import GROUPS

LIST_FORMS, RECORD_FORMS = ("json", "jsonld", "csv", "jsonl"), ("json", "jsonld")
WRITING = {
    400: READING[400],
    401: "Nobody writes who does not say who they are.",
    403: "The role, or what the token is for, does not allow it.",
    404: ELSEWHERE[404],
    406: READING[406],
    410: ELSEWHERE[410],
    412: "Somebody changed it since the version that If-Match names; what came between.",
    413: "The body is larger than the archive takes.",
    415: "The body is no JSON.",
    422: "A field cannot be kept as it is; each with the reason.",
    428: "If-Match is missing.",
}
DOCUMENT = {
    "multipart/form-data": {
        "type": "object",
        "properties": {"document": {"type": "string", "format": "binary"}},
        "required": ["document"],
    },
    "application/json": {
        "type": "object",
        "description": "A line of JSON Lines: text or html, and what is known of it.",
        "properties": {
            name: {"type": "string"}
            for name in ("text", "html", "identifier", "url", "title", "published_on", "issuer", "language", "city")
        },
    },
}
RECEIVED = {
    "type": "object",
    "properties": {
        "self": {"type": "string", "format": "uri"},
        "state": {"type": "string", "enum": ["new", "changed", "unchanged", "waiting"]},
        "source": {"type": "integer"},
        "release": {"type": ["integer", "null"]},
        "found": {"type": "object", "additionalProperties": {"type": "integer"}},
    },
    "required": ["self", "state", "source", "release", "found"],
}


def if_match() -> OpenApiParameter:
    told = "The ETag of the record as it was read; it begins with its version."
    return parameter("If-Match", {"type": "string", "pattern": ETAG}, told, OpenApiParameter.HEADER)


def list_view(resource: Resource) -> type[ListView]:
    """The view of a list."""

    def operation(_view: Any, method: str) -> Operation:
        return receiving() if method == "POST" else listing(resource)

    base = SourcesView if resource.kind == "source" else ListView
    return type(f"{resource.model.__name__}List", (base,), {"resource": resource, "operation": operation})


def listing(resource: Resource) -> Operation:
    answers = {
        "application/json": page_of(resource.kind),
        "application/ld+json": OpenApiTypes.OBJECT,
        "text/csv": OpenApiTypes.STR,
        "application/x-ndjson": OpenApiTypes.STR,
    }
    parameters = [*filtering(resource.kind), *shaping(resource, LIST_FORMS), *paging()]
    summary = f"List {resource.place}"
    return Operation(f"{resource.place}_list", summary, resource.place, {200: answers}, READING, parameters)


def receiving() -> Operation:
    problems = {status: why for status, why in WRITING.items() if status not in (404, 410, 412, 428)}
    answers = {status: {"application/json": RECEIVED} for status in (200, 201, 202)}
    return Operation("sources_bring", "Bring a document", "sources", answers, problems, (), DOCUMENT, is_public=False)


def record_view(resource: Resource) -> type[RecordView]:
    """The view of one record; those that editors decide can be changed."""

    def operation(_view: Any, method: str) -> Operation:
        return changing(resource) if method == "PATCH" else reading(resource)

    base = ChangeView if resource.kind in GROUPS else RecordView
    return type(f"{resource.model.__name__}Record", (base,), {"resource": resource, "operation": operation})


def whole(resource: Resource) -> dict[int, dict[str, Any]]:
    """The answer of one record."""
    return {200: {"application/json": serializer_of(resource.kind), "application/ld+json": OpenApiTypes.OBJECT}}


def reading(resource: Resource) -> Operation:
    parameters = [pk(resource), *shaping(resource, RECORD_FORMS)]
    summary = f"Read one of the {resource.place}"
    return Operation(
        f"{resource.place}_read", summary, resource.place, whole(resource), READING | ELSEWHERE, parameters
    )


def changing(resource: Resource) -> Operation:
    parameters = [pk(resource), *shaping(resource, RECORD_FORMS), if_match()]
    body, summary = change_of(resource.kind), f"Correct one of the {resource.place}"
    return Operation(
        f"{resource.place}_change", summary, resource.place, whole(resource), WRITING, parameters, body, False
    )


def act_view(resource: Resource, act: str) -> type[ActView]:
    """The view of an act on an annotation."""

    def operation(_view: Any, _method: str) -> Operation:
        parameters = [pk(resource), *shaping(resource, RECORD_FORMS), if_match()]
        problems = {status: why for status, why in WRITING.items() if status not in (415, 422)}
        name, summary = act.replace("-", "_"), f"{act.replace('-', ' ').capitalize()} one of the {resource.place}"
        return Operation(
            f"{resource.place}_{name}", summary, resource.place, whole(resource), problems, parameters, is_public=False
        )

    attributes = {"resource": resource, "act": act, "operation": operation}
    return type(f"{resource.model.__name__}{act.title().replace('-', '')}", (ActView,), attributes)


def content_view() -> type[ContentView]:
    """The view of the bytes of a source."""
    resource = RESOURCES["source"]

    def operation(_view: Any, _method: str) -> Operation:
        answers = {200: {Octets.media_type: OpenApiTypes.BINARY}}
        summary, parameters = "The bytes of a source, as received", [pk(resource)]
        return Operation("sources_content", summary, "sources", answers, READING | ELSEWHERE, parameters, None, False)

    return type("SourceContent", (ContentView,), {"resource": resource, "operation": operation})
