"""The views of each resource, made from its description."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes

from archive.api.resources import Resource
from archive.api.schema import ELSEWHERE, READING, Operation, filtering, paging, pk, shaping
from archive.api.serializers import page_of, serializer_of
from archive.api.views import ListView, RecordView

LIST_FORMS, RECORD_FORMS = ("json", "jsonld", "csv", "jsonl"), ("json", "jsonld")


def list_view(resource: Resource) -> type[ListView]:
    """The view of a list."""

    def operation(_view: Any, _method: str) -> Operation:
        answers = {
            "application/json": page_of(resource.kind),
            "application/ld+json": OpenApiTypes.OBJECT,
            "text/csv": OpenApiTypes.STR,
            "application/x-ndjson": OpenApiTypes.STR,
        }
        return Operation(
            f"{resource.place}_list",
            "List %(place)s" % {"place": resource.place},
            resource.place,
            {200: answers},
            READING,
            [*filtering(resource.kind), *shaping(resource, LIST_FORMS), *paging()],
        )

    return type(f"{resource.model.__name__}List", (ListView,), {"resource": resource, "operation": operation})


def record_view(resource: Resource) -> type[RecordView]:
    """The view of one record."""

    def operation(_view: Any, _method: str) -> Operation:
        answers = {"application/json": serializer_of(resource.kind), "application/ld+json": OpenApiTypes.OBJECT}
        return Operation(
            f"{resource.place}_read",
            "Read one of the %(place)s" % {"place": resource.place},
            resource.place,
            {200: answers},
            READING | ELSEWHERE,
            [pk(resource), *shaping(resource, RECORD_FORMS)],
        )

    return type(f"{resource.model.__name__}Record", (RecordView,), {"resource": resource, "operation": operation})
