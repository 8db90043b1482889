"""Which years there are releases of, found by steps of the index on days rather than by reading every row."""

from __future__ import annotations

from django.db import connection

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


def years_of_releases() -> list[int]:
    """The years in which releases were published, the latest first; those without a day are in none."""
    with connection.cursor() as cursor:
        cursor.execute(STEPS)
        return [year for (year,) in cursor.fetchall()]
