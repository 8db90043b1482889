"""The Authority out of the database: once a run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.backends.utils import CursorWrapper
from psycopg import sql

from archive.curation.offices import office_title
from archive.curation.summary import name_specificity
from etl.authority import Authority, Body, Held, Office, Record, key
from etl.named import ENTITIES
from etl.tables import POINTS, name, rows

# Fields that tell an entity from others, where editors decided them.
FACTS = {
    "organization": ("acronym",),
    "event": ("kind", "ordinal", "date"),
    "programme": ("kind",),
    "indicator": ("unit",),
}
# Aliases are never a machine's: editors give them, and merging two records makes the name of one an alias.
DECIDED = """
SELECT e.id, e.name, e.aliases, e.decided, e.run_id IS NULL, {body}, {facts},
    archive_keys(CASE WHEN 'name' = ANY (e.decided) OR e.run_id IS NULL THEN e.name END, e.aliases)
FROM {table} e
WHERE e.decided @> ARRAY['name']::varchar(40)[] OR e.run_id IS NULL OR e.aliases <> '{{}}' ORDER BY e.id
"""
BODIES = "SELECT id, name, aliases, acronym FROM archive_organization WHERE id = ANY(%s)"
TENURES = """
SELECT t.person_id, p.name, p.aliases, 'name' = ANY (p.decided) OR p.run_id IS NULL, t.parsed -> 'person' ->> 'name',
    t.office_id, o.name, o.aliases, o.organization_id, r.published_on, t.earliest, t.latest
FROM archive_tenure t
JOIN archive_person p ON p.id = t.person_id
JOIN archive_office o ON o.id = t.office_id
JOIN archive_release r ON r.id = t.release_id
WHERE t.review <> 'rejected' AND t.decided @> ARRAY['person', 'office']::varchar(40)[]
ORDER BY t.id
"""
Tenure = tuple[Any, ...]


def read_authority(cursor: CursorWrapper) -> Authority:
    """Everything that editors made or confirmed, as it stands now."""
    decided = [(table, row) for table in ENTITIES for row in read_decided(cursor, table)]
    tenures = rows(cursor, TENURES, [])
    bodies = read_bodies(cursor, {row[5] for _table, row in decided} | {row[8] for row in tenures})
    return Authority(
        tuple(record(table, row, bodies) for table, row in decided),
        tuple(held(tenures, bodies)),
        frozenset((row[0], row[5], row[8]) for row in tenures),
    )


def read_decided(cursor: CursorWrapper, table: str) -> list[tuple[Any, ...]]:
    has_body = "organization" in POINTS.get(table, {})
    return rows(
        cursor,
        DECIDED,
        [],
        table=name(table),
        body=sql.Identifier("e", "organization_id") if has_body else sql.SQL("NULL::bigint"),
        facts=sql.SQL("ARRAY[{}]::text[]").format(
            sql.SQL(", ").join(sql.SQL("e.{}::text").format(sql.Identifier(one)) for one in FACTS.get(table, ()))
        ),
    )


def read_bodies(cursor: CursorWrapper, wanted: set[int | None]) -> dict[int, Body]:
    found = rows(cursor, BODIES, [sorted(one for one in wanted if one is not None)])
    return {
        id_: Body(id_, own, frozenset(key(one) for one in (own, *aliases, acronym) if one))
        for id_, own, aliases, acronym in found
    }


def record(table: str, row: tuple[Any, ...], bodies: dict[int, Body]) -> Record:
    id_, own, aliases, decided, is_made, body, facts, keys = row
    known = (own, *aliases) if is_made or "name" in decided else tuple(aliases)
    told = {
        field: value
        for field, value in zip(FACTS.get(table, ()), facts, strict=True)
        if value and (is_made or field in decided)
    }
    is_told = is_made or "organization" in decided or table == "office"  # an office is its organisation's
    return Record(
        table,
        id_,
        tuple(dict.fromkeys(known)),
        frozenset(keys),
        told.pop("unit", ""),
        bodies.get(body) if is_told else None,
        tuple(told.items()),
    )


def held(tenures: list[Tenure], bodies: dict[int, Body]) -> Iterator[Held]:
    """Each person in each office, from the first day that a confirmed tenure gives to the last."""
    together: defaultdict[tuple[int, int], list[Tenure]] = defaultdict(list)
    for row in tenures:
        together[row[0], row[5]].append(row)
    for (person, office), found in sorted(together.items()):
        days: list[date] = [day for row in found for day in row[9:12] if day]
        if days:
            called = called_by(found)
            keys = frozenset({key(called)})
            yield Held(read_office(office, found[0], bodies), person, called, keys, min(days), max(days))


def called_by(found: list[Tenure]) -> str:
    """The person's name as an editor decided it, else as the confirmed tenures have it: no run changes either."""
    own: str = found[0][1]
    aliases, is_decided = found[0][2:4]
    known = {key(one) for one in (own, *aliases)}
    said: set[str] = {row[4] for row in found if row[4] and key(row[4]) in known}
    return own if is_decided or not said else max(said, key=lambda one: (name_specificity(one), one))


def read_office(id_: int, row: Tenure, bodies: dict[int, Body]) -> Office:
    body = bodies.get(row[8])
    titles = frozenset(key(office_title(one, body.name if body else None)) for one in (row[6], *row[7]))
    return Office(id_, row[6], titles, body)
