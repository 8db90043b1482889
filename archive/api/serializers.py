"""Records as the schema describes them. Answers are written without serializers (`shapes`)."""

from __future__ import annotations

from functools import cache
from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.plumbing import build_basic_type
from drf_spectacular.types import OpenApiTypes
from rest_framework import serializers

from archive.api.resources import RESOURCES, Resource
from archive.api.shapes import is_decimal

Fields = dict[str, Any]


class Related(serializers.Field[Any, Any, Any, Any]):
    """The id of a related record, or the record where it is expanded."""

    def __init__(self, kind: str, *, allow_null: bool, help_text: str) -> None:
        super().__init__(read_only=True, allow_null=allow_null, help_text=help_text)
        self.kind = kind


class RelatedInSchema(OpenApiSerializerFieldExtension):
    """How the schema describes it."""

    target_class = Related

    def map_serializer_field(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        component = auto_schema.resolve_serializer(serializer_of(self.target.kind), direction)
        return {"oneOf": [build_basic_type(OpenApiTypes.INT64), component.ref]}


class Problem(serializers.Serializer[Any]):
    """What went wrong, and what to do about it (RFC 9457)."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    errors = serializers.ListField(  # type: ignore[assignment]  # a field of this name hides the property
        child=serializers.DictField(), required=False, help_text="One of each wrong parameter or field."
    )


@cache
def serializer_of(kind: str) -> type[serializers.ModelSerializer[Any]]:
    """The serializer that describes a kind of record."""
    resource = RESOURCES[kind]
    fields: Fields = {"self": serializers.URLField(read_only=True, help_text="Where the API has it.")}
    if resource.has_page:
        fields["address"] = serializers.URLField(read_only=True, help_text="Its permanent address, for readers.")
    fields |= {name: computed(name) for name in resource.computed}
    fields |= {name: related(resource, name) for name in resource.relations}
    fields["url"] = serializers.CharField(read_only=True, help_text="Where the document was published, if known.")
    days: Fields = {"allow_null": True, "read_only": True, "help_text": "Derived; null where the year is unknown."}
    fields |= {name: serializers.DateField(**days) for name in ("earliest", "latest")}
    decimals = [name for name in resource.fields if is_decimal(resource, name)]
    fields |= {name: serializers.FloatField(read_only=True, allow_null=True) for name in decimals}
    fields |= {name: serializers.DictField(read_only=True) for name in ("supplied", "identifiers")}
    fields = {name: one for name, one in fields.items() if name in resource.names}
    names = list(resource.names)
    meta = type("Meta", (), {"model": resource.model, "fields": names, "read_only_fields": names})
    return type(resource.model.__name__, (serializers.ModelSerializer,), {"Meta": meta, **fields})


def computed(name: str) -> serializers.Field[Any, Any, Any, Any]:
    if name == "size":
        return serializers.IntegerField(read_only=True, help_text="How many bytes the document has.")
    help_texts = {
        "prefix": "Up to 32 characters before it.",
        "suffix": "Up to 32 characters after it.",
        "assigned_to": "The editor who has it in hand; for readers with a role.",
        "done_by": "Who said that nothing is missing; for readers with a role.",
    }
    return serializers.CharField(read_only=True, allow_null=True, allow_blank=True, help_text=help_texts[name])


def related(resource: Resource, name: str) -> Related:
    column: Any = resource.model._meta.get_field(name)
    return Related(resource.relations[name], allow_null=column.null, help_text=str(column.help_text))


@cache
def page_of(kind: str) -> type[serializers.Serializer[Any]]:
    """The serializer that describes a page of a list."""
    fields: Fields = {
        "next": serializers.URLField(read_only=True, allow_null=True, help_text="The next page; null on the last."),
        "count": serializers.IntegerField(read_only=True, help_text="How many there are, with count=true."),
        "undated_left_out": serializers.IntegerField(
            read_only=True, help_text="How many without a day the filters on days leave out, 10,000 at most."
        ),
        "widening": serializers.DictField(
            child=serializers.IntegerField(), read_only=True, help_text="Of an empty answer: what wider `within` gives."
        ),
        "results": serializer_of(kind)(many=True, read_only=True),
    }
    return type(f"{RESOURCES[kind].model.__name__}Page", (serializers.Serializer,), fields)
