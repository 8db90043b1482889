"""Computing the stored sums anew, and the words that mistyped ones may mean, while readers read the old ones."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from archive.models import REMEMBERED
from archive.reports.schema import STORED

# What a transaction wrote bears the time at which it began; it may have ended after the refresh did.
UNDER_WAY = timedelta(minutes=1)
LOCK = 7_230_145  # an advisory lock of ours: one refresh at a time


def refresh() -> bool:
    """Compute all stored sums anew, in one transaction; says whether it did.

    Where another refresh began after this one was asked for, its sums hold all that this one's would: nothing is done.
    """
    asked_at = timezone.now()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        last = refreshed()
        if last is None or last[0] > asked_at:
            return False
        cursor.execute("SELECT clock_timestamp()")
        (began_at,) = cursor.fetchone()
        cursor.execute(f"SELECT {STORED}.refresh()")
        cursor.execute(f"UPDATE {STORED}.refreshed SET began_at = %s, finished_at = clock_timestamp()", [began_at])
    return True


def refreshed() -> tuple[datetime, float] | None:
    """When the refresh began whose sums are shown, and the seconds it took; None where there are no views."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [f"{STORED}.refreshed"])
        if cursor.fetchone()[0] is None:
            return None
        cursor.execute(f"SELECT began_at, extract(epoch FROM finished_at - began_at)::float8 FROM {STORED}.refreshed")
        began_at, seconds = cursor.fetchone()
    return began_at, seconds


def is_outdated() -> bool:
    """Whether something was changed, by a person or by a run that read something again, since the last refresh."""
    last = refreshed()
    if last is None:
        return False
    changed = " UNION ALL ".join(
        f"(SELECT FROM history_{model._meta.model_name} WHERE pgh_created_at >= %s LIMIT 1)" for model in REMEMBERED
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS ({changed})", [last[0] - UNDER_WAY] * len(REMEMBERED))
        return bool(cursor.fetchone()[0])
