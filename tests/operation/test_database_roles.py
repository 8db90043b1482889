"""The login under which the archive is served: it can do all of the archive's work, and none of its owner's."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import Error, ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

from archive.curation.reviewing import Seen, confirm
from archive.models import Quote, Release
from archive.operation.database_roles import RoleError, grant, make_application
from archive.reports.refreshing import refresh
from archive.reports.schema import drop
from archive.roles import Role
from etl.jobs import REFRESH, defer_once
from etl.run import ingest, reparse, these_releases
from tests.admin.test_roles import client_of, user_in
from tests.models.builders import run_sql

pytestmark = pytest.mark.django_db
SEEDS = Path(__file__).resolve().parents[2] / "seeds"
NAME = "application_of_a_test"


@pytest.fixture
def application() -> Iterator[None]:
    """From here on every statement is the application's."""
    make_application(NAME)
    run_sql(f"SET SESSION AUTHORIZATION {NAME}")
    yield
    if not connection.needs_rollback:
        run_sql("RESET SESSION AUTHORIZATION")


def test_it_reads_documents_and_their_sums(application: None) -> None:
    outcome = ingest([SEEDS])
    assert (outcome.new, outcome.failed) == (5, 0)
    assert refresh()
    assert Client().get("/reports/claims/").status_code == 200
    with connection.cursor() as cursor:
        chosen = these_releases(cursor, list(Release.objects.values_list("pk", flat=True)))
    assert reparse(chosen).failed == 0


def test_its_people_log_in_review_and_leave_jobs(application: None) -> None:
    ingest([SEEDS])
    editor = client_of(user_in(Role.CHIEF_EDITOR))
    release = Release.objects.earliest("pk")
    for address in ("index", "queue", "archive_quote_changelist", "recent_changes"):
        assert editor.get(reverse(f"admin:{address}")).status_code == 200
    quote = Quote.objects.filter(release=release).earliest("pk")
    confirm(Seen.of(quote))
    assert editor.post(reverse("admin:archive_quote_delete", args=[quote.pk]), {"post": "yes"}).status_code == 302
    deleted = editor.post(reverse("admin:archive_release_delete", args=[release.pk]), {"post": "yes"})
    assert deleted.status_code == 302
    assert not Release.objects.filter(pk=release.pk).exists()
    defer_once(REFRESH)


FORBIDDEN = [
    "CREATE TABLE mine (id int)",
    "CREATE TABLE report.mine (id int)",
    "DROP TABLE archive_note",
    "ALTER TABLE archive_quote ADD COLUMN more int",
    "ALTER TABLE archive_quote DISABLE TRIGGER ALL",
    "DROP TRIGGER archive_keep_decisions ON archive_quote",
    "ALTER TABLE archive_source DROP CONSTRAINT source_sha256_of_content",
    "SET session_replication_role = replica",
    "TRUNCATE archive_note",
    "UPDATE history_quote SET text = 'another'",
    "DELETE FROM history_quote",
    "DELETE FROM django_migrations",
    "DELETE FROM archive_expunged",
    "CREATE OR REPLACE FUNCTION archive_keep_decisions() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE SCHEMA mine",
    "CREATE EXTENSION dblink",
    "CREATE ROLE mine",
    f"ALTER ROLE {NAME} SUPERUSER",
    "SET ROLE archive",
    "GRANT pg_read_server_files TO current_user",
    "COPY archive_note TO PROGRAM 'cat'",
    "COPY archive_note (text) FROM '/etc/passwd'",
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT rolpassword FROM pg_authid",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_it_can_change_no_table_no_trigger_no_history_and_no_server(application: None, statement: str) -> None:
    with pytest.raises(Error, match=r"permission denied|must (be|have)|may|not exist") as refused, transaction.atomic():
        run_sql(statement)
    assert isinstance(refused.value, ProgrammingError) or "permission" in str(refused.value)


def test_what_is_made_later_is_its_to_read_and_write_after_the_next_migrate() -> None:
    make_application(NAME)
    drop()
    call_command("migrate", verbosity=0)
    run_sql("CREATE TABLE archive_later (id int)")
    grant(NAME)
    run_sql(f"SET SESSION AUTHORIZATION {NAME}")
    assert refresh()
    run_sql("INSERT INTO archive_later VALUES (1)")
    run_sql("RESET SESSION AUTHORIZATION")


def said(*arguments: str) -> str:
    output = StringIO()
    call_command("application", *arguments, stdout=output)
    return output.getvalue()


def test_the_command_says_how_to_connect() -> None:
    told = said(NAME)
    assert f"“{NAME}” reads and writes rows" in told
    assert said(NAME)


@pytest.mark.parametrize("name", ["Robert'); DROP", "1", "", "pg_read_all_data", "archive"])
def test_names_that_are_none_or_somebody_elses_are_refused(name: str) -> None:
    with pytest.raises(CommandError, match=r"use small letters|choose another"):
        said(name)


def test_a_weak_password_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHIVE_APPLICATION_PASSWORD", "changeme")
    with pytest.raises(CommandError, match="ARCHIVE_APPLICATION_PASSWORD is weak"):
        said(NAME)


def test_it_cannot_make_others(application: None) -> None:
    with pytest.raises(RoleError, match="as the owner"):
        make_application("another_one")
