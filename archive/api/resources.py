"""What the API shows of each kind of record: fields, in the order of answers, and relations that can be expanded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, F, Func, IntegerField, Model, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Greatest, Least

from archive.models import (
    Annotation,
    Event,
    Figure,
    Indicator,
    Mention,
    Office,
    Organization,
    Participation,
    Person,
    Programme,
    Quote,
    Release,
    Source,
    Subject,
    Tenure,
)
from archive.reading.addresses import PLACES

Computed = Callable[[str], Combinable]  # from the prefix that leads to the model, to the expression
AROUND = 32  # characters before and after, as selectors have them


@dataclass(frozen=True, slots=True)
class Resource:
    """One kind of record. `fields` are the model's, and those of `computed`: name → expression.

    `relations`: field → kind of record that `?expand=` shows in its place. `long` fields are left out of lists unless
    they are asked for; `private` ones are for readers with a role.
    """

    model: type[Model]
    fields: tuple[str, ...]
    relations: Mapping[str, str] = field(default_factory=dict)
    computed: Mapping[str, Computed] = field(default_factory=dict)
    long: tuple[str, ...] = ()
    private: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """Such as `quote`."""
        return str(self.model._meta.model_name)

    @property
    def place(self) -> str:
        """Its part of addresses: `quotes`."""
        return PLACES.get(self.kind, "sources")

    @property
    def has_page(self) -> bool:
        """Whether readers have a page of it, at its permanent address."""
        return self.kind in PLACES

    @property
    def is_annotation(self) -> bool:
        return issubclass(self.model, Annotation)

    @property
    def names(self) -> tuple[str, ...]:
        """All fields of an answer, the addresses included."""
        return ("id", "self", *(("address",) if self.has_page else ()), *self.fields)


def words_beside(length: Callable[[F, F], Combinable], first: Callable[[F, F], Combinable]) -> Computed:
    """Characters of the release's text beside the span; null where it is unplaced."""

    def expression(prefix: str) -> Combinable:
        start, end = F(f"{prefix}start"), F(f"{prefix}end")
        text = F(f"{prefix}release__text")
        words = Func(text, first(start, end), length(start, end), function="substr", output_field=TextField())
        return Case(When(**{f"{prefix}start__isnull": False}, then=words), output_field=TextField(null=True))

    return expression


def column(name: str) -> Computed:
    """A column of a related row."""
    return lambda prefix: F(prefix + name)


PREFIX = words_beside(
    lambda start, _end: Least(start, Value(AROUND)), lambda start, _end: Greatest(start - (AROUND - 1), Value(1))
)
SUFFIX = words_beside(lambda _start, _end: Value(AROUND), lambda _start, end: end + 1)


def octets(name: str) -> Combinable:
    """How many bytes a column holds."""
    return Func(F(name), function="octet_length", output_field=IntegerField())


def size(prefix: str) -> Combinable:
    """How many bytes a document has."""
    return octets(f"{prefix}content")


STANDING = ("supplied", "decided", "flags", "version")
NAMED = ("name", "aliases", "identifiers")


def entity(model: type[Model], *fields: str, **relations: str) -> Resource:
    return Resource(model, (*NAMED, *fields, *STANDING), relations)


def annotation(model: type[Model], *fields: str, **relations: str) -> Resource:
    selectors = ("release", "start", "end", "exact", "prefix", "suffix", "rule", "confidence", "review")
    return Resource(
        model,
        (*selectors, *fields, *STANDING),
        {"release": "release", **relations},
        {"prefix": PREFIX, "suffix": SUFFIX},
    )


NAMES_OF = {name: name for name in ("person", "organization", "event", "programme", "subject")}
ALL = (
    Resource(
        Source,
        (
            "name",
            "other_names",
            "sha256",
            "media_type",
            "encoding",
            "size",
            "identifier",
            "url",
            "received_at",
            "release",
            "waits_for",
            "failure",
        ),
        {"release": "release"},
        {"size": size},
        private=("failure",),
    ),
    Resource(
        Release,
        (
            "title",
            "language",
            "published_on",
            "city",
            "country",
            "country_code",
            "issuer",
            "source",
            "state",
            "done_at",
            "assigned_to",
            "done_by",
            "text",
            *STANDING,
        ),
        {"issuer": "organization", "source": "source"},
        {"assigned_to": column("assigned_to__username"), "done_by": column("done_by__username")},
        long=("text",),
        private=("assigned_to", "done_by"),
    ),
    entity(Person, "gender"),
    entity(Organization, "acronym"),
    entity(Office, "organization", organization="organization"),
    entity(Programme, "kind"),
    entity(
        Event,
        "kind",
        "organization",
        "ordinal",
        "city",
        "country",
        "country_code",
        "date",
        "earliest",
        "latest",
        organization="organization",
    ),
    entity(Indicator, "unit", "organization", organization="organization"),
    entity(Subject),
    annotation(
        Quote,
        "text",
        "kind",
        "speaker",
        "organization",
        "role",
        "basis",
        "attribution",
        speaker="person",
        organization="organization",
        role="office",
    ),
    annotation(
        Figure,
        "value",
        "upper",
        "qualifier",
        "unit",
        "subject",
        "indicator",
        "period",
        "earliest",
        "latest",
        "part_of",
        "quote",
        "event",
        "programme",
        indicator="indicator",
        part_of="figure",
        quote="quote",
        event="event",
        programme="programme",
    ),
    annotation(Tenure, "person", "office", "term", "earliest", "latest", person="person", office="office"),
    annotation(
        Participation,
        "event",
        "person",
        "organization",
        "country_code",
        "part",
        event="event",
        person="person",
        organization="organization",
    ),
    annotation(Mention, "person", "organization", "event", "programme", "subject", "country_code", **NAMES_OF),
)
RESOURCES: dict[str, Resource] = {one.kind: one for one in ALL}


def resource_of(model: Any) -> Resource:
    """The resource of a model, or of one of its rows."""
    return RESOURCES[str(model._meta.model_name)]
