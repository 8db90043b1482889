"""A release: its text with everything marked that was read from it, the source, and what was read beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse

from archive.models import Event, Figure, Mention, Office, Participation, Person, Quote, Release, Source
from archive.presentation.countries import country_name
from archive.presentation.marking import Mark
from archive.presentation.marks import marks_of, own_marks
from archive.presentation.passage import legend_of, marked_text
from archive.presentation.readings import Readings
from archive.reading import jsonld
from archive.reading.addresses import address, country_address
from archive.reading.frame import page
from archive.reading.records import page_of
from archive.reading.shares import share_of
from archive.reading.visible import Visible

NAMED = ("organization", "programme", "subject")


@dataclass(slots=True)
class Attended:
    """An event that a release names, and who it says took part."""

    event: Event
    participations: list[Participation] = field(default_factory=list)


@dataclass(slots=True)
class Named:
    """A person whom a release names, with the offices it says they hold."""

    person: Person
    offices: list[Office] = field(default_factory=list)


@page_of(Release.objects.select_related("issuer", "source").defer("source__content"))
def release_view(request: HttpRequest, release: Release, visible: Visible) -> HttpResponse:
    """As many queries however long the text and however much was read from it."""
    readings = Readings.of(release)
    seen = seen_of(readings, visible)
    marks = reader_marks(seen, visible)
    context = {
        "release": release,
        "share": share_of(readings.all),
        "text": marked_text(release.text, marks),
        "legend": legend_of(marks),
        "quotes": [one for one in with_release(seen) if one.kind != Quote.Kind.INDIRECT],
        "reported": [one for one in seen.quotes if one.kind == Quote.Kind.INDIRECT],
        "figures": figures_of(seen),
        "events": events_of(seen),
        "persons": persons_of(seen),
        "named": [(kind, named) for kind in NAMED if (named := distinct(seen.mentions, kind))],
        "countries": countries_of(seen.mentions, visible),
        "versions": list(Source.objects.filter(release=release).exclude(pk=release.source_id).defer("content")),
        "description": jsonld.script(jsonld.release(request, release)),
    }
    return page(request, "reading/release.html", context)


def seen_of(readings: Readings, visible: Visible) -> Readings:
    """The readings that the reader sees."""

    def seen(annotations: Iterable[Any]) -> list[Any]:
        return [one for one in annotations if visible.shows(one)]

    return replace(
        readings,
        quotes=seen(readings.quotes),
        figures=seen(readings.figures),
        tenures=seen(readings.tenures),
        participations=seen(readings.participations),
        mentions=seen(readings.mentions),
    )


def reader_marks(seen: Readings, visible: Visible) -> list[Mark]:
    """The places in the text, linked to the pages of what was read there; pending ones bear their state."""
    states = {address(one): one.review for one in seen.all}
    placed = marks_of(seen.all, address)
    return [
        *own_marks(seen.release),
        *(replace(mark, url=visible.keep(mark.url), state=states[mark.url]) for mark in placed),
    ]


def with_release(seen: Readings) -> list[Quote]:
    """The quotes, which know their release without asking for it."""
    for quote in seen.quotes:
        quote.release = seen.release
    return list(seen.quotes)


def figures_of(seen: Readings) -> list[Figure]:
    """The figures, whose quotes know their speakers where the reader sees both."""
    quotes = {one.pk: one for one in seen.quotes}
    for figure in seen.figures:
        figure.quote = quotes.get(figure.quote_id) if figure.quote_id else None
    return list(seen.figures)


def events_of(seen: Readings) -> list[Attended]:
    """The events that are named or taken part in, in the order of the text."""
    found: dict[int, Attended] = {}
    for mention in seen.mentions:
        if mention.event is not None:
            found.setdefault(mention.event.pk, Attended(mention.event))
    for one in seen.participations:
        found.setdefault(one.event_id, Attended(one.event)).participations.append(one)
    return list(found.values())


def persons_of(seen: Readings) -> list[Named]:
    """The persons who are named, with the offices that the release gives them."""
    found: dict[int, Named] = {}
    for mention in seen.mentions:
        if mention.person is not None:
            found.setdefault(mention.person.pk, Named(mention.person))
    pairs = [(one.person, one.office) for one in seen.tenures]
    pairs += [(one.speaker, one.role) for one in seen.quotes if one.speaker and one.role]
    for person, office in pairs:
        named = found.setdefault(person.pk, Named(person))
        if office not in named.offices:
            named.offices.append(office)
    return list(found.values())


def distinct(mentions: Iterable[Mention], kind: str) -> list[Model]:
    """The entities of a kind that are named, each once."""
    return list(dict.fromkeys(entity for one in mentions if (entity := getattr(one, kind)) is not None))


def countries_of(mentions: Iterable[Mention], visible: Visible) -> list[tuple[str, str]]:
    """Name and address of each country that is named."""
    codes = dict.fromkeys(one.country_code for one in mentions if one.country_code)
    return [(country_name(code), visible.keep(country_address(code))) for code in codes]
