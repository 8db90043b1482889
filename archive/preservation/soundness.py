"""Proof that the archive is sound: hashes, spans against texts, identities, constraints, what points at nothing.

The database refuses what is wrong when it is written. This looks at what is there, whatever a disk, a restore or a
superuser with triggers off has done to it since.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from psycopg import sql

from archive.curation.decidable import ANNOTATIONS, GROUPS

NAMED_AT_MOST = 20

HASHES = sql.SQL("SELECT id FROM archive_source WHERE sha256 <> encode(sha256(content), 'hex')")
EXPUNGED = sql.SQL("SELECT s.id FROM archive_source AS s JOIN archive_expunged AS e ON e.sha256 = s.sha256")
OWN_SPANS = sql.SQL("""
    SELECT r.id FROM archive_release AS r, jsonb_each(coalesce(nullif(r.parsed -> 'spans', 'null'), '{}')) AS s
    WHERE s.value ->> 'exact' IS DISTINCT FROM
        substr(r.text, (s.value ->> 'start')::int + 1, (s.value ->> 'end')::int - (s.value ->> 'start')::int)
""")
SPANS = sql.SQL("""
    SELECT a.id FROM {table} AS a JOIN archive_release AS r ON r.id = a.release_id
    WHERE a.start IS NOT NULL AND a.exact IS DISTINCT FROM substr(r.text, a.start + 1, a."end" - a.start)
""")
SOURCES = sql.SQL("""
    SELECT r.id FROM archive_release AS r LEFT JOIN archive_source AS s ON s.id = r.source_id
    WHERE r.source_id IS NOT NULL AND s.release_id IS DISTINCT FROM r.id
""")
DANGLING = sql.SQL("""
    SELECT one.{column} FROM {table} AS one LEFT JOIN {target} AS other ON other.{key} = one.{column}
    WHERE one.{column} IS NOT NULL AND other.{key} IS NULL
""")
WITHOUT_RECORD = sql.SQL("""
    SELECT p.id FROM archive_proposal AS p LEFT JOIN {table} AS t ON t.id = p.object_id
    WHERE p.content_type_id = {kind} AND t.id IS NULL
""")
COUNTED = sql.SQL("SELECT count(*), (array_agg(id::text ORDER BY id))[:{most}] FROM ({statement}) AS t(id)")
CONSTRAINTS = """
    SELECT c.conrelid::regclass::text, a.attname, c.conname, pg_get_expr(c.conbin, c.conrelid)
    FROM pg_constraint AS c JOIN pg_index AS i ON i.indrelid = c.conrelid AND i.indisprimary
    JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = i.indkey[0]
    WHERE c.contype = 'c' AND c.conrelid::regclass::text LIKE 'archive\\_%' ORDER BY 1, 3
"""
FOREIGN_KEYS = """
    SELECT c.conrelid::regclass::text, a.attname, c.confrelid::regclass::text, b.attname
    FROM pg_constraint AS c
    JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    JOIN pg_attribute AS b ON b.attrelid = c.confrelid AND b.attnum = c.confkey[1]
    WHERE c.contype = 'f' AND array_length(c.conkey, 1) = 1 ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: how many rows are wrong, and the ids of the first of them."""

    what: str
    wrong: int
    ids: list[str]


@dataclass(frozen=True, slots=True)
class Check:
    """`statement` selects the ids of the rows of which `what` is not true."""

    what: str
    statement: sql.Composable

    def run(self) -> Finding:
        """Look at every row."""
        with connection.cursor() as cursor:
            cursor.execute(COUNTED.format(most=sql.Literal(NAMED_AT_MOST), statement=self.statement))
            wrong, ids = cursor.fetchone()
        return Finding(self.what, wrong, ids or [])


def checks() -> Iterator[Check]:
    """All that is looked at, the cheap before the long."""
    yield Check("each source has the SHA-256 of its bytes", HASHES)
    yield Check("no source was expunged: `manage.py expunge --list` names those that may not come back", EXPUNGED)
    yield Check("each release's current source is its own", SOURCES)
    yield Check("each release has the words that its title, day and dateline were read from", OWN_SPANS)
    for kind in ANNOTATIONS:
        yield Check(f"each {kind} stands in its release's text", SPANS.format(table=sql.Identifier(f"archive_{kind}")))
    yield from constraints()
    yield from references()
    yield from named_by_kind()


def constraints() -> Iterator[Check]:
    """What the tables' own checks ask of each row."""
    with connection.cursor() as cursor:
        cursor.execute(CONSTRAINTS)
        found = cursor.fetchall()
    for table, key, name, expression in found:
        broken = sql.SQL("SELECT {} FROM {} WHERE NOT ({})")
        statement = broken.format(sql.Identifier(key), sql.SQL(table), sql.SQL(expression))
        yield Check(f"each row of {table} keeps to {name}", statement)


def references() -> Iterator[Check]:
    """Foreign keys point at rows that are there."""
    with connection.cursor() as cursor:
        cursor.execute(FOREIGN_KEYS)
        found = cursor.fetchall()
    for table, column, target, key in found:
        statement = DANGLING.format(
            column=sql.Identifier(column), table=sql.SQL(table), target=sql.SQL(target), key=sql.Identifier(key)
        )
        yield Check(f"each {table}.{column} is the {key} of a row of {target}", statement)


def named_by_kind() -> Iterator[Check]:
    """Proposals name records that are there; what else names records by kind and id may outlive them."""
    for kind in ContentType.objects.filter(app_label="archive", model__in=GROUPS).order_by("model"):
        statement = WITHOUT_RECORD.format(table=sql.Identifier(f"archive_{kind.model}"), kind=sql.Literal(kind.pk))
        yield Check(f"each proposal on a {kind.model} has its record", statement)
