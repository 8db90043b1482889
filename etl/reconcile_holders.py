"""Records of the archive that could be those whom releases name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.backends.utils import CursorWrapper
from psycopg import sql

from etl.tables import column, loaded, name, names, rows

TOLD = ("organization", "kind", "ordinal")  # what tells an event from others, whatever it is called
Told = tuple[Any, ...]  # an event's values of these
COLUMNS: dict[str, tuple[str, ...]] = {
    "organization": ("name", "acronym"),
    "person": ("name", "gender"),
    "office": ("name", "organization"),
    "programme": ("name", "kind"),
    "event": ("name", "kind", "organization", "ordinal", "city", "country", "country_code", "date"),
    "indicator": ("name", "unit", "organization"),
    "subject": ("name",),
}
BY_KEY = "keys && %(keys)s::text[] OR id = ANY(%(ids)s)"
# What can tell them apart is asked for by an index each: a generic name alone would find more with every release.
HOLDERS = {
    "office": """
        keys && %(keys)s::text[] AND organization_id IS NULL
        OR keys && %(keys)s::text[] AND organization_id = ANY(%(organizations)s)
        OR id = ANY(%(ids)s)
    """,
    "event": """
        keys && %(keys)s::text[] AND earliest IS NOT NULL
        OR id = ANY(ARRAY(
            SELECT e.id
            FROM unnest(%(organizations)s::bigint[], %(kinds)s::text[], %(ordinals)s::int[]) AS t (body, kind, ordinal)
            JOIN archive_event e ON e.organization_id = t.body AND e.kind = t.kind AND e.ordinal = t.ordinal
        ))
        OR id = ANY(%(ids)s)
    """,
}


@dataclass(slots=True)
class Entity:
    """A record of the archive, or one to be made (`created`)."""

    table: str
    id: int
    keys: list[str]
    columns: dict[str, Any]
    parsed: dict[str, Any]
    decided: list[str]
    created: bool = False


Records = dict[str | Told, list[Entity]]  # by key, events also by what is told of them


def read_holders(
    cursor: CursorWrapper, table: str, keys: Sequence[str], ids: Sequence[int], told: Sequence[Told]
) -> Records:
    """Those that have one of the ids or hold one of the keys: offices of the organisations of `told` or of none, events
    that are dated or are told so.
    """
    records = rows(
        cursor,
        "SELECT id, keys, parsed, decided, {columns} FROM {table} WHERE {held} ORDER BY id",
        {"keys": keys, "ids": ids, **{f"{one}s": [event[at] for event in told] for at, one in enumerate(TOLD)}},
        table=name(table),
        held=sql.SQL(HOLDERS.get(table, BY_KEY)),
        columns=names(column(table, one) for one in COLUMNS[table]),
    )
    found: defaultdict[str | Told, list[Entity]] = defaultdict(list)
    for id_, own_keys, parsed, decided, *values in records:
        columns = dict(zip(COLUMNS[table], values, strict=True))
        entity = Entity(table, id_, own_keys, columns, loaded(parsed), decided)
        for key in own_keys if table != "event" else [*own_keys, tuple(columns[one] for one in TOLD)]:
            found[key].append(entity)
    return found
