"""What the parser found in a text that is not stored, as rows: what it was read as, where, by which rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from archive.models import Event, Participation, Person, Quote
from archive.presentation.marking import Mark
from archive.presentation.wording import number, percent

if TYPE_CHECKING:
    from etl.run import ParsedRelease


class Found(Protocol):
    """A place in the text, the rule that found it and how sure it is."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def rule(self) -> str: ...
    @property
    def confidence(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was read: its words or name, what else is said of it, and the places that say so.

    `label` is what its marks tell; `further` are marks of another kind that lead to this row.
    """

    kind: str
    index: int
    first: str
    cells: Sequence[object]
    places: Sequence[Found]
    label: str = ""
    further: Sequence[Mark] = field(default=())

    @property
    def anchor(self) -> str:
        return f"{self.kind}-{self.index}"

    def place_anchor(self, index: int) -> str:
        return f"{self.anchor}-at-{index}"

    def marks(self) -> Iterator[Mark]:
        """The places in the text, each leading to this row."""
        for index, place in enumerate(self.places):
            yield mark(place, self.kind, self.label or self.first, self.anchor, self.place_anchor(index))
        yield from self.further


def mark(place: Found, kind: str, label: str, row: str, anchor: str) -> Mark:
    """Mark a place with what it was read as, the rule and how sure it is."""
    told = " · ".join(filter(None, [Truncator(label).chars(120), place.rule, percent(place.confidence)]))
    return Mark(place.start, place.end, kind, told, f"#{row}", anchor)


def quotes(parsed: ParsedRelease) -> Iterator[Row]:
    for index, quote in enumerate(parsed.quotes):
        speaker = quote.speaker.name if quote.speaker else "–"
        kind = Quote.Kind(quote.kind).label
        cells = (
            speaker,
            Quote.Basis(quote.basis).label if quote.basis else "–",
            quote.attribution.text if quote.attribution else "–",
            quote.role or "–",
            kind,
        )
        yield Row("quote", index, quote.text, cells, [quote], f"{kind}, {speaker}")


def figures(parsed: ParsedRelease) -> Iterator[Row]:
    for index, figure in enumerate(parsed.figures):
        whole = parsed.figures[figure.part_of].text if figure.part_of is not None else ""
        value, upper = number(figure.value), number(figure.upper)
        cells = (value, upper, figure.qualifier, figure.unit, figure.of, figure.period, whole)
        bounds = "–".join(filter(None, [value, upper]))
        label = " ".join(filter(None, [figure.qualifier, bounds, figure.unit]))
        yield Row("figure", index, figure.text, [cell or "–" for cell in cells], [figure], label)


def persons(parsed: ParsedRelease) -> Iterator[Row]:
    for index, person in enumerate(parsed.persons):
        gender = Person.Gender(person.gender).label if person.gender else "–"
        offices = [", ".join(filter(None, [role.title, role.organization])) for role in person.roles]
        marks = [
            mark(role, "tenure", f"{person.name}: {office}", f"person-{index}", f"person-{index}-role-{n}")
            for n, (role, office) in enumerate(zip(person.roles, offices, strict=True))
        ]
        told = zip(offices, [role.rule for role in person.roles], strict=True)
        roles = format_html_join(SafeString("<br>"), '{} <code class="rule">{}</code>', told) or "–"
        yield Row("person", index, person.name, (gender, roles), person.mentions, further=marks)


def events(parsed: ParsedRelease) -> Iterator[Row]:
    for index, event in enumerate(parsed.events):
        place = ", ".join(filter(None, [event.city, event.country]))
        facts = (event.organization, event.ordinal, place, event.date)
        cells = (Event.Kind(event.kind).label, *(fact or "–" for fact in facts))
        label = ", ".join(filter(None, [event.name, place, event.date]))
        yield Row("event", index, event.name, cells, event.mentions, label)


def participations(parsed: ParsedRelease) -> Iterator[Row]:
    taking_part = [(event.name, taker) for event in parsed.events for taker in event.participants]
    for index, (event, taker) in enumerate(taking_part):
        part = Participation.Part(taker.part).label
        yield Row("participation", index, taker.name, (part, event), [taker], f"{taker.name}, {part}")


def programmes(parsed: ParsedRelease) -> Iterator[Row]:
    for index, one in enumerate(parsed.programmes):
        yield Row("programme", index, one.name, (one.kind or "–",), one.mentions)


def organizations(parsed: ParsedRelease) -> Iterator[Row]:
    for index, one in enumerate(parsed.organizations):
        yield Row("organization", index, one.name, (one.acronym or "–",), one.mentions)


def subjects(parsed: ParsedRelease) -> Iterator[Row]:
    for index, one in enumerate(parsed.subjects):
        yield Row("subject", index, one.name, (), one.mentions)


def countries(parsed: ParsedRelease) -> Iterator[Row]:
    for index, one in enumerate(parsed.countries):
        yield Row("country", index, one.code, (), one.mentions)


def named(name: str, anchor: str) -> SafeString:
    """The first cell of a row, which marks lead to."""
    return format_html('<span class="target" id="{}">{}</span>', anchor, name)
