"""What editors taught the ETL: names, aliases, offices and who held them when, programmes, indicators, subjects.

Only what editors made or confirmed, never what a machine proposed: runs in any order, or in parallel, end alike. Read
once a run (`etl.authority_reading`) and frozen. Pure: no database.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from etl.lexicon import words
from etl.parse.folding import fold
from etl.parse.nouns import singular
from etl.phrases import WORD, Phrase, Phrases

LINKS = words("authority", "links")


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation that offices and indicators belong to; `keys` are of all its names."""

    id: int
    name: str
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Record:
    """An entity with the names that editors decided. `keys`: the same as the database's archive_key has them.

    `unit` and `body` are an indicator's, where editors decided them; `facts` are other decided fields.
    """

    table: str
    id: int
    names: tuple[str, ...]
    keys: frozenset[str]
    unit: str = ""
    body: Body | None = None
    facts: tuple[tuple[str, str], ...] = ()

    def canonical(self) -> list[object]:
        """All of it but ids, which tell nothing: what the hash is made of."""
        return [self.table, sorted(self.names), self.unit, sorted(self.body.keys) if self.body else [], self.facts]


@dataclass(frozen=True, slots=True)
class Office:
    """An office that editors confirmed somebody in; `titles` are keys of its names."""

    id: int
    name: str
    titles: frozenset[str]
    body: Body | None


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody (`person`, by a name of theirs) in an office, from the first day of evidence to the last."""

    office: Office
    person: int
    name: str
    keys: frozenset[str]
    earliest: date
    latest: date

    def canonical(self) -> list[object]:
        """All of it but ids and how the names are written."""
        body = sorted(self.office.body.keys) if self.office.body else []
        return [sorted(self.office.titles), body, sorted(self.keys), str(self.earliest), str(self.latest)]


@dataclass(frozen=True)
class Authority:
    """What editors decided, when the run began. `offices`: (person, office, organisation) of all confirmed tenures."""

    records: tuple[Record, ...] = ()
    tenures: tuple[Held, ...] = ()
    offices: frozenset[tuple[int, int, int | None]] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.records or self.tenures)

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the canonical form: the same knowledge has the same, whatever the ids and the order."""
        known = [*(one.canonical() for one in self.records), *(one.canonical() for one in self.tenures)]
        said = sorted(json.dumps(one, ensure_ascii=False) for one in known)
        return hashlib.sha256("\n".join(said).encode()).hexdigest()

    @cached_property
    def keys(self) -> dict[tuple[str, int], frozenset[str]]:
        """The keys of the decided names, by table and id."""
        return {(one.table, one.id): one.keys for one in self.records}

    def knows(self, table: str, id_: int, key: str) -> bool:
        """Whether an editor decided that the record has a name of this key."""
        return key in self.keys.get((table, id_), ())

    @cached_property
    def holders(self) -> dict[tuple[str, str], list[int]]:
        """The records of which an editor decided that they have a name of this key: table and key → ids."""
        found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for one in self.records:
            for key in one.keys:
                found[one.table, key].append(one.id)
        return dict(found)

    @cached_property
    def held(self) -> dict[int, set[tuple[int, int | None]]]:
        """Person → the offices (and their organisations) that editors confirmed them in."""
        found: defaultdict[int, set[tuple[int, int | None]]] = defaultdict(set)
        for person, office, body in self.offices:
            found[person].add((office, body))
        return dict(found)

    @cached_property
    def programmes(self) -> Phrases:
        return self.phrases("programme")

    @cached_property
    def subjects(self) -> Phrases:
        return self.phrases("subject")

    def phrases(self, table: str) -> Phrases:
        return Phrases(Phrase(one.id, name) for one in self.records if one.table == table for name in one.names)

    @cached_property
    def bodies(self) -> dict[str, set[int]]:
        """Organisations by the keys of their names."""
        found: defaultdict[str, set[int]] = defaultdict(set)
        belonging = [one.body for one in self.records] + [one.office.body for one in self.tenures]
        for id_, keys in [(body.id, body.keys) for body in belonging if body]:
            for one in keys:
                found[one].add(id_)
        for record in self.records:
            for name in record.names if record.table == "organization" else ():
                found[key(name)].add(record.id)
        return dict(found)

    def body(self, name: str) -> int | None:
        """The organisation of that name, if there is exactly one."""
        holders = self.bodies.get(key(name), set())
        return next(iter(holders)) if len(holders) == 1 else None

    @cached_property
    def measures(self) -> dict[tuple[str, ...], list[tuple[Record, str]]]:
        """Indicators, with the alias, by what they count."""
        found: defaultdict[tuple[str, ...], list[tuple[Record, str]]] = defaultdict(list)
        for one in self.records:
            for name in one.names if one.table == "indicator" else ():
                found[counted(name)].append((one, name))
        return dict(found)

    @cached_property
    def in_office(self) -> dict[str, list[Held]]:
        """Who held an office, by the keys of its titles."""
        found: defaultdict[str, list[Held]] = defaultdict(list)
        for one in self.tenures:
            for title in one.office.titles:
                found[title].append(one)
        return dict(found)

    def holder(self, title: str, bodies: Sequence[int | None], day: date) -> Held | None:
        """Who alone held the office on that day, in one of the organisations; None where nobody or several did."""
        there = [
            one
            for one in self.in_office.get(key(title), ())
            if (one.office.body.id if one.office.body else None) in bodies and one.earliest <= day <= one.latest
        ]
        return there[0] if len({one.person for one in there}) == 1 else None


def key(name: str) -> str:
    """A name without case, accents, punctuation and order of words."""
    return " ".join(sorted(fold(word) for word in WORD.findall(name)))


def counted(*phrases: str | None) -> tuple[str, ...]:
    """What is counted, in the words that tell: singular, folded, sorted, each once."""
    spoken: Iterable[str] = (word.lower() for phrase in phrases if phrase for word in WORD.findall(phrase))
    return tuple(sorted({fold(singular(word)) for word in spoken if word not in LINKS}))
