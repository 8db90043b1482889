"""A new version of a release: which of its rows are which finds, what they take, what waits, what stays, what goes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from archive.curation.deciding import decide
from archive.curation.matching import HALF, Place, match, overlap, part_within
from archive.curation.selectors import Selector, place, select
from etl.changes import Changes, Proposed
from etl.finds import Find, Finds, Within
from etl.named import Named, from_json
from etl.reconcile_names import Names
from etl.stored import Row
from etl.tables import POINTS, REQUIRED, VALUES, WITHIN, column

NO_LONGER_FOUND, UNPLACED, LIKE_REJECTED, CANDIDATES = (
    "no_longer_found",
    "unplaced",
    "like_rejected",
    "several_candidates",
)
MACHINE_FLAGS = {NO_LONGER_FOUND, UNPLACED, CANDIDATES}
SELECTORS = {"start", "end", "prefix", "suffix", "rule", "confidence", "attribution_span"}
SPLIT = {"quote", "figure"}  # what can be split or joined; persons in one office share their place


@dataclass(slots=True)
class Version:
    """One release whose text or parse is new, against the rows it has."""

    scope: int
    release: int
    old: str
    new: str
    rows: list[Row]
    finds: Finds
    names: Names
    spans: dict[int, tuple[int, int] | None] = field(default_factory=dict)  # row's number → where its words stand now
    told: dict[int, tuple[int, int] | None] = field(default_factory=dict)  # the same for the parser's own words
    row_of: dict[int, Row] = field(default_factory=dict)  # id() of a find → its row
    find_of: dict[int, Find] = field(default_factory=dict)  # the same → the find
    beside: dict[int, Row] = field(default_factory=dict)  # id() of a find → the decided row that it was split off
    lost: list[Row] = field(default_factory=list)  # rows that no longer say of somebody what they said

    def match(self) -> list[Find]:
        """Find out which find is which row; give the finds that are new."""
        self.place()
        finds = list(self.finds.all())
        old = [self.old_place(number, row) for number, row in enumerate(self.rows)]
        new = [Place(find.sort, find.start, find.end, find.exact, said(find.parsed)) for find in finds]
        pairs = match(old, new)
        self.row_of = {id(finds[index]): self.rows[row] for index, row in pairs.items()}
        self.find_of = {id(finds[index]): finds[index] for index in pairs}
        fresh = []
        for index, find in enumerate(finds):
            if index not in pairs and not self.is_beside(find, new[index], old):
                if any(one.rejected and one.sort == find.sort and overlap(one, new[index]) for one in old):
                    find.flags = sorted({*find.flags, LIKE_REJECTED})
                fresh.append(find)
        return fresh

    def place(self) -> None:
        """Find the words of every row in the new text, the editor's and the parser's own."""
        selectors: dict[Selector, None] = {}
        wanted: list[tuple[Selector, Selector]] = []
        for row in self.rows:
            own, parsed = self.selector(row), self.parsed_selector(row)
            wanted.append((own, parsed))
            selectors.update({own: None, parsed: None})
        at = dict(zip(selectors, place(list(selectors), self.old, self.new), strict=True))
        for number, (own, parsed) in enumerate(wanted):
            self.spans[number] = span(own, at[own])
            self.told[number] = span(parsed, at[parsed])

    def selector(self, row: Row) -> Selector:
        if row.start is not None and row.end is not None:
            return select(self.old, row.start, row.end)
        if row.parsed.get("exact") == row.exact:
            return Selector(None, row.exact, row.parsed.get("prefix", ""), row.parsed.get("suffix", ""))
        return Selector(None, row.exact)

    def parsed_selector(self, row: Row) -> Selector:
        """Where the parser found it; a row that a person made stands where it stands."""
        start, end, exact = (row.parsed.get(one) for one in ("start", "end", "exact"))
        if not isinstance(exact, str) or not isinstance(start, int) or not isinstance(end, int):
            return self.selector(row)
        if self.old[start:end] == exact:
            return select(self.old, start, end)
        return Selector(None, exact, row.parsed.get("prefix", ""), row.parsed.get("suffix", ""))

    def old_place(self, number: int, row: Row) -> Place:
        start, end = self.told[number] or (None, None)
        exact = row.parsed.get("exact", row.exact)
        return Place(row.sort, start, end, exact, said(row.parsed), rejected=row.review == "rejected")

    def is_beside(self, find: Find, where: Place, old: Sequence[Place]) -> bool:
        """A part split off, or joined to, what an editor decided is proposed there and made no row."""
        if find.table not in SPLIT:
            return False
        for number, row in enumerate(self.rows):
            if (
                row.decided
                and row.review != "rejected"
                and row.sort == find.sort
                and part_within(where, old[number]) >= HALF
            ):
                self.beside[id(find)] = row
                return True
        return False

    def settle(self, ids: dict[int, int], changes: Changes) -> None:
        """Put what becomes of every row into `changes`; `ids` are those of all finds, new and matched, by id()."""
        found = {(row.table, row.id): find for find in self.finds.all() if (row := self.row_of.get(id(find)))}
        held = self.held(found)
        gone = {(row.table, row.id) for row in self.rows if not row.kept} - set(found) - held
        self.lost += [row for row in self.rows if (row.table, row.id) in gone or row.review == "rejected"]
        for number, row in enumerate(self.rows):
            if find := found.get((row.table, row.id)):
                self.update(number, row, find, ids, changes)
            elif (row.table, row.id) in gone:
                changes.deleted[row.table].append(row.id)
            else:
                self.keep(number, row, gone, changes)
        self.propose_beside(changes)

    def propose_beside(self, changes: Changes) -> None:
        """What was split off a decided row waits there; what waited and is no longer said is withdrawn."""
        beside: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
        for find in self.finds.all():
            if row := self.beside.get(id(find)):
                beside[id(row)].append(find.parsed)
        for row in self.rows:
            if row.decided and row.table in SPLIT:
                found = beside.get(id(row))
                changes.proposed.append(Proposed(row.table, row.id, "beside", {"finds": found} if found else None))

    def held(self, found: dict[tuple[str, int], Find]) -> set[tuple[str, int]]:
        """Rows that a decided field of a row that stays points at."""
        return {
            (table, row.values[one])
            for row in self.rows
            if row.kept or (row.table, row.id) in found
            for one, table in POINTS[row.table].items()
            if table in VALUES and row.values[one] is not None and one in row.decided
        }

    def keep(self, number: int, row: Row, gone: set[tuple[str, int]], changes: Changes) -> None:
        """A row that the parser no longer finds and a person decided, or one that such a row points at."""
        flags = {one for one in row.flags if one != UNPLACED}
        if row.review != "rejected" and row.parsed:
            flags.add(NO_LONGER_FOUND)
        now: dict[str, Any] = dict(zip(("start", "end"), self.spans[number] or (None, None), strict=True))
        for one, table in POINTS[row.table].items():
            if (table, row.values[one]) in gone:
                now[column(row.table, one)] = None
        self.write(row, now, flags | ({UNPLACED} if now["start"] is None else set()), changes)

    def update(self, number: int, row: Row, find: Find, ids: dict[int, int], changes: Changes) -> None:
        """A row that the parser found again: what is undecided takes what it says now."""
        now = self.now(row, find, ids)
        before = self.before(number, row, find, now)
        decision = decide(row.table, self.current(number, row, find), row.decided, before, now)
        taken = {column(row.table, one): value for one, value in decision.take.items()}
        place = self.placed(number, row, find)
        if "exact" in row.decided:
            taken.update(place)
        else:
            taken.update({"start": find.start, "end": find.end, "exact": find.exact})
            place = taken
        flags = {one for one in row.flags if one not in MACHINE_FLAGS} | set(find.flags)
        flags |= {UNPLACED} if place["start"] is None else set()
        relations = {column(row.table, one) for one in POINTS[row.table]}
        if said(row.parsed) != said(find.parsed) or taken.keys() & relations:
            self.lost.append(row)
        machine = {} if row.rule == "editor" else {"rule": find.rule, "confidence": find.confidence}
        self.write(row, {**taken, **machine, "parsed": find.parsed}, flags, changes)
        said_ = {group: {one: find.parsed.get(one) for one in values} for group, values in decision.propose.items()}
        changes.proposed += [Proposed(row.table, row.id, group, values) for group, values in said_.items()]
        changes.proposed += [Proposed(row.table, row.id, group, None) for group in decision.settled]

    def silent(self) -> Iterator[int]:
        """Finds that say nothing of whom they name, by id(): an editor rejected them, or gave them to another."""
        for number, row in self.row_of.items():
            if row.review == "rejected" or any(self.is_given_away(row, *one) for one in self.find_of[number].named):
                yield number

    def is_given_away(self, row: Row, one: str, who: Named) -> bool:
        entity = self.names.resolve(self.scope, who)
        return one in row.decided and (entity is None or row.values[one] != entity.id)

    def placed(self, number: int, row: Row, find: Find) -> dict[str, Any]:
        """Where decided words stand: where they were found again, or where the parser finds the very same."""
        again = self.spans[number] or ((find.start, find.end) if find.exact == row.exact else None)
        return dict(zip(("start", "end"), again or (None, None), strict=True))

    def current(self, number: int, row: Row, find: Find) -> dict[str, Any]:
        return {**row.values, **self.placed(number, row, find), "exact": row.exact}

    def now(self, row: Row, find: Find, ids: dict[int, int]) -> dict[str, Any]:
        """What the parser says today, relations as ids; a name that several hold says nothing."""
        known = resolved(find, self.scope, self.names, self.finds, ids)
        unknown = {
            one
            for group in REQUIRED.get(row.table, ())
            if all(known.get(one) is None for one in group)
            for one in group
        }
        if CANDIDATES in find.flags:
            unknown |= {"speaker", "organization", "basis"}
        place = {"start": find.start, "end": find.end, "exact": find.exact}
        return {**{one: value for one, value in known.items() if one not in unknown}, **place}

    def before(self, number: int, row: Row, find: Find, now: dict[str, Any]) -> dict[str, Any]:
        """What the parser said last time, names resolved through today's aliases and merges."""
        known: dict[str, Any] = {}
        for one in VALUES[row.table]:
            spoken = row.parsed.get(one)
            if spoken == find.parsed.get(one) and row.parsed:
                known[one] = now.get(one)
            elif who := from_json(POINTS[row.table].get(one, ""), spoken):
                entity = self.names.resolve(self.scope, who)
                known[one] = entity.id if entity else None
            else:
                known[one] = spoken
        if row.parsed and (where := self.told[number]):
            known.update(start=where[0], end=where[1], exact=row.parsed.get("exact"))
        return known

    def write(self, row: Row, values: dict[str, Any], flags: set[str], changes: Changes) -> None:
        """Leave a row alone that has all of this already."""
        had = {**{column(row.table, one): value for one, value in row.values.items()}, "parsed": row.parsed}
        had.update(start=row.start, end=row.end, exact=row.exact, rule=row.rule, confidence=row.confidence)
        differing = {one: value for one, value in values.items() if value != had[one]}
        if differing.keys() & {"start", "end", "exact"}:  # the row may have been unplaced meanwhile
            differing.update({one: values[one] for one in ("start", "end", "exact") if one in values})
        if flags != set(row.flags):
            differing["flags"] = sorted(flags)
        if differing:
            changes.updated[row.table].append((row.id, differing))


def resolved(find: Find, scope: int, names_: Names, finds: Finds, ids: dict[int, int]) -> dict[str, Any]:
    """The values of a find with relations as ids; None where nobody, or nobody in particular, is meant."""
    known = dict(find.values)
    for one, who in find.named:
        entity = names_.resolve(scope, who)
        known[one] = entity.id if entity else None
    for one in WITHIN[find.table]:
        within: Within | None = find.values[one]
        known[one] = ids.get(id(finds.finds[within.table][within.index])) if within else None
    return known


def said(parsed: dict[str, Any]) -> dict[str, Any]:
    """What was said, without where and by which rule: tells apart what stands at one place."""
    return {one: parsed[one] for one in sorted(parsed) if one not in SELECTORS}


def span(one: Selector, at: int | None) -> tuple[int, int] | None:
    return None if at is None else (at, at + len(one.exact))
