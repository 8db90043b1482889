"""The OpenAPI description of each view: what it takes and gives, in words and types (drf-spectacular)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from archive.api.asking import LARGEST, LARGEST_PAGE, ORDERS, PAGE
from archive.api.filters import FILTERS
from archive.api.problems import PROBLEM
from archive.api.resources import Resource
from archive.api.serializers import Problem

NO_NUL = r"^[^\u0000]*$"
ALWAYS = {429: "Too many requests: Retry-After says how many seconds to wait."}
READING = {
    304: "It is as the client has it (If-None-Match).",
    400: "A parameter or a value that there is not; the nearest that there is.",
    401: "Who asks is not known, and has to be.",
    403: "Who asks may not.",
    406: "None of the forms that Accept names.",
}
ELSEWHERE = {301: "It was merged into another.", 404: "There never was one.", 410: "It was deleted, or rejected."}


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one address. `answers`: status → media type → serializer or schema; `problems`: status → why."""

    id: str
    summary: str
    tag: str
    answers: Mapping[int, Mapping[str, Any]]
    problems: Mapping[int, str] = field(default_factory=dict)
    parameters: Sequence[OpenApiParameter] = ()
    body: Any = None
    is_public: bool = True  # unless the archive asks everybody who they are


class ArchiveSchema(AutoSchema):
    """Describes a view by the `Operation` that it gives for a method."""

    @property
    def operation(self) -> Operation:
        view: Any = self.view
        found: Operation = view.operation(self.method)
        return found

    def get_operation_id(self) -> str:
        return self.operation.id

    def get_summary(self) -> str:
        return self.operation.summary

    def get_description(self) -> str:  # type: ignore[override]
        return ""

    def get_auth(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = super().get_auth()
        return [*found, {}] if self.operation.is_public else found

    def get_tags(self) -> list[str]:
        return [self.operation.tag]

    def get_override_parameters(self) -> list[Any]:
        return list(self.operation.parameters)

    def get_request_serializer(self) -> Any:
        return self.operation.body

    def get_response_serializers(self) -> Any:
        found: dict[Any, Any] = {
            (status, media_type): one
            for status, answers in self.operation.answers.items()
            for media_type, one in answers.items()
        }
        for status, why in {**self.operation.problems, **ALWAYS}.items():
            is_empty = status < 400
            key = status if is_empty else (status, PROBLEM)
            found[key] = OpenApiResponse(response=None if is_empty else Problem, description=why)
        return found


def parameter(
    name: str, schema: Mapping[str, Any], told: str, location: Any = OpenApiParameter.QUERY
) -> OpenApiParameter:
    """A parameter with the JSON schema of its values."""
    return OpenApiParameter(
        name,
        dict(schema),
        location,
        required=location != OpenApiParameter.QUERY,
        description=told,
        explode=False if schema.get("type") == "array" else None,
    )


def pk(resource: Resource) -> OpenApiParameter:
    whole = {"type": "integer", "minimum": 0, "maximum": LARGEST}
    return parameter("id", whole, f"The id of the {resource.kind}.", OpenApiParameter.PATH)


def shaping(resource: Resource, forms_there: Sequence[str]) -> list[OpenApiParameter]:
    """What lists and records have in common: fields, expand, format."""
    found = [
        parameter("fields", names(resource.names), "Only these fields, parted by commas."),
        parameter("format", {"type": "string", "enum": list(forms_there)}, "The form of the answer, before Accept."),
    ]
    if resource.relations:
        found.append(parameter("expand", names(resource.relations), "Relations to show whole, parted by commas."))
    return found


def names(known: Any) -> dict[str, Any]:
    return {"type": "array", "items": {"type": "string", "enum": list(known)}}


def paging() -> list[OpenApiParameter]:
    """The page of a list."""
    return [
        parameter("after", whole(0, LARGEST), "The id of the last record of the page before; next has it."),
        parameter("limit", {**whole(1, LARGEST_PAGE), "default": PAGE}, "How many records a page has."),
        parameter("order", {"type": "string", "enum": list(ORDERS)}, "By id, the oldest or (-id) the newest first."),
        parameter("count", {"type": "boolean"}, "Whether to count them all."),
    ]


def whole(least: int, most: int) -> dict[str, Any]:
    return {"type": "integer", "minimum": least, "maximum": most}


def filtering(kind: str) -> list[OpenApiParameter]:
    """The filters of a list, with the values that each takes."""
    return [
        parameter(name, values_of(one.field), str(one.label or "")) for name, one in FILTERS[kind].base_filters.items()
    ]


def values_of(one: Any) -> dict[str, Any]:
    """The JSON schema of what a form field takes."""
    choices = [value for value, _label in getattr(one, "choices", ()) if value]
    if isinstance(one, forms.MultipleChoiceField):
        return names(choices)
    if choices:
        return {"type": "string", "enum": choices}
    if isinstance(one, forms.RegexField):
        return {"type": "string", "pattern": "^[A-Z]{2}$"}
    if isinstance(one, forms.DateField):
        return {"type": "string", "format": "date"}
    if isinstance(one, forms.IntegerField) and not isinstance(one, forms.FloatField):
        return whole(0, LARGEST)
    if isinstance(one, forms.FloatField):
        return {"type": "number"}
    return {"type": "string", "maxLength": 200, "pattern": NO_NUL}
