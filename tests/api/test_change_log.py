"""What the log says of each act, and what a program is told of it; `test_changes` has the order of commits."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive.api.feed import changes
from archive.api.log import BEGINNING, Place, entries
from archive.api.resources import ALL, RESOURCES
from archive.api.shapes import Root
from archive.curation.merging.merging import merge
from archive.models import Person, Quote, Release, Subject
from tests.admin.builders import a_full_release, an_entity
from tests.api.following import listed
from tests.api.test_reading import got
from tests.reading.builders import judged

pytestmark = pytest.mark.django_db
EVER = Place(*[2**62] * 3, 0)


class Log:
    """What was written in this transaction, as a program would be told of it once it was committed."""

    def __init__(self) -> None:
        self.read = BEGINNING
        self.told()

    def told(self) -> list[Any]:
        """What came since it was last asked."""
        found = entries(self.read, EVER, (), 10_000)
        self.read = found[-1].place if found else self.read
        return changes(found, Root("http://testserver/", "http://testserver/api/v1/"))


def test_records_of_every_kind_are_told_as_their_lists_have_them(program: Client) -> None:
    log = Log()
    a_full_release()
    told = log.told()
    rows = {(one["kind"], one["id"]): one["record"] for one in told}
    assert {kind for kind, _pk in rows} == set(RESOURCES)
    assert rows.keys() == listed(program).keys()
    quote = Quote.objects.get()
    assert rows["quote", quote.pk]["exact"] == quote.exact


def test_a_change_and_a_deletion_are_told_with_what_is_left() -> None:
    release = a_full_release()
    log = Log()
    Release.objects.update(title="Un autre titre")
    (changed,) = log.told()
    assert (changed["change"], changed["id"], changed["record"]["title"]) == ("updated", release.pk, "Un autre titre")
    pk = Quote.objects.get().pk
    Quote.objects.all().delete()
    gone = log.told()[-1]
    assert (gone["change"], gone["kind"], gone["id"], gone["record"]) == ("deleted", "quote", pk, None)


def test_a_table_that_is_emptied_is_told_row_by_row() -> None:
    pk = an_entity(Subject, "contrebande").pk
    log = Log()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE archive_subject CASCADE")
    assert [(one["change"], one["kind"], one["id"]) for one in log.told()] == [("deleted", "subject", pk)]


def test_what_changes_nothing_is_no_change() -> None:
    an_entity(Person, "Anne")
    log = Log()
    Person.objects.update(name="Anne")
    assert log.told() == []


def test_a_merge_says_into_which() -> None:
    one, other = an_entity(Person, "Anne"), an_entity(Person, "Anna")
    log = Log()
    pk = other.pk
    merge(one, other, {}, None)
    (told,) = [entry for entry in log.told() if entry["change"] == "merged"]
    assert (told["id"], told["merged_into"], told["record"]) == (pk, one.pk, None)


def test_a_rejected_reading_goes_and_comes_back() -> None:
    quote = a_full_release().quotes.get()
    log = Log()
    judged(quote, "rejected")
    assert [(one["change"], one["record"]) for one in log.told() if one["kind"] == "quote"] == [("rejected", None)]
    judged(quote, "pending")
    assert [one["record"]["review"] for one in log.told() if one["kind"] == "quote"] == ["pending"]


def test_another_text_around_the_words_is_a_change_of_what_stands_in_it() -> None:
    release = a_full_release()
    log = Log()
    Release.objects.filter(pk=release.pk).update(text=f"{release.text}Et voilà.")
    assert {one["kind"] for one in log.told()} == {one.kind for one in ALL if one.is_annotation} | {"release"}


def test_what_only_people_with_a_role_see_is_not_told() -> None:
    log = Log()
    a_full_release()
    for one in log.told():
        assert not set(RESOURCES[one["kind"]].private) & one["record"].keys()


def test_an_answer_of_long_texts_is_short(monkeypatch: pytest.MonkeyPatch) -> None:
    from archive.api import feed

    log = Log()
    for _ in range(3):
        a_full_release()
    monkeypatch.setattr(feed, "LONGEST", 100)
    found = entries(BEGINNING, log.read, (), 1000)
    assert feed.short(found) == found
    found = entries(log.read, EVER, ["release"], 1000)
    assert len(feed.short(found)) == 1 < len(found)


def test_many_changes_take_as_many_queries_as_few() -> None:
    log = Log()

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            log.told()
        return len(captured)

    a_full_release()
    few = queries()
    for _ in range(10):
        a_full_release()
    assert queries() == few


def test_the_end_of_the_log_gives_the_same_cursor_until_something_comes(program: Client) -> None:
    first = got(program, "changes/?after=now")
    again = got(program, f"changes/?after={first['cursor']}")
    assert again == {"next": None, "cursor": first["cursor"], "results": []}


def test_the_cursor_of_another_archive_is_told_to_start_again(program: Client) -> None:
    cursor = got(program, "changes/?after=now")["cursor"]
    other = ("0" if cursor[0] != "0" else "1") + cursor[1:]
    assert "start again" in got(program, f"changes/?after={other}", 410)["detail"]


@pytest.mark.parametrize(
    ("asked", "parameter"),
    [("after=x", "after"), ("after=1.2", "after"), ("limit=0", "limit"), ("kind=quotes", "kind"), ("since=1", "since")],
)
def test_what_no_changes_can_be_asked_is_refused(asked: str, parameter: str, program: Client) -> None:
    assert got(program, f"changes/?{asked}", 400)["errors"][0]["parameter"] == parameter
