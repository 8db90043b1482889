"""Narrowing down a list that has filters and an order of its own, such as the admin's, by the same words and index."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from archive.models import Organization, Person, Quote
from archive.presentation.counting import planned_rows
from archive.search.columns import Matches
from archive.search.finding import compiled
from archive.search.offers import NAME_WORDS, name_words
from archive.search.query import Query

COMMON = 20_000  # expected rows from which on a list is better walked in its order than gathered by the index on words


def narrowed(rows: QuerySet[Any], typed: str, *, is_unfinished: bool = False) -> QuerySet[Any]:
    """The releases or quotes of `rows` that are found by what was typed; quotes by their speaker's name, too.

    The last word may be the beginning of one if it `is_unfinished`.
    """
    query = Query(text=f"{typed}*" if is_unfinished and typed[-1:].isalnum() else typed)
    searched = query.searched
    if not searched.tsquery:
        return rows.none() if searched.is_too_common else rows
    everything = rows.model._default_manager.order_by()
    conditions = [Q(Matches(searched.tsquery)), *(spoken_by(query) if rows.model is Quote else ())]
    if planned_rows(everything.filter(conditions[0])) > COMMON:
        return rows.filter(any_of(conditions))
    first, *others = [everything.filter(one).values("pk") for one in conditions]
    found, values = compiled(first.union(*others) if others else first)
    # Materialised: else the planner may walk the list in its order for the few rows that have a rare word.
    gathered = f"WITH found AS MATERIALIZED ({found}) SELECT * FROM found"  # noqa: S608 Django's own SQL
    return rows.filter(pk__in=RawSQL(gathered, values))  # noqa: S611 its values apart


def spoken_by(query: Query) -> list[Q]:
    """The conditions that the typed words are in the name of who said it."""
    words = name_words(query)
    if not words:
        return []
    named = {"name_words__contains": words}
    return [
        Q(speaker__in=Person.objects.alias(name_words=NAME_WORDS).filter(**named)),
        Q(organization__in=Organization.objects.alias(name_words=NAME_WORDS).filter(**named)),
    ]


def any_of(conditions: list[Q]) -> Q:
    found = Q()
    for one in conditions:
        found |= one
    return found
