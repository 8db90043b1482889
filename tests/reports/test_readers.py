"""`manage.py reader`: a login that reads the reports and nothing else."""

from __future__ import annotations

import io
from collections.abc import Iterator
from uuid import uuid4

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from archive.reports.readers import Reader, ReaderError, make_reader
from archive.reports.schema import after_migrating, before_migrating


@pytest.fixture
def name(transactional_db: None) -> Iterator[str]:
    """A login's name; the login is gone after the test."""
    chosen = f"reader_{uuid4().hex[:12]}"
    yield chosen
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_roles WHERE rolname = %s", [chosen])
        if cursor.fetchone() is not None:
            cursor.execute(f"DROP OWNED BY {chosen}; DROP ROLE {chosen}")


def connected(reader: Reader) -> psycopg.Connection:
    return psycopg.connect(reader.conninfo, password=reader.password, autocommit=True)


def test_it_reads_every_view_of_the_reports_and_nothing_else(name: str) -> None:
    with connected(make_reader(name)) as there:
        for (view,) in there.execute("SELECT viewname FROM pg_views WHERE schemaname = 'report'").fetchall():
            there.execute(f"SELECT * FROM {view}")
        for table in ("archive_release", "auth_user", "report_stored.speaking", "history_quote", "django_session"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                there.execute(f"SELECT * FROM {table if '.' in table else f'public.{table}'}")
        there.execute("SET default_transaction_read_only = off")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            there.execute("DELETE FROM public.archive_quote")


def test_it_reads_only_and_is_cut_short(name: str) -> None:
    with connected(make_reader(name)) as there:
        assert there.execute("SHOW statement_timeout").fetchone() == ("1min",)
        with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
            there.execute("CREATE TEMP TABLE mine (one int)")
        there.execute("SET statement_timeout = '50ms'")
        with pytest.raises(psycopg.errors.QueryCanceled):
            there.execute("SELECT pg_sleep(5)")


def test_it_still_reads_after_a_migration_made_the_views_anew(name: str) -> None:
    reader = make_reader(name)
    before_migrating(plan=["a migration"])
    after_migrating()
    with connected(reader) as there:
        there.execute("SELECT * FROM report.claims")


def test_asked_again_it_is_the_same_login(name: str) -> None:
    first, second = make_reader(name), make_reader(name)
    assert first.conninfo == second.conninfo
    with connected(second) as there:
        assert there.execute("SELECT current_user").fetchone() == (name,)


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", ["Ana", "1st", "a b", "a;b", "", "x" * 64])
def test_a_name_that_is_no_name_is_refused(wrong: str) -> None:
    with pytest.raises(ReaderError, match="is no name for a login"):
        make_reader(wrong)


@pytest.mark.django_db
def test_somebody_elses_login_is_left_alone() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE somebody_elses")
    with pytest.raises(ReaderError, match="that is no reader’s"):
        make_reader("somebody_elses")


def test_the_command_says_how_to_connect(name: str) -> None:
    out = io.StringIO()
    call_command("reader", name, stdout=out)
    said = out.getvalue()
    assert f"dbname={connection.settings_dict['NAME']} user={name}'" in said
    assert "psql 'host=" in said
    assert ("No password" in said) == (connection.settings_dict["ENGINE"] == "archive.embedded")


@pytest.mark.django_db
def test_the_command_refuses_with_a_sentence() -> None:
    with pytest.raises(CommandError, match="use small letters"):
        call_command("reader", "Ana")
