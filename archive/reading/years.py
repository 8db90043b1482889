"""Which years there are releases of, found by steps of the index on days rather than by reading every row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet

STEPS = """
WITH RECURSIVE step AS (
    (SELECT published_on FROM archive_release WHERE published_on IS NOT NULL
     ORDER BY published_on DESC NULLS LAST LIMIT 1)
    UNION ALL
    SELECT (SELECT published_on FROM archive_release WHERE published_on < date_trunc('year', step.published_on)::date
            ORDER BY published_on DESC NULLS LAST LIMIT 1)
    FROM step WHERE step.published_on IS NOT NULL
)
SELECT extract(year FROM published_on)::int FROM step WHERE published_on IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Year:
    """A year, where its rows are, and whether they are those that are shown."""

    number: int
    address: str
    is_shown: bool = False


def years_of_releases() -> list[int]:
    """The years in which releases were published, the latest first; those without a day are in none."""
    with connection.cursor() as cursor:
        cursor.execute(STEPS)
        return [year for (year,) in cursor.fetchall()]


def years_of(rows: QuerySet[Any], is_many: bool) -> list[int]:
    """The years of annotations' releases; of many annotations, those of all releases."""
    if is_many:
        return years_of_releases()
    years = rows.order_by().values_list("release__published_on__year", flat=True).distinct()
    return sorted((year for year in years if year), reverse=True)
