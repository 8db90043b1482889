"""Changes in the order of commits: whoever replays them ends with the same rows, whatever is written meanwhile.

`PROMISES` in the environment says how many sequences of acts are tried (10); `make promises` tries 2,000.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.models import ChangeLog, Person
from tests.admin.builders import an_entity
from tests.api.following import Copy, a_person, listed, pages_of, writers
from tests.api.test_reading import got
from tests.etl.ingesting import corpus, start, sums

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS, DOCUMENTS = 3, 20
SEQUENCES = int(os.environ.get("PROMISES", "10"))
ACTS = ("insert", "insert", "update", "delete", "commit", "commit", "roll back", "read", "follow")
acts = st.tuples(st.sampled_from(ACTS), st.integers(0, WRITERS - 1), st.integers(0, 1000))


@pytest.fixture
def program(settings: Any) -> Client:
    settings.ARCHIVE_API_ANONYMOUS_RATE = 0
    ContentType.objects.clear_cache()
    return Client(headers={"accept-language": "en"})


def test_a_lower_id_that_is_committed_later_is_not_missed(program: Client) -> None:
    copy = Copy(program, "person")
    with writers(2) as (early, late):
        low, high = a_person(late, "Anne"), a_person(early, "Yves")
        early.commit()
        assert low < high
        assert copy.follow().entries == []
        late.commit()
        assert [one["id"] for one in copy.follow().entries] == [low, high]


def test_a_row_that_comes_back_under_its_id_stays(program: Client) -> None:
    """The transaction that deletes is the later one by number, and the earlier one to commit."""
    person = an_entity(Person, "Anne")
    copy = Copy(program, "person")
    with writers(2) as (first, second):
        a_person(first, "Yves")
        second.execute("DELETE FROM archive_person WHERE id = %s", [person.pk])
        second.commit()
        pk = a_person(first, "Anne")
        first.execute("UPDATE archive_person SET id = %s WHERE id = %s", [person.pk, pk])
        first.commit()
    assert copy.follow().rows == listed(program, "person")
    assert copy.rows["person", person.pk]["name"] == "Anne"


class Writers:
    """Transactions that are open side by side; one that would wait for another is rolled back."""

    def __init__(self, opened: list[psycopg.Connection[Any]]) -> None:
        self.opened = opened
        self.known = sorted(Person.objects.values_list("pk", flat=True))
        self.deleted: set[int] = set()

    def act(self, what: str, number: int, target: int) -> None:
        writer = self.opened[number]
        pk = self.known[target % len(self.known)] if self.known else 0
        try:
            if what == "insert":
                self.known.append(a_person(writer, f"Anne {target}"))
            elif what == "update":
                writer.execute("UPDATE archive_person SET name = name || 'e' WHERE id = %s", [pk])
            elif what == "delete":
                self.deleted.add(pk)
                writer.execute("DELETE FROM archive_person WHERE id = %s", [pk])
            elif what == "commit":
                writer.commit()
            else:
                writer.rollback()
        except psycopg.errors.LockNotAvailable:
            writer.rollback()


@settings(max_examples=SEQUENCES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=SEQUENCES <= 40)
@given(st.lists(acts, min_size=8, max_size=40))
def test_whoever_replays_changes_while_others_write_ends_with_the_same_rows(
    program: Client, sequence: list[tuple[str, int, int]]
) -> None:
    there = set(Person.objects.values_list("pk", flat=True))
    copy, pages = Copy(program, "person", limit=2), pages_of(program, "person", limit=2)
    read: list[int] = []
    with writers(WRITERS) as opened:
        writing = Writers(opened)
        for what, number, target in sequence:
            if what == "read":
                read += copy.take(next(pages, []))
            elif what == "follow":
                copy.page()
            else:
                writing.act(what, number, target)
        for one in opened:
            one.commit()
    for page in pages:
        read += copy.take(page)
    assert len(read) == len(set(read))
    assert there - writing.deleted <= set(read)
    assert copy.follow().rows == listed(program, "person")


def test_whoever_replays_changes_while_processes_ingest_ends_with_the_same_rows(
    program: Client, tmp_path: Path
) -> None:
    copy = Copy(program, limit=500)
    process = start(corpus(tmp_path / "c.jsonl", DOCUMENTS), "--json", "--processes", "2", batch=5)
    pages = 0
    while process.poll() is None:
        pages += bool(copy.page()["results"])
        time.sleep(0.01)
    assert sums(process)["new"] == DOCUMENTS
    assert copy.follow().rows == listed(program)
    assert pages > 2
    assert ChangeLog.objects.filter(act="created", kind="mention").count() < 20


def test_the_log_goes_on_after_rows_from_another_database(program: Client) -> None:
    """As a restore leaves it: rows of an origin that is not this one, with numbers of transactions from there."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE changelog, changelog_origin")
        cursor.execute("INSERT INTO changelog_origin (identity) VALUES ('another') RETURNING id")
        (origin,) = cursor.fetchone()
    first = an_entity(Person, "Anne")
    ChangeLog.objects.update(origin=origin, xid=2**50)
    assert [one["id"] for one in got(program, "changes/")["results"]] == [first.pk]
    second = an_entity(Person, "Yves")
    assert [one["id"] for one in got(program, "changes/")["results"]] == [first.pk, second.pk]
