"""What a search can be narrowed down by: which releases and which quotes belong to a year, a person, a subject, …"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from archive.models import (
    Event,
    Mention,
    Office,
    Organization,
    Participation,
    Person,
    Programme,
    Quote,
    Subject,
    Tenure,
)
from archive.reading.visible import Visible


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow down, by the columns that say so.

    Of releases, `own` are columns of theirs, `read` those of annotations that stand in them; of quotes, `said` are
    columns of theirs, and where there are none they share what their release has.
    """

    name: str
    title: Any
    of: type[Model] | None = None
    own: tuple[str, ...] = ()
    read: tuple[tuple[type[Model], str], ...] = ()
    said: tuple[str, ...] = ()


FACETS = (
    Facet("year", _("Year")),
    Facet("speaker", _("Speaker"), Person, read=((Quote, "speaker_id"),), said=("speaker_id",)),
    Facet("office", _("Office"), Office, read=((Quote, "role_id"), (Tenure, "office_id")), said=("role_id",)),
    Facet(
        "organization",
        _("Organization"),
        Organization,
        own=("issuer_id",),
        read=((Quote, "organization_id"), (Mention, "organization_id")),
        said=("organization_id", "role__organization_id"),
    ),
    Facet("event", _("Event"), Event, read=((Mention, "event_id"), (Participation, "event_id"))),
    Facet("programme", _("Programme"), Programme, read=((Mention, "programme_id"),)),
    Facet("subject", _("Subject"), Subject, read=((Mention, "subject_id"),)),
    Facet("country", _("Country"), own=("country_code",), read=((Mention, "country_code"),)),
    Facet("said", _("Kind of quote"), read=((Quote, "kind"),), said=("kind",)),
)
BY_NAME: Mapping[str, Facet] = {facet.name: facet for facet in FACETS}


@dataclass(frozen=True, slots=True)
class Span:
    """A time that releases were published in; both ends included, None where it is open."""

    first: date | None = None
    last: date | None = None

    def __bool__(self) -> bool:
        return self.first is not None or self.last is not None

    def where(self, relation: str, *, with_undated: bool) -> Q:
        """The condition on `published_on`, of releases or (`relation`) of the release of something."""
        column = f"{relation}published_on"
        within = Q()
        if self.first:
            within &= Q(**{f"{column}__gte": self.first})
        if self.last:
            within &= Q(**{f"{column}__lte": self.last})
        return within | Q(**{f"{column}__isnull": True}) if with_undated and self else within


def condition(model: type[Model], facet: Facet, value: object, visible: Visible) -> Q:
    """The condition on releases or quotes that a facet has this value."""
    if model is Quote and facet.said:
        return any_of(facet.said, value)
    relation, outer = ("release__", "release_id") if model is Quote else ("", "pk")
    found = any_of(tuple(relation + column for column in facet.own), value)
    for annotation, column in facet.read:
        rows = visible.of(annotation._default_manager.filter(release_id=OuterRef(outer), **{column: value}))
        found |= Q(Exists(rows))
    return found


def any_of(columns: tuple[str, ...], value: object) -> Q:
    found = Q()
    for column in columns:
        found |= Q(**{column: value})
    return found
