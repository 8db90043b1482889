"""Which pairs of records are worth a look: found by an index, a bounded number for each new record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.db import connection
from psycopg import sql

from archive.curation.folding import folded_words
from archive.curation.history.run_rows import BY_TABLE
from archive.curation.likenesses import initials

MOST_ALIKE = 20  # candidates a record, the most alike first
AT_LEAST_ALIKE = 0.3  # of trigrams, what the index looks for
LONGEST = 366  # days: a year that is all that is known of a date

Pair = tuple[int, int]
Alike = tuple[Pair, float]  # the lower id first, and how alike their names are

# Events of one kind at the same time, those of one place or organisation first.
BY_TIME = """
    SELECT least(n.id, o.id), greatest(n.id, o.id), max(o.alike)
    FROM archive_event n CROSS JOIN LATERAL (
        SELECT id, similarity(upper(name), upper(n.name)) AS alike FROM archive_event
        WHERE kind = n.kind AND id <> n.id
            AND earliest BETWEEN n.earliest - %(longest)s AND n.latest AND latest >= n.earliest
        ORDER BY coalesce(city = n.city, false) OR coalesce(organization_id = n.organization_id, false) DESC,
            alike DESC, id
        LIMIT %(most)s
    ) o
    WHERE n.id = ANY(%(ids)s) GROUP BY 1, 2
"""
# Those of the same name of which one has no date: nobody knows whether they were at the same time. OFFSET 0 has them
# found by their name, not among all of their kind.
UNDATED_BY_NAME = """
    SELECT least(n.id, o.id), greatest(n.id, o.id), 1.0
    FROM archive_event n CROSS JOIN LATERAL (
        SELECT id FROM (SELECT id, kind, earliest FROM archive_event WHERE keys && n.keys OFFSET 0) same
        WHERE kind = n.kind AND id <> n.id AND (earliest IS NULL OR n.earliest IS NULL)
        LIMIT %(most)s
    ) o
    WHERE n.id = ANY(%(ids)s) GROUP BY 1, 2
"""


def candidates(table: str, ids: list[int]) -> dict[Pair, float]:
    """Pairs worth a look of which one record is among `ids`, with how alike their names are.

    Events are looked for by their time: ever more of them are called alike, and most of those were at another time.
    """
    if table == "event":
        return dict([*among_events(UNDATED_BY_NAME, ids), *among_events(BY_TIME, ids)])
    pairs = dict(by_trigrams(table, ids))
    for pair in by_acronym(ids) if table == "organization" else ():
        pairs.setdefault(pair, 0.0)
    return pairs


def among_events(statement: str, ids: list[int]) -> Iterator[Alike]:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"ids": ids, "most": MOST_ALIKE, "longest": LONGEST})
        for first, second, alike in cursor.fetchall():
            yield (first, second), float(alike)


def by_trigrams(table: str, ids: list[int]) -> Iterator[Alike]:
    """By the index on names, at most MOST_ALIKE a record."""
    statement = sql.SQL(
        """
        SELECT least(n.id, o.id), greatest(n.id, o.id), max(o.alike)
        FROM {table} n CROSS JOIN LATERAL (
            SELECT id, similarity(upper(name), upper(n.name)) AS alike FROM {table}
            WHERE upper(name) %% upper(n.name) AND id <> n.id
            ORDER BY alike DESC, id LIMIT %s
        ) o
        WHERE n.id = ANY(%s) GROUP BY 1, 2
        """
    ).format(table=sql.Identifier(f"archive_{table}"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, true)", [str(AT_LEAST_ALIKE)])
        cursor.execute(statement, [MOST_ALIKE, ids])
        for first, second, alike in cursor.fetchall():
            yield (first, second), float(alike)


def by_acronym(ids: list[int]) -> Iterator[Pair]:
    """Organisations of which one's acronym, or initials, is the other's name."""
    model = BY_TABLE["organization"]
    called: defaultdict[str, set[int]] = defaultdict(set)  # a short form → those that have it
    for pk, name, aliases, acronym in model.objects.values_list("pk", "name", "aliases", "acronym").iterator():
        short = [one.casefold() for one in (name, *aliases) if len(folded_words(one)) == 1]
        for form in {acronym.casefold(), initials(name), *short} - {""}:
            called[form].add(pk)
    new = set(ids)
    for holders in called.values():
        if len(holders) <= MOST_ALIKE:
            yield from ((a, b) for a in holders for b in holders if a < b and new & {a, b})
