"""How often each speaker, office, year, … occurs in what a search found: in all of it, or in its newest thousand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import ExtractYear

from archive.models import Quote, Release
from archive.presentation.countries import country_name
from archive.search.filters import FACETS, Facet
from archive.search.finding import COUNTED_TO, Counted, compiled, newest
from archive.search.query import Kind, Query

VALUES_SHOWN = 10
FOUND_RELEASES = "SELECT id, id AS release_id FROM unnest(%s::bigint[]) AS id"
FOUND_QUOTES = "SELECT id, release_id FROM archive_quote WHERE id = ANY (%s::bigint[])"
IDS, RELEASES = RawSQL("SELECT id FROM found", ()), RawSQL("SELECT release_id FROM found", ())
# Each table is read once for all the facets that it tells of. What is linked to a result in several places counts once:
# UNION leaves out what is there already.
PART = """
    SELECT told.facet, found.id, told.value FROM ({rows}) AS part (key, {columns})
    JOIN found ON found.{key} = part.key CROSS JOIN LATERAL (VALUES {told}) AS told (facet, value)
    WHERE told.value IS NOT NULL
"""
COUNTS = """
    WITH found AS MATERIALIZED ({found}),
    linked AS ({linked}),
    counted AS (
        SELECT facet, value, count(*) AS number,
            row_number() OVER (PARTITION BY facet ORDER BY count(*) DESC, value) AS place
        FROM linked GROUP BY facet, value
    )
    SELECT facet, value, number FROM counted WHERE place <= %s ORDER BY facet, place
"""
Number = tuple[str, int]  # a value, and how many results have it


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet: what an address calls it, its name, how many results have it, and whether it is chosen."""

    value: str
    name: str
    number: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """The most frequent values of a facet, the chosen one first."""

    facet: Facet
    values: list[Value]


@dataclass(frozen=True, slots=True)
class Facets:
    """The facets of a search that have any value; `among` is how many results were looked at, capped if not all."""

    facets: list[Counts]
    among: Counted


def facets(query: Query) -> Facets:
    """Count the values of every facet among the newest thousand results."""
    found = newest(query, COUNTED_TO)
    counted = counts(query, found.ids) if found.ids else {}
    shown = [Counts(facet, named(query, facet, counted.get(facet.name, []))) for facet in FACETS]
    return Facets([one for one in shown if one.values], found.count)


def counts(query: Query, ids: list[int]) -> dict[str, list[Number]]:
    """The numbers of each facet's most frequent values, in one statement."""
    parts: list[str] = []
    values: list[Any] = []
    for key, rows, told in tables(query):
        sql, of_rows = compiled(rows)
        columns = [f"c{at}" for at in range(len(told))]
        each = ", ".join(f"('{facet}', {column}::text)" for facet, column in zip(told, columns, strict=True))
        parts.append(PART.format(rows=sql, columns=", ".join(columns), key=key, told=each))
        values.extend(of_rows)
    found = FOUND_RELEASES if query.kind == Kind.RELEASES else FOUND_QUOTES
    statement = COUNTS.format(found=found, linked=" UNION ".join(parts))
    counted: dict[str, list[Number]] = {}
    with connection.cursor() as cursor:
        cursor.execute(statement, [ids, *values, VALUES_SHOWN])
        for facet_name, value, number in cursor.fetchall():
            counted.setdefault(facet_name, []).append((value, number))
    return counted


def tables(query: Query) -> Iterator[tuple[str, QuerySet[Any, Any], list[str]]]:
    """Rows of a key and the values of facets; which column of what was found the key is; and which facets these are."""
    of_quotes = query.kind != Kind.RELEASES
    said = [(facet.name, column) for facet in FACETS if of_quotes for column in facet.said]
    of_releases = [facet for facet in FACETS if not (of_quotes and facet.said)]
    if said:
        yield "id", listed(Quote.objects.filter(pk__in=IDS), "pk", said), [name for name, _ in said]
    own = [("year", "year"), *((facet.name, column) for facet in of_releases for column in facet.own)]
    releases = Release.objects.filter(pk__in=RELEASES).annotate(year=ExtractYear("published_on"))
    yield "release_id", listed(releases, "pk", own), [name for name, _ in own]
    read: dict[type[Model], list[tuple[str, str]]] = {}
    for facet in of_releases:
        for annotation, column in facet.read:
            read.setdefault(annotation, []).append((facet.name, column))
    for annotation, told in read.items():
        rows = query.visible.of(annotation._default_manager.filter(release__in=RELEASES))
        yield "release_id", listed(rows, "release_id", told), [name for name, _ in told]


def listed(rows: QuerySet[Any], key: str, told: list[tuple[str, str]]) -> QuerySet[Any, Any]:
    return rows.order_by().values_list(key, *(column for _, column in told))


def named(query: Query, facet: Facet, counted: list[Number]) -> list[Value]:
    """The values with their names; those that are no more are left out."""
    names = names_of(facet, [value for value, _ in counted])
    chosen = str(query.chosen.get(facet.name, ""))
    values = [Value(value, names[value], number, value == chosen) for value, number in counted if value in names]
    return sorted(values, key=lambda one: not one.is_chosen)


def names_of(facet: Facet, values: list[str]) -> dict[str, str]:
    if facet.of is not None:
        related = ("organization",) if facet.name == "office" else ()
        rows: Any = facet.of._default_manager.select_related(*related).filter(pk__in=values)
        return {str(row.pk): str(row) for row in rows}
    if facet.name == "country":
        return {code: country_name(code) for code in values}
    if facet.name == "said":
        return {kind: str(Quote.Kind(kind).label) for kind in values}
    return {value: value for value in values}
