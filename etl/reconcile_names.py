"""Which record an entity is that a release names: found by key, or to be made.

One holder of a key is the one; of several, the one that editors decided has that name (the Authority). Of several
persons, the one whose confirmed offices or organisations fit; else nobody: the annotation that needs the entity is not
made, a quote stays without speaker, and the release and the quote carry the flag `several_candidates` (the candidates
stand in their `parsed`). A person of a single word, and an event with neither ordinal nor year, are known within their
release only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.backends.utils import CursorWrapper

from etl.authority import Authority
from etl.named import ENTITIES, Named
from etl.reconcile_holders import COLUMNS, Entity, Records, read_holders
from etl.tables import next_ids, rows

Identity = tuple[str, ...]
MOST_LOCKS = 800  # a server keeps 6,400 by default, for all its connections
ALL_NAMES = 0x41524348  # the number of the lock on all names: «ARCH»


class TooManyNamesError(Exception):
    """Raised where a batch of releases names more new entities than should be locked: halves of it may not."""


@dataclass(slots=True)
class Names:
    """The entities that a batch of releases names. A scope is one release of the batch, by its number."""

    cursor: CursorWrapper
    authority: Authority = field(default_factory=Authority)
    local: dict[int, dict[str, set[int]]] = field(
        default_factory=dict
    )  # scope → table → ids that its release names already
    keys: dict[str, str] = field(default_factory=dict)
    holders: dict[Identity, list[Entity]] = field(default_factory=dict)
    chosen: dict[tuple[int, Named], Entity] = field(default_factory=dict)
    meant: dict[tuple[int, Named], list[Entity]] = field(default_factory=dict)
    alone: bool = False  # whether no other worker makes entities meanwhile
    homonyms: bool = False  # whether anybody's name has several holders

    def learn(self, made: Sequence[tuple[int, Named]], asked: Sequence[tuple[int, Named]]) -> None:
        """Find every entity of `made` and `asked`; those of `made` that nobody holds are to be made.

        Not those that the Authority names: they were there when the run began.

        Takes an advisory lock on each key that nobody holds, organisations before the rest and each sort in one order,
        so that two workers never make one entity twice and never wait for each other in a circle.
        """
        asked = [*asked, *(one for one in made if one[1].known is not None)]
        made = [one for one in made if one[1].known is None]
        self.learn_keys([*made, *asked])
        self.lock_all([*made, *asked])
        for tables in (("organization",), ENTITIES[1:]):
            self.find(self.wanted([*made, *asked], tables))
            missing = {one: who for one, who in self.wanted(made, tables).items() if not self.holders.get(one)}
            if missing:
                self.lock(missing)
                self.find(missing)
                self.create({one: who for one, who in missing.items() if not self.holders.get(one)})
        self.homonyms = any(len(holders) > 1 for holders in self.holders.values())

    def learn_keys(self, mentioned: Iterable[tuple[int, Named]]) -> None:
        wanted = {text for _scope, one in mentioned for text in (one.name, one.organization) if text}
        statement = "SELECT n, archive_key(n) FROM unnest(%s::text[]) AS n"
        self.keys.update(rows(self.cursor, statement, [sorted(wanted)]))

    def wanted(
        self, mentioned: Iterable[tuple[int, Named]], tables: Iterable[str]
    ) -> dict[Identity, tuple[int, Named]]:
        found: dict[Identity, tuple[int, Named]] = {}
        for scope, one in mentioned:
            if one.table in tables and (identity := self.identity(scope, one)):
                found.setdefault(identity, (scope, one))
            if one.organization and "organization" in tables:
                body = Named("organization", one.organization)
                found.setdefault(self.identity(scope, body) or (), (scope, body))
        return found

    def identity(self, scope: int, one: Named) -> Identity | None:
        """What tells the entity from others; None where that cannot be said because its organisation is not known."""
        key = self.keys[one.name]
        if one.known is not None:
            return (one.table, key, f"#{one.known}")
        if one.table == "person":
            return ("person", key) if " " in key else ("person", key, f"@{scope}")
        if one.table == "office":
            if one.organization and not self.organization(one):
                return None
            return ("office", key, self.keys[one.organization] if one.organization else "")
        if one.table == "event":
            if one.organization and one.ordinal and self.organization(one):
                return ("event", self.keys[one.organization], one.kind or "", str(one.ordinal))
            return ("event", key, one.year or f"@{scope}")
        return (one.table, key)

    def organization(self, one: Named) -> Entity | None:
        """The organisation of an office or event, if there is one holder of its name."""
        holders = self.holders.get(("organization", self.keys[one.organization]), []) if one.organization else []
        return holders[0] if len(holders) == 1 else None

    def find(self, wanted: dict[Identity, tuple[int, Named]]) -> None:
        by_table: defaultdict[str, dict[Identity, tuple[int, Named]]] = defaultdict(dict)
        for identity, mentioned in wanted.items():
            by_table[identity[0]][identity] = mentioned
        for table in ENTITIES:
            if table in by_table:
                records = self.read(table, by_table[table])
                for identity, (scope, one) in by_table[table].items():
                    if matching := self.matching(records, identity, scope, one):
                        self.holders[identity] = matching

    def read(self, table: str, wanted: dict[Identity, tuple[int, Named]]) -> Records:
        """The records that could be the wanted ones."""
        keys = {self.keys[one.name] for identity, (_scope, one) in wanted.items() if not is_local(identity)}
        ids = {one for scope, _named in wanted.values() for one in self.local.get(scope, {}).get(table, ())}
        ids |= {one.known for _scope, one in wanted.values() if one.known}
        ids.update(*(self.authority.holders.get((table, self.keys[one.name]), ()) for _scope, one in wanted.values()))
        told = [(body.id, one.kind, one.ordinal) for _scope, one in wanted.values() if (body := self.organization(one))]
        return read_holders(self.cursor, table, sorted(keys), sorted(ids), told)

    def matching(self, records: Records, identity: Identity, scope: int, one: Named) -> list[Entity]:
        holders = records.get(self.keys[one.name], [])
        if one.known is not None:
            return [holder for holder in holders if holder.id == one.known]
        if one.table == "event":
            return self.matching_event(records, identity, scope, one)
        if is_local(identity):
            return self.near(scope, one, holders)
        if one.table == "office":
            body = self.organization(one)
            holders = [holder for holder in holders if holder.columns["organization"] == (body.id if body else None)]
        return self.decided(one, holders) or holders

    def near(self, scope: int, one: Named, holders: Sequence[Entity]) -> list[Entity]:
        """The one that the release itself names already."""
        near = self.local.get(scope, {}).get(one.table, set())
        return [holder for holder in holders if holder.id in near][:1]

    def decided(self, one: Named, holders: Sequence[Entity]) -> list[Entity]:
        """Those of whom an editor decided that they have the name."""
        return [holder for holder in holders if self.authority.knows(one.table, holder.id, self.keys[one.name])]

    def matching_event(self, records: Records, identity: Identity, scope: int, one: Named) -> list[Entity]:
        """The same by what tells events apart; or one that editors named so; or one of the release's own."""
        named = records.get(self.keys[one.name], [])
        if found := [] if is_local(identity) else self.same_event(records, identity, one):
            return self.decided(one, found) or found
        known = [holder for holder in self.decided(one, named) if agree(holder, one)]
        if len(known) == 1:
            return known
        return self.near(scope, one, [holder for holder in named if year(holder) in (None, one.year) or not one.year])

    def same_event(self, records: Records, identity: Identity, one: Named) -> list[Entity]:
        """The same by organisation, kind and ordinal; or, where one of them is unknown, by name and year."""
        if len(identity) == 4:
            body = self.organization(one)
            return records.get((body.id if body else None, one.kind, one.ordinal), [])
        return [
            holder
            for holder in records.get(self.keys[one.name], [])
            if year(holder) == one.year and not has_ordinal(holder)
        ]

    def lock_all(self, mentioned: Iterable[tuple[int, Named]]) -> None:
        """Share the lock on all names, or keep it alone for a release with more names than the server has locks."""
        together = set(mentioned)
        self.alone = len(together) > MOST_LOCKS and len({scope for scope, _one in together}) == 1
        statement = "SELECT pg_advisory_xact_lock(%s)" if self.alone else "SELECT pg_advisory_xact_lock_shared(%s)"
        rows(self.cursor, statement, [ALL_NAMES])

    def lock(self, identities: Iterable[Identity]) -> None:
        wanted = ["\x1f".join(identity) for identity in identities if not is_local(identity)]
        if self.alone:
            return
        if len(wanted) > MOST_LOCKS:
            raise TooManyNamesError
        statement = """
            SELECT pg_advisory_xact_lock(number) FROM (
                SELECT DISTINCT hashtextextended(one, 0) AS number FROM unnest(%s::text[]) AS one ORDER BY 1
            ) AS numbers
        """
        rows(self.cursor, statement, [wanted])

    def create(self, missing: dict[Identity, tuple[int, Named]]) -> None:
        by_table: defaultdict[str, list[tuple[Identity, Named]]] = defaultdict(list)
        for identity, (_scope, one) in missing.items():
            by_table[one.table].append((identity, one))
        ids = next_ids(self.cursor, {table: len(found) for table, found in by_table.items()})
        for table, found in by_table.items():
            for id_, (identity, one) in zip(ids[table], found, strict=True):
                columns = dict.fromkeys(COLUMNS[table])
                if one.table in ("office", "event") and (body := self.organization(one)):
                    columns["organization"] = body.id
                self.holders[identity] = [Entity(table, id_, [self.keys[one.name]], columns, {}, [], created=True)]

    def forget(self, gone: set[tuple[str, int]]) -> None:
        """Those who are not to be made after all are nobody."""
        if gone:
            for identity, holders in self.holders.items():
                self.holders[identity] = [one for one in holders if (one.table, one.id) not in gone]
            self.meant.clear()

    def candidates(self, scope: int, one: Named) -> list[Entity]:
        """Everybody whom the name could mean."""
        found = self.meant.get((scope, one))
        if found is None:
            identity = self.identity(scope, one)
            found = self.meant[scope, one] = self.holders.get(identity, []) if identity else []
        return found

    def resolve(self, scope: int, one: Named) -> Entity | None:
        """The one whom the name means, or None."""
        holders = self.candidates(scope, one)
        return holders[0] if len(holders) == 1 else self.chosen.get((scope, one))


def is_local(identity: Identity) -> bool:
    """Whether the entity is known within its release only."""
    return identity[-1].startswith("@")


def has_ordinal(event: Entity) -> bool:
    return event.columns["organization"] is not None and event.columns["ordinal"] is not None


def agree(event: Entity, said: Named) -> bool:
    """Whether year or ordinal are the same, and neither differs."""
    pairs = ((year(event), said.year), (event.columns["ordinal"], said.ordinal))
    both = [one == other for one, other in pairs if one is not None and other is not None]
    return bool(both) and all(both)


def year(event: Entity) -> str | None:
    return Named("event", "", date=event.columns["date"]).year
