"""Changes → PostgreSQL: COPY for what is new, one statement a shape for what changes; every row written is counted."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from etl.changes import Changes, Proposed, Row, Tally
from etl.named import ENTITIES
from etl.reconcile_names import Names
from etl.reconcile_summary import refresh
from etl.tables import POINTS, VALUES, name, names

encode = json.JSONEncoder(ensure_ascii=False).encode
CURATED: Row = {"decided": [], "supplied": {}, "flags": [], "version": 1}
UNCURATED = {"source"}
TOLD_APART = {dict, list}  # what psycopg would not know how to write, or would look into each time
# Sources first, in the order of their hashes; releases before what points into their texts.
ORDER = ("source", *ENTITIES, "release", *VALUES)


def load(cursor: CursorWrapper, changes: Changes, known: Names, run: int) -> Tally:
    """Write a batch's changes within the transaction that is open. `known` are the entities that the batch names."""
    tally: Tally = Counter()
    queued = queue_writes(cursor)
    for table, ids in changes.unplaced.items():
        tally[table, "changed"] += unplace(cursor, table, ids)
    for table in ORDER:
        if changes.deleted[table]:
            tally[table, "gone"] += delete(cursor, table, changes.deleted[table])
        if changes.new[table]:
            tally[table, "new"] += copy(cursor, table, changes.new[table], run)
        tally[table, "changed"] += update(cursor, table, changes.updated[table])
    tally["release", "read"] += update(cursor, "release", changes.stamped)
    propose(cursor, changes.proposed, run, tally)
    tally["likeness", "new"] += note_alike(cursor, changes.alike)
    for table in ENTITIES:
        if changes.abandoned[table]:
            settle(cursor, table, changes, known, run, tally)
    tally["queued", "changed"] += queue_writes(cursor) - queued
    return +tally


def queue_writes(cursor: CursorWrapper) -> int:
    """How often this transaction has written to the queue so far: its triggers do, and every row written is counted."""
    cursor.execute(
        "SELECT pg_stat_get_xact_tuples_inserted(q) + pg_stat_get_xact_tuples_updated(q) "
        "FROM (SELECT 'archive_queued'::regclass::oid AS q) AS one"
    )
    return int(cursor.fetchone()[0])


def settle(cursor: CursorWrapper, table: str, changes: Changes, known: Names, run: int | None, tally: Tally) -> None:
    """Summarise anew entities that lost something said of them."""
    again = refresh(known, table, changes.abandoned[table], changes.stale)
    tally[table, "changed"] += update(cursor, table, again.updated[table])
    propose(cursor, again.proposed, run, tally)


def sweep(cursor: CursorWrapper, abandoned: dict[str, set[int]]) -> Tally:
    """Delete entities that nobody decided anything of and nothing points at any more; organisations last."""
    tally: Tally = Counter()
    for table in reversed(ENTITIES):
        if not abandoned.get(table):
            continue
        pointing = [
            (other, field) for other, fields in POINTS.items() for field, target in fields.items() if target == table
        ]
        free = sql.SQL(" AND ").join(
            sql.SQL("NOT EXISTS (SELECT FROM {} o WHERE o.{} = e.id)").format(
                name(other), sql.Identifier(f"{field}_id")
            )
            for other, field in pointing
        )
        body = sql.SQL(", organization_id" if table in POINTS else "")
        statement = sql.SQL("DELETE FROM {} e WHERE id = ANY(%s) AND decided = '{{}}' AND {} RETURNING id{}")
        cursor.execute(statement.format(name(table), free, body), [sorted(abandoned[table])])
        gone = cursor.fetchall()
        tally[table, "gone"] += len(gone)
        abandoned.setdefault("organization", set()).update(
            row[1] for row in gone if len(row) > 1 and row[1] is not None
        )
    return +tally


def copy(cursor: CursorWrapper, table: str, rows: Sequence[Row], run: int) -> int:
    """Load new rows, all with the same columns in the same order."""
    common = {} if table in UNCURATED else {**CURATED, "run_id": run}
    tail = {column: plain(value) for column, value in common.items() if column not in rows[0]}
    same = list(tail.values())
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(name(table), names([*rows[0], *tail]))
    with cursor.copy(statement) as stream:
        for row in rows:
            stream.write_row([plain(one) if one.__class__ in TOLD_APART else one for one in row.values()] + same)
    return len(rows)


def plain(value: Any) -> Any:
    """The value as psycopg writes it; objects as JSON, and a list of nothing, of whatever kind, as PostgreSQL's."""
    if value.__class__ is dict:
        return encode(value)
    return "{}" if value == [] else value


