"""`manage.py verify` finds what a disk, a restore or a superuser can spoil behind the triggers' back."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from archive.preservation.soundness import checks
from etl.run import ingest

pytestmark = pytest.mark.django_db(transaction=True)

SPOILT = {
    "each source has the SHA-256 of its bytes": """
        ALTER TABLE archive_source DROP CONSTRAINT source_sha256_of_content;
        UPDATE archive_source SET content = content || 'x'::bytea WHERE id = (SELECT min(id) FROM archive_source)""",
    "each quote stands in its release's text": """
        UPDATE archive_quote SET exact = reverse(exact) WHERE id = (SELECT min(id) FROM archive_quote)""",
    "each figure stands in its release's text": """
        UPDATE archive_figure SET start = start + 1, "end" = "end" + 1
        WHERE id = (SELECT min(id) FROM archive_figure)""",
    "each release has the words that its title, day and dateline were read from": """
        UPDATE archive_release SET parsed = jsonb_set(parsed, '{spans,title,exact}', '"Rien"')
        WHERE id = (SELECT min(id) FROM archive_release WHERE parsed #> '{spans,title}' IS NOT NULL)""",
    "each release's current source is its own": """
        UPDATE archive_source SET release_id = NULL WHERE id = (SELECT min(source_id) FROM archive_release)""",
    "each archive_quote.speaker_id is the id of a row of archive_person": """
        UPDATE archive_quote SET speaker_id = 999999 WHERE id =
            (SELECT min(id) FROM archive_quote WHERE speaker_id IS NOT NULL)""",
}


@pytest.fixture
def seeds() -> None:
    ingest(["seeds"])


def wrong() -> dict[str, int]:
    return {found.what: found.wrong for check in checks() if (found := check.run()).wrong}


def test_an_archive_is_sound(seeds: None) -> None:
    out = StringIO()
    call_command("verify", "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert told["wrong"] == []
    assert told["checks"] > 100


@pytest.mark.parametrize("what", SPOILT)
def test_what_is_spoilt_is_found_and_nothing_else(seeds: None, what: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        try:
            cursor.execute(SPOILT[what])
        finally:
            cursor.execute("SET session_replication_role = origin")
        try:
            assert wrong() == {what: 1}
        finally:
            mend(what)


def mend(what: str) -> None:
    """Give back what the next test needs of the tables themselves; their rows go anyway."""
    if "SHA-256" in what:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE archive_source CASCADE")
            cursor.execute(
                "ALTER TABLE archive_source ADD CONSTRAINT source_sha256_of_content "
                "CHECK (sha256 = encode(sha256(content), 'hex'))"
            )


def test_the_command_names_the_rows_and_ends_with_1(seeds: None) -> None:
    out = StringIO()
    what = "each quote stands in its release's text"
    with connection.cursor() as cursor:
        cursor.execute(f"SET session_replication_role = replica; {SPOILT[what]}; SET session_replication_role = origin")
        cursor.execute("SELECT min(id) FROM archive_quote")
        (first,) = cursor.fetchone()
    with pytest.raises(SystemExit) as ended:
        call_command("verify", stdout=out)
    assert ended.value.code == 1
    assert out.getvalue() == f"Not so that {what}: 1 row, {first}.\n"
