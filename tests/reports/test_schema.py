"""The views make way for migrations and come back; readers keep what they were granted."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from archive.reports import schema
from archive.reports.contract import standing_contract
from archive.reports.schema import after_migrating, before_migrating, build, in_order
from tests.reports.conftest import Ask

pytestmark = pytest.mark.django_db


def test_they_are_made_once_and_again_when_a_file_has_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not build()
    changed = {**schema.files(), "report.tiny": "CREATE VIEW report.tiny AS SELECT 1 AS one;"}
    monkeypatch.setattr(schema, "files", lambda: changed)
    assert build()
    assert standing_contract()["tiny"] == {"one": "integer"}


def test_a_later_migration_can_change_a_column_that_views_show(ask: Ask) -> None:
    before = standing_contract()
    before_migrating(plan=["a migration"])
    assert standing_contract() == {}
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE archive_quote ALTER COLUMN basis TYPE varchar(12)")
    after_migrating()
    assert standing_contract() == before


def test_where_nothing_is_migrated_they_stay() -> None:
    before_migrating(plan=[])
    assert standing_contract() != {}


def test_what_was_granted_outlives_it(ask: Ask) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE kept_reading; GRANT USAGE ON SCHEMA report TO kept_reading")
        cursor.execute("ALTER DEFAULT PRIVILEGES IN SCHEMA report GRANT SELECT ON TABLES TO kept_reading")
    before_migrating(plan=["a migration"])
    after_migrating()
    assert ask("SELECT has_table_privilege('kept_reading', 'report.claims', 'SELECT')") == [(True,)]


def test_each_comes_after_those_it_reads() -> None:
    found = {
        "report.a": "CREATE VIEW report.a AS SELECT * FROM report_stored.b;",
        "report_stored.b": "CREATE VIEW report_stored.b AS SELECT 1 AS one;",
    }
    assert in_order(found) == ["report_stored.b", "report.a"]


@pytest.fixture(autouse=True)
def no_remains(db: Any) -> None:
    """Everything happens within the test's transaction."""
    assert connection.in_atomic_block
