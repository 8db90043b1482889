"""What the Authority adds to the finds of a text: indicators, mentions, who held an office on that day. Pure.

What was added says so in `parsed["taught"]`: by which rule, on what grounds.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from archive.curation.selectors import select
from etl.authority import Authority, Body, Held, Record, counted, key
from etl.finds import Find, Finds
from etl.named import Named, office
from etl.phrases import Spoken
from etl.tables import VALUES

INDICATOR, PROGRAMME, SUBJECT, OFFICE = (
    "authority.indicator",
    "authority.programme",
    "authority.subject",
    "authority.office",
)
SURE = 0.9  # of a name that an editor gave, as written
INFERRED, UNSURE = "inferred", 0.5


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The release's day and issuer as they stand, an editor's word included: `issuer` is an organisation's id."""

    day: date | None
    issuer: int | None


def taught(finds: Finds, text: str, authority: Authority, release: Circumstances) -> Finds:
    """The finds with what editors' knowledge adds; those given are not changed. Takes time linear in the text."""
    if not authority:
        return finds
    offices = Offices(finds, authority, release)
    more = {
        "quote": [offices.speaker(one) for one in finds.finds["quote"]],
        "figure": [measured(one, authority, release) for one in finds.finds["figure"]],
        "mention": list(named(finds.finds["mention"], text, authority)),
    }
    return Finds(finds.fields, finds.parsed, {**finds.finds, **more})


# What figures measure


def measured(find: Find, authority: Authority, release: Circumstances) -> Find:
    """«190 pays membres» with the indicator that editors gave the alias «pays membres»."""
    if not (found := indicator(find, authority, release)):
        return find
    record, alias = found
    who = Named("indicator", alias, known=record.id)
    return saying(find, {"indicator": who}, {"indicator": {"rule": INDICATOR, "by": alias}})


def indicator(find: Find, authority: Authority, release: Circumstances) -> tuple[Record, str] | None:
    """The one indicator that counts this in this unit; one that the programme or event makes precise comes first."""
    subject, programme, event = (find.values[one] for one in ("subject", "programme", "event"))
    if not subject:
        return None
    words = (programme and programme.name, event and event.name, event and event.organization)
    for context in (*(one for one in words if one), None):
        fitting = {
            record.id: (record, alias)
            for record, alias in authority.measures.get(counted(subject, context), ())
            if fits(record, find, release)
        }
        own = {id_: one for id_, one in fitting.items() if one[0].body} or fitting
        if own:
            return next(iter(own.values())) if len(own) == 1 else None
    return None


def fits(record: Record, find: Find, release: Circumstances) -> bool:
    """Whether unit and organisation, where editors gave them, are those of the figure."""
    unit, event = find.values["unit"], find.values["event"]
    if record.unit and counted(record.unit) != counted(unit):
        return False
    if record.body is None or record.body.id == release.issuer:
        return True
    told = {key(event.organization)} if event and event.organization else set()
    spoken = set(counted(find.values["subject"]))
    return bool(told & record.body.keys) or any(set(counted(one)) <= spoken for one in record.body.keys)


# What is named


class Places:
    """Mentions by where they stand, to ask which of them overlap a stretch."""

    def __init__(self, finds: Iterable[Find]) -> None:
        self.finds = sorted(finds, key=lambda one: (one.start, one.end))
        self.starts = [one.start for one in self.finds]
        self.longest = max((one.end - one.start for one in self.finds), default=0)

    def overlapping(self, start: int, end: int) -> list[Find]:
        near = self.finds[bisect_left(self.starts, start - self.longest) : bisect_left(self.starts, end)]
        return [one for one in near if one.end > start]


def named(mentions: list[Find], text: str, authority: Authority) -> Iterator[Find]:
    """The mentions with those of programmes and subjects that editors named; of two at one place the longer stays."""
    persons = Places(one for one in mentions if one.values["person"])
    added: list[Find] = []
    gone: set[int] = set()
    for table, phrases, rule in (
        ("programme", authority.programmes, PROGRAMME),
        ("subject", authority.subjects, SUBJECT),
    ):
        own = Places(one for one in mentions if one.values[table])
        for spoken in phrases.find(text) if phrases else ():
            there = own.overlapping(spoken.start, spoken.end)
            if any(within(spoken, one) for one in (*there, *persons.overlapping(spoken.start, spoken.end))):
                continue
            gone.update(id(one) for one in there)
            added.append(mention(table, spoken, text, rule))
    yield from (one for one in mentions if id(one) not in gone)
    yield from sorted(added, key=lambda one: one.start)


