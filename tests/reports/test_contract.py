"""The views are a contract: none of what others rely on goes or changes, and everything explains itself."""

from __future__ import annotations

import pytest
from django.db import connection

from archive.reports.contract import described, promised_contract, standing_contract
from archive.reports.schema import files
from tests.reports.conftest import Ask

pytestmark = pytest.mark.django_db
ACCEPT = 'write it down with: manage.py shell -c "from archive.reports.contract import promise; promise()"'
OF_NO_RECORD = {"refreshed"}


def test_nothing_that_is_promised_goes_or_changes_its_type() -> None:
    stands = standing_contract()
    broken = {
        f"{view}.{column}": (type_, stands.get(view, {}).get(column))
        for view, columns in promised_contract().items()
        for column, type_ in columns.items()
        if stands.get(view, {}).get(column) != type_
    }
    assert broken == {}


def test_everything_that_stands_is_promised() -> None:
    assert standing_contract() == promised_contract(), ACCEPT


def test_every_file_makes_the_view_it_is_called_after() -> None:
    views = {name.removeprefix("report.") for name in files() if name.startswith("report.")}
    assert standing_contract().keys() == views


def test_every_view_and_column_has_a_comment(ask: Ask) -> None:
    assert [f"{view}.{column}" for view, column, _type, comment in described() if not comment] == []
    views = ask(
        "SELECT oid::regclass::text FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace IN "
        "('report'::regnamespace, 'report_stored'::regnamespace) AND obj_description(oid, 'pg_class') IS NULL"
    )
    assert views == []


def test_every_row_has_an_id_and_an_address() -> None:
    without = {view for view, columns in standing_contract().items() if not {"id", "address"} <= columns.keys()}
    assert without == OF_NO_RECORD


def test_no_view_can_be_written_through_by_a_reader(ask: Ask) -> None:
    """A view of one table could be."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE only_reads")
        cursor.execute(
            "GRANT USAGE ON SCHEMA report TO only_reads; GRANT SELECT ON ALL TABLES IN SCHEMA report TO only_reads"
        )
    writable = "SELECT relname FROM pg_class WHERE relnamespace = 'report'::regnamespace AND "
    assert ask(writable + "has_table_privilege('only_reads', oid, 'INSERT, UPDATE, DELETE, TRUNCATE')") == []