def update(cursor: CursorWrapper, table: str, rows: Sequence[tuple[int, Row]]) -> int:
    """Write changed columns, those of the same columns with one statement."""
    by_shape: defaultdict[tuple[str, ...], list[list[Any]]] = defaultdict(list)
    for id_, row in sorted(rows, key=lambda one: one[0]):
        by_shape[tuple(row)].append([*map(plain, row.values()), id_])
    written = 0
    for columns, values in by_shape.items():
        assignments = sql.SQL(", ").join(sql.SQL("{} = %s").format(sql.Identifier(one)) for one in columns)
        statement = sql.SQL("UPDATE {} SET {} WHERE id = %s").format(name(table), assignments)
        cursor.executemany(statement, values)
        written += cursor.rowcount
    return written


def unplace(cursor: CursorWrapper, table: str, ids: Sequence[int]) -> int:
    """Take annotations off places that the new text no longer has."""
    statement = sql.SQL('UPDATE {} SET start = NULL, "end" = NULL WHERE id = ANY(%s)')
    cursor.execute(statement.format(name(table)), [list(ids)])
    return int(cursor.rowcount)


def delete(cursor: CursorWrapper, table: str, ids: Sequence[int]) -> int:
    cursor.execute(sql.SQL("DELETE FROM {} WHERE id = ANY(%s)").format(name(table)), [list(ids)])
    return int(cursor.rowcount)


def propose(cursor: CursorWrapper, proposed: Sequence[Proposed], run: int | None, tally: Tally) -> None:
    """Leave values for an editor, one that waits a group; withdraw those that are no longer said."""
    by_table: defaultdict[str, list[Proposed]] = defaultdict(list)
    for one in proposed:
        by_table[one.table].append(one)
    for table, found in sorted(by_table.items()):
        tally[table, "proposed"] += leave(cursor, table, [one for one in found if one.values is not None], run)
        tally[table, "withdrawn"] += withdraw(cursor, table, [one for one in found if one.values is None])


def leave(cursor: CursorWrapper, table: str, proposed: Sequence[Proposed], run: int | None) -> int:
    """Let values wait, but for those that wait already, or that an editor dismissed."""
    if not proposed:
        return 0
    kind = kind_of(table)
    cursor.executemany(
        """
        INSERT INTO archive_proposal AS p (content_type_id, object_id, "group", "values", run_id, state)
        SELECT said.kind, said.id, said.group, said.values, said.run, 'waiting'
        FROM (VALUES (%s::int, %s::bigint, %s::text, %s::jsonb, %s::bigint)) AS said (kind, id, "group", "values", run)
        WHERE NOT EXISTS (
            SELECT FROM archive_proposal d WHERE d.state = 'dismissed' AND d.content_type_id = said.kind
            AND d.object_id = said.id AND d."group" = said."group" AND d."values" = said."values"
        )
        ON CONFLICT (content_type_id, object_id, "group") WHERE state = 'waiting'
        DO UPDATE SET "values" = excluded."values", run_id = excluded.run_id
        WHERE p."values" IS DISTINCT FROM excluded."values"
        """,
        [[kind, one.id, one.group, plain(one.values), run] for one in proposed],
    )
    return int(cursor.rowcount)


def withdraw(cursor: CursorWrapper, table: str, settled: Sequence[Proposed]) -> int:
    if not settled:
        return 0
    cursor.execute(
        """
        DELETE FROM archive_proposal p USING unnest(%s::bigint[], %s::text[]) AS s (id, "group")
        WHERE p.state = 'waiting' AND p.content_type_id = %s AND p.object_id = s.id AND p."group" = s."group"
        """,
        [[one.id for one in settled], [one.group for one in settled], kind_of(table)],
    )
    return int(cursor.rowcount)


def note_alike(cursor: CursorWrapper, alike: Sequence[tuple[int, int, float]]) -> int:
    """Remember releases that may be versions of each other."""
    if not alike:
        return 0
    cursor.executemany(
        """
        INSERT INTO archive_likeness (content_type_id, first_id, second_id, score, reason, state)
        VALUES (%s, %s, %s, %s, 'possible version', 'suspected') ON CONFLICT DO NOTHING
        """,
        [[kind_of("release"), min(one, other), max(one, other), score] for one, other, score in alike],
    )
    return int(cursor.rowcount)


def kind_of(table: str) -> int:
    """The content type of a table."""
    return ContentType.objects.get_by_natural_key("archive", table).pk
