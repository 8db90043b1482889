"""The archive's tables as the loader sees them: which columns hold what."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.backends.utils import CursorWrapper
from psycopg import sql

# Fields of each kind of annotation beyond those that all have, in the order of the table.
VALUES: dict[str, tuple[str, ...]] = {
    "quote": ("text", "kind", "speaker", "organization", "attribution", "role", "basis"),
    "figure": (
        "value",
        "upper",
        "qualifier",
        "unit",
        "subject",
        "indicator",
        "period",
        "part_of",
        "quote",
        "event",
        "programme",
    ),
    "tenure": ("person", "office"),
    "participation": ("event", "person", "organization", "country_code", "part"),
    "mention": ("person", "organization", "event", "programme", "subject", "country_code"),
}
# Field → table it points into.
POINTS: dict[str, dict[str, str]] = {
    "release": {"issuer": "organization"},
    "quote": {"speaker": "person", "organization": "organization", "role": "office"},
    "figure": {
        "indicator": "indicator",
        "part_of": "figure",
        "quote": "quote",
        "event": "event",
        "programme": "programme",
    },
    "tenure": {"person": "person", "office": "office"},
    "participation": {"event": "event", "person": "person", "organization": "organization"},
    "mention": {name: name for name in ("person", "organization", "event", "programme", "subject")},
    "office": {"organization": "organization"},
    "event": {"organization": "organization"},
    "indicator": {"organization": "organization"},
}
# Without these a row says nothing: the record is not made where they cannot be told.
REQUIRED: dict[str, tuple[tuple[str, ...], ...]] = {
    "tenure": (("person",), ("office",)),
    "participation": (("event",), ("person", "organization", "country_code")),
    "mention": (VALUES["mention"],),
}
RELEASE = ("issuer", "title", "language", "published_on", "city", "country", "country_code")


def column(table: str, field: str) -> str:
    """The column of a field: `speaker` of quotes is kept in `speaker_id`."""
    return f"{field}_id" if field in POINTS.get(table, ()) else field


# Fields of each kind of annotation that point at other annotations of the release.
WITHIN = {table: [field for field, other in POINTS[table].items() if other in VALUES] for table in VALUES}
# Field → column, of each kind of annotation.
COLUMNS = {table: {field: column(table, field) for field in fields} for table, fields in VALUES.items()}


def name(table: str) -> sql.Identifier:
    return sql.Identifier(f"archive_{table}")


def names(columns: Iterable[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, columns))


def rows(
    cursor: CursorWrapper, statement: str, parameters: Sequence[Any] | dict[str, Any], **parts: sql.Composable
) -> list[tuple[Any, ...]]:
    """Run a query whose {parts} are names of tables and columns; the other values are parameters."""
    cursor.execute(sql.SQL(statement).format(**parts), parameters)
    return list(cursor.fetchall())


def loaded(value: Any) -> Any:
    """The value of a jsonb column, which Django's cursor gives as text."""
    return json.loads(value) if isinstance(value, str) else value


def next_ids(cursor: CursorWrapper, wanted: dict[str, int]) -> dict[str, list[int]]:
    """Draw ids from the tables' sequences: table → how many, table → ids; one query."""
    tables = [table for table, number in wanted.items() if number]
    if not tables:
        return {table: [] for table in wanted}
    one = "ARRAY(SELECT nextval(s) FROM CAST(pg_get_serial_sequence(%s, 'id') AS regclass) s, generate_series(1, %s))"
    parameters = [value for table in tables for value in (f"archive_{table}", wanted[table])]
    cursor.execute(f"SELECT {', '.join([one] * len(tables))}", parameters)
    drawn = dict(zip(tables, cursor.fetchone() or (), strict=True))
    return {table: drawn.get(table, []) for table in wanted}
