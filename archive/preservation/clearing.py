"""What is kept beside the rows: stored sums, words for mistyped ones, statistics, and the place of deleted rows."""

from __future__ import annotations

from django.db import connection

from archive.models import REMEMBERED
from archive.reports.refreshing import refresh


def clear() -> None:
    """Let nothing that was computed hold words of rows that are gone, and free their place. Not in a transaction."""
    refresh()
    tables = [name for model in REMEMBERED for name in (model._meta.db_table, f"history_{model._meta.model_name}")]
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM ANALYZE {', '.join(tables)}")