def within(spoken: Spoken, one: Find) -> bool:
    return one.start <= spoken.start and spoken.end <= one.end


def mention(table: str, spoken: Spoken, text: str, rule: str) -> Find:
    start, end = spoken.start, spoken.end
    where = select(text, start, end)
    values = dict.fromkeys(VALUES["mention"])
    said = {"start": start, "end": end, "exact": where.exact, "prefix": where.prefix, "suffix": where.suffix}
    find = Find("mention", start, end, where.exact, rule, SURE, values, {**said, "rule": rule, "confidence": SURE}, ())
    who = Named(table, spoken.phrase.name, known=spoken.phrase.id)
    return saying(find, {table: who}, {table: {"rule": rule, "by": spoken.phrase.name}})


# Who held an office


class Offices:
    """Who speaks where the text names an office and nobody: «a déclaré le Secrétaire général d’INTERPOL»."""

    def __init__(self, finds: Finds, authority: Authority, release: Circumstances) -> None:
        self.authority, self.release = authority, release
        self.issuer: str = finds.fields["issuer"].name
        held = [find.values["office"] for find in finds.finds["tenure"]]
        said = [*held, *(find.values["role"] for find in finds.finds["quote"] if find.values["role"])]
        own = {None, key(self.issuer)}
        self.with_holder = {key(one.name) for one in held}
        self.elsewhere = {key(one.name) for one in said if (one.organization and key(one.organization)) not in own}

    def speaker(self, find: Find) -> Find:
        """The quote with whoever alone held the office on the release's day, by what editors confirmed."""
        title = self.title(find)
        held = self.holder(title) if title else None
        if title is None or held is None or self.release.day is None:
            return find
        role = Named("office", title.name, title.organization or self.called(held.office.body), known=held.office.id)
        who = Named("person", held.name, known=held.person)
        grounds = {"rule": OFFICE, "by": find.values["attribution"], "day": self.release.day.isoformat()}
        found = saying(find, {"speaker": who, "basis": INFERRED, "role": role}, {"speaker": grounds})
        sure = min(find.confidence, UNSURE)
        return replace(found, confidence=sure, parsed={**found.parsed, "confidence": sure})

    def title(self, find: Find) -> Named | None:
        """The office that the quote is attributed to, if the text has nobody for it."""
        values = find.values
        if values["speaker"] or values["organization"] or not values["attribution"]:
            return None
        title: Named = values["role"] or office(values["attribution"], None)
        spoken = key(title.name)
        is_taken = spoken in self.with_holder or (not title.organization and spoken in self.elsewhere)
        return None if is_taken else title

    def holder(self, title: Named) -> Held | None:
        """Who alone held it; without an organisation it is the issuer's, or one that has none."""
        if self.release.day is None:
            return None
        if title.organization is None:
            return self.authority.holder(title.name, (self.release.issuer, None), self.release.day)
        body = self.authority.body(title.organization)
        return None if body is None else self.authority.holder(title.name, (body,), self.release.day)

    def called(self, body: Body | None) -> str | None:
        """The organisation in the release's own words, where it is the issuer."""
        if body is None:
            return None
        return self.issuer if self.authority.body(self.issuer) == body.id else body.name


def saying(find: Find, values: dict[str, Any], grounds: dict[str, Any]) -> Find:
    """The find with other values, and in `parsed` what they are and on which grounds."""
    merged = {**find.values, **values}
    said = {name: value.as_json() if isinstance(value, Named) else value for name, value in values.items()}
    return replace(
        find,
        values=merged,
        parsed={**find.parsed, **said, "taught": {**find.parsed.get("taught", {}), **grounds}},
        named=tuple((name, value) for name, value in merged.items() if isinstance(value, Named)),
    )
