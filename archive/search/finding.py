"""Which rows a search finds, newest first, whether it finds five of them or half the archive.

An index on words gives all rows that have a word, in no order: right for a rare word, seconds for a common one. The
index on days gives releases newest first, each to be looked into: right for a common word, minutes for a rare one.
PostgreSQL's planner guesses once for both; here the walk is begun only where it should be shorter, and given up where
it is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from archive.models import Release
from archive.presentation.counting import estimated_rows, planned_rows
from archive.search.query import Kind, Query

COUNTED_TO = 1000  # results that are counted, ranked and told apart by facets
SURELY_MORE = 100 * COUNTED_TO  # expected rows from which on a count to the cap is not worth its time
# Microseconds: to look into a release on the walk; to fetch a row that the index on words found; the same for a phrase,
# whose positions have to be read.
LOOKED_INTO, FETCHED, FETCHED_FOR_PHRASE = 15, 3, 15
PATIENCE = 3  # how many times as long as expected the walk may take
LEAST_WALK = 200
PROBED = 2_000  # releases, the newest, of which one at least has a phrase that is not rare

# OFFSET 0 keeps the planner from turning the walk into a join of whole tables.
WALK = """
    SELECT found.id FROM ({near}) AS near CROSS JOIN LATERAL ({inside} OFFSET 0) AS found
    ORDER BY near.published_on DESC NULLS LAST, near.id DESC{within} LIMIT %s
"""
GATHER = """
    WITH found (id, published_on, release_id{start}) AS MATERIALIZED ({rows})
    (SELECT count(*) FROM (SELECT FROM found LIMIT %s) AS counted)
    UNION ALL (SELECT id FROM found ORDER BY published_on DESC NULLS LAST, release_id DESC{start}, id LIMIT %s)
"""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many there are; if `is_capped`, more than that, which were not counted."""

    number: int
    is_capped: bool = False

    @classmethod
    def to_cap(cls, number: int) -> Counted:
        return cls(min(number, COUNTED_TO), number > COUNTED_TO)


@dataclass(frozen=True, slots=True)
class Found:
    """Ids newest first, as many as were wanted or there are, and how many there are in all."""

    ids: list[int]
    count: Counted


def newest(query: Query, wanted: int) -> Found:
    """The newest of what `query` finds: the first `wanted` of them. Undated releases come last."""
    if query.searched.is_too_common:
        return Found([], Counted(0))
    rows = query.rows()
    expected, releases = max(planned_rows(rows), 1), max(estimated_rows(Release), 1)
    # An estimate tells how common a common word is; of a rare one it knows nothing. To gather up to the cap tells that.
    if expected <= SURELY_MORE:
        few = gathered(query, rows, wanted, most=COUNTED_TO + 1)
        if not few.count.is_capped:
            return few
    if is_walk_shorter(query, wanted, expected, releases) and not is_rare_phrase(query, rows):
        steps = ceil(PATIENCE * wanted * releases / expected) + LEAST_WALK
        ids = walked(query, rows, wanted, steps)
        if len(ids) == wanted:
            return Found(ids, Counted(COUNTED_TO, is_capped=True))
    return gathered(query, rows, wanted)


def is_rare_phrase(query: Query, rows: QuerySet[Any]) -> bool:
    """Whether a phrase stands in none of the newest releases: what is expected of one is as if its words were apart."""
    return "<" in query.searched.tsquery and not walked(query, rows, 1, PROBED)


def is_walk_shorter(query: Query, wanted: int, expected: int, releases: int) -> bool:
    fetched = FETCHED_FOR_PHRASE if "<" in query.searched.tsquery else FETCHED
    return wanted * releases / expected * LOOKED_INTO < expected * fetched


def walked(query: Query, rows: QuerySet[Any], wanted: int, steps: int) -> list[int]:
    """Look into the newest `steps` releases until `wanted` results are found."""
    releases = Release.objects.filter(query.span.where("", with_undated=query.with_undated))
    near, near_values = compiled(releases.values("published_on", "id").order_by(*Release._meta.ordering or ())[:steps])
    is_of_releases = query.kind == Kind.RELEASES
    of_release = rows.filter(**{"pk" if is_of_releases else "release": RawSQL("near.id", ())})
    inside, values = compiled(of_release.order_by().values("id", *([] if is_of_releases else ["start"])))
    within = "" if is_of_releases else ", found.start, found.id"
    return listed(WALK.format(near=near, inside=inside, within=within), (*near_values, *values, wanted))


def gathered(query: Query, rows: QuerySet[Any], wanted: int, most: int | None = None) -> Found:
    """Take all there is, or any `most` of it, by whatever index finds it, then sort."""
    is_of_releases = query.kind == Kind.RELEASES
    columns = ("published_on", "id") if is_of_releases else ("release__published_on", "release_id", "start")
    sql, values = compiled(rows.order_by().values_list("id", *columns)[:most])
    statement = GATHER.format(rows=sql, start="" if is_of_releases else ", start")
    found = listed(statement, (*values, COUNTED_TO + 1, wanted))
    return Found(found[1:], Counted.to_cap(found[0]))


def compiled(rows: QuerySet[Any, Any]) -> tuple[str, Sequence[Any]]:
    return rows.query.sql_with_params()


def listed(sql: str, values: Sequence[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [int(row[0]) for row in cursor.fetchall()]
