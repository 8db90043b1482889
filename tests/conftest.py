"""What every test shares."""

from __future__ import annotations

from typing import Any

import pytest

from tests.emptying import sql_flush


@pytest.fixture(autouse=True)
def english(settings: object) -> None:
    """Tests quote the sentences of the interface in English."""
    from django.utils.translation import activate

    activate("en")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Plans are asserted of tables without statistics: no vacuum of its own may come between."""
    from django.db import connection

    type(connection.ops).sql_flush = sql_flush  # type: ignore[method-assign]
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("SELECT oid::regclass::text FROM pg_class WHERE relkind = 'r' AND relname LIKE 'archive\\_%'")
        for (table,) in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} SET (autovacuum_enabled = false)")
