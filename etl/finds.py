"""From a `ParsedRelease` to the rows it would be: fields of the release, and annotations that name their entities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from archive.curation.selectors import surroundings
from etl.countries import country_code
from etl.document import Text
from etl.edtf import edtf
from etl.named import Named, is_office, office
from etl.organs import with_full_names
from etl.parse.values import (
    Found,
    ParsedEvent,
    ParsedFigure,
    ParsedPerson,
    ParsedQuote,
    ParsedRelease,
    ParsedRole,
    Participant,
    Span,
)

Values = dict[str, Any]
# A number that the database's 24 digits before the point cannot hold is no claim of a press release.
MOST = Decimal(10) ** 24


@dataclass(frozen=True, slots=True)
class Within:
    """Another find of the same release: the `index`th of a table."""

    table: str
    index: int


@dataclass(slots=True)
class Find:
    """An annotation to be. `values`: field → plain value, `Named` or `Within`; `parsed`: all that was said, as JSON."""

    table: str
    start: int
    end: int
    exact: str
    rule: str
    confidence: float
    values: Values
    parsed: Values
    named: tuple[tuple[str, Named], ...]  # those of the values that name somebody
    flags: list[str] = field(default_factory=list)

    @property
    def sort(self) -> str:
        """What two annotations must have in common to be the same one."""
        target = (
            next((name for name, value in self.values.items() if value is not None), "")
            if self.table == "mention"
            else ""
        )
        return f"{self.table}:{target}"


@dataclass(slots=True)
class Finds:
    """All that is to be stored of one text: the release's own fields, and finds by table in the parser's order.

    `named` is everybody and everything that it names, once each.
    """

    fields: Values
    parsed: Values
    finds: dict[str, list[Find]]
    named: list[Named] = field(init=False)

    def __post_init__(self) -> None:
        names = [one for find in self.all() for _field, one in find.named]
        self.named = list(dict.fromkeys([self.fields["issuer"], *names]))

    def all(self) -> Iterator[Find]:
        for of_table in self.finds.values():
            yield from of_table


def finds_of(text: Text, parsed: ParsedRelease, issuer: str) -> Finds:
    """What a text holds; metadata that was given wins over what was read. `issuer` is the one if none was given."""
    parsed = with_full_names(text.content, parsed, text.given.issuer or issuer)
    reader = Reader(text.content, parsed)
    finds = {
        "quote": [reader.quote(one) for one in parsed.quotes],
        "figure": [reader.figure(one) for one in parsed.figures],
        "tenure": [reader.tenure(one, role) for one in parsed.persons for role in one.roles if is_office(role.title)],
        "participation": [reader.participation(event, one) for event in parsed.events for one in event.participants],
        "mention": list(reader.mentions()),
    }
    fields = release_fields(text, parsed, issuer)
    said = {name: value.isoformat() if isinstance(value, date) else value for name, value in fields.items()}
    said["issuer"] = fields["issuer"].as_json()
    said["spans"] = reader.own_spans(fields)
    said.update({name: kept for name in ("given", "told") if (kept := getattr(text, name).as_json())})
    if parsed.warnings:
        said["warnings"] = list(parsed.warnings)
    return Finds(fields, said, finds)


def release_fields(text: Text, parsed: ParsedRelease, issuer: str) -> Values:
    given, told, line = text.given, text.told, parsed.dateline
    place: tuple[str | None, str | None, str | None] = (None, None, None)
    if given.city or given.country:
        place = (given.city, given.country, country_code(given.country))
    elif line:
        place = (line.city, line.country, line.country_code)
    return {
        "issuer": Named("organization", given.issuer or issuer),
        "title": given.title or parsed.title or told.title,
        "language": text.language,
        "published_on": given.published_on
        or (date.fromisoformat(parsed.published_on) if parsed.published_on else told.published_on),
        "city": place[0],
        "country": place[1],
        "country_code": place[2],
    }


@dataclass(slots=True)
class Reader:
    """Turns the values of one parsed text into finds."""

    text: str
    parsed: ParsedRelease

    def own_spans(self, fields: Values) -> dict[str, Values]:
        """Where the release's own fields were read; what was given instead was read nowhere."""
        line = self.parsed.dateline
        read = {
            "title": fields["title"] == self.parsed.title,
            "published_on": fields["published_on"] is not None
            and fields["published_on"].isoformat() == self.parsed.published_on,
            "dateline": line is not None and (fields["city"], fields["country"]) == (line.city, line.country),
        }
        return {
            name: {"start": span.start, "end": span.end, "exact": self.text[span.start : span.end]}
            for name, span in self.parsed.spans.items()
            if read.get(name)
        }

    def find(self, table: str, place: Found, values: Values, said: Values | None = None) -> Find:
        """A find; `said` replaces values in `parsed` by what the text said of them."""
        return next(self.finds(table, (place,), values, said or {}))

    def finds(self, table: str, places: Iterable[Found], values: Values, said: Values) -> Iterator[Find]:
        """The same said at several places: a find with its selectors for each."""
        spoken = {name: value for name, value in values.items() if value is not None}
        parsed = {name: said[name] if name in said else self.as_json(value) for name, value in spoken.items()} | said
        named = tuple([(name, value) for name, value in spoken.items() if value.__class__ is Named])
        for place in places:
            start, end, exact, rule = place.start, place.end, self.text[place.start : place.end], place.rule
            selector = {"start": start, "end": end, "exact": exact}
            selector["prefix"], selector["suffix"] = surroundings(self.text, start, end)
            own = {**parsed, **selector, "rule": rule, "confidence": place.confidence}
            yield Find(table, start, end, exact, rule[:60], place.confidence, values, own, named)

    def as_json(self, value: Any) -> Any:
        if isinstance(value, str):
            return value
        if isinstance(value, Named):
            return value.as_json()
        if isinstance(value, Within):
            return self.words({"quote": self.parsed.quotes, "figure": self.parsed.figures}[value.table][value.index])
        return float(value) if isinstance(value, Decimal) else value

    def words(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def quote(self, one: ParsedQuote) -> Find:
        speaker = Named(one.speaker.type, one.speaker.name) if one.speaker else None
        values = {
            "text": one.text,
            "kind": one.kind,
            "speaker": speaker if speaker and speaker.table == "person" else None,
            "organization": speaker if speaker and speaker.table == "organization" else None,
            "attribution": one.attribution.text if one.attribution else "",
            "role": self.role(one),
            "basis": one.basis if speaker else None,
        }
        place = {"start": one.attribution.start, "end": one.attribution.end} if one.attribution else None
        return self.find("quote", one, values, {"attribution_span": place} if place else None)

    def role(self, one: ParsedQuote) -> Named | None:
        """The speaker's office: the parser says its title, the speaker's roles say where it is held."""
        if not one.role or not is_office(one.role):
            return None
        said = office(one.role, None)
        roles = [
            role
            for person in self.parsed.persons
            if one.speaker and person.name == one.speaker.name
            for role in person.roles
        ]
        same = [role for role in roles if office(role.title, role.organization).name.lower() == said.name.lower()]
        return office(one.role, same[0].organization if same else self.body_at_end(one.role))

    def body_at_end(self, title: str) -> str | None:
        """The organisation of the text whose name the title ends with: «le Secrétaire général d’INTERPOL»."""
        named = (name for body in self.parsed.organizations for name in (body.name, body.acronym) if name)
        ending = [name for name in named if title.lower().endswith(name.lower()) and title.lower() != name.lower()]
        return max(ending, key=len, default=None)

    def figure(self, one: ParsedFigure) -> Find:
        value, upper = number(one.value), number(one.upper)
        if upper is not None and (value is None or upper < value):
            upper = None
        values = {
            "value": value,
            "upper": upper,
            "qualifier": one.qualifier and one.qualifier[:60],
            "unit": one.unit and one.unit[:120],
            "subject": one.of,
            "indicator": Named("indicator", one.indicator) if one.indicator else None,
            "period": edtf(one.period),
            "part_of": None if one.part_of is None else Within("figure", one.part_of),
            "quote": None if one.quote is None else Within("quote", one.quote),
            "event": None if one.event is None else event_of(self.parsed.events[one.event]),
            "programme": None
            if one.programme is None
            else Named("programme", self.parsed.programmes[one.programme].name),
        }
        return self.find("figure", one, values)

    def tenure(self, person: ParsedPerson, role: ParsedRole) -> Find:
        values = {"person": Named("person", person.name), "office": office(role.title, role.organization)}
        return self.find("tenure", role, values, {"title": role.title})

    def participation(self, event: ParsedEvent, one: Participant) -> Find:
        person = Named("person", one.name) if any(one.name == person.name for person in self.parsed.persons) else None
        country = None
        if not person and not any(one.name == body.name for body in self.parsed.organizations):
            country = country_code(one.name)
        body = None if person or country else Named("organization", one.name)
        values = {
            "event": event_of(event),
            "person": person,
            "organization": body,
            "country_code": country,
            "part": one.part,
        }
        return self.find("participation", one, values, {"name": one.name})

    def mentions(self) -> Iterator[Find]:
        parsed = self.parsed
        for person in parsed.persons:
            yield from self.mention("person", Named("person", person.name), person.mentions, gender=person.gender)
        for body in parsed.organizations:
            acronym = body.acronym and body.acronym[:40]
            yield from self.mention("organization", Named("organization", body.name), body.mentions, acronym=acronym)
        for event in parsed.events:
            place = [event.city, event.country, country_code(event.country)]
            yield from self.mention("event", event_of(event), event.mentions, place=place if any(place) else None)
        for programme in parsed.programmes:
            kind = programme.kind and programme.kind[:40]
            yield from self.mention("programme", Named("programme", programme.name), programme.mentions, kind=kind)
        for subject in parsed.subjects:
            yield from self.mention("subject", Named("subject", subject.name), subject.mentions)
        for country in parsed.countries:
            yield from self.mention("country_code", country.code, country.mentions)

    def mention(self, target: str, who: Named | str, places: tuple[Found, ...], **facts: Any) -> Iterator[Find]:
        known = {name: value for name, value in facts.items() if value is not None}
        said = {target: {**who.as_json(), **known}} if isinstance(who, Named) else {}
        values: Values = dict.fromkeys(("person", "organization", "event", "programme", "subject", "country_code"))
        values[target] = who
        return self.finds("mention", places, values, said)


def event_of(event: ParsedEvent) -> Named:
    return Named("event", event.name, event.organization, event.kind, event.ordinal, edtf(event.date))


def number(value: float | None) -> Decimal | None:
    """The number as the database keeps it: six decimals; None for what it cannot hold."""
    if value is None or value != value or abs(exact := Decimal(str(value))) >= MOST:
        return None
    return exact.quantize(Decimal("0.000001"))
