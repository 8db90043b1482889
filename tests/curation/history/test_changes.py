"""What became of a record, newest first: who, when, why, before and after."""

from __future__ import annotations

import pytest

from archive.curation.actor import acting_as
from archive.curation.history.changes import changes_of, changes_of_id, recent
from archive.curation.history.context import because
from archive.models import Person, Quote, Release
from tests.admin.builders import QUOTED, TEXT, a_quote, a_release, an_entity
from tests.models.builders import run_sql

pytestmark = pytest.mark.django_db


def test_a_change_has_the_row_before_and_after_newest_first() -> None:
    quote = a_quote()
    for text in ("un", "deux"):
        Quote.objects.update(text=text)
    second, first = changes_of(quote)
    assert (first.before["text"], first.after["text"]) == (QUOTED, "un")
    assert (second.before["text"], second.after["text"], second.changed) == ("un", "deux", ["text"])
    assert second.after["decided"] == ["text"]


def test_a_change_says_who_why_and_in_which_run() -> None:
    quote = a_quote()
    with because(user=7, reason="relu", run=3):
        Quote.objects.update(kind="fragment")
    (change,) = changes_of(quote)
    assert [change.told(name) for name in ("user", "reason", "run")] == [7, "relu", 3]
    assert not change.is_by_sql


def test_a_change_by_sql_says_so() -> None:
    quote = a_quote()
    run_sql("UPDATE archive_quote SET kind = 'indirect'")
    assert changes_of(quote)[0].is_by_sql


def test_a_deleted_row_still_has_its_history() -> None:
    person = an_entity(Person, "Aude Kermarrec")
    pk = person.pk
    Person.objects.update(gender="female")
    person.delete()
    deleted, changed = changes_of_id(Person, pk)
    assert (deleted.kind, deleted.before["gender"], deleted.after) == ("deleted", "female", None)
    assert changed.after["gender"] == "female"


def test_what_a_person_adds_begins_its_history() -> None:
    (made,) = changes_of(Person.objects.create(name="Paul Roux"))
    assert (made.kind, made.before, made.after["name"], made.changed) == ("made", None, "Paul Roux", ["name"])


def test_a_text_is_known_before_and_after_whatever_came_between() -> None:
    release = a_release()
    with acting_as("machine"):
        Release.objects.update(text=TEXT + "Fin.")
    Release.objects.update(state="in_hand")
    leased, edited = changes_of(release)
    assert (edited.before["text"], edited.after["text"]) == (TEXT, TEXT + "Fin.")
    assert leased.changed == ["state"]
    with acting_as("machine"):
        Release.objects.update(text=TEXT)
    assert changes_of(release)[2].after["text"] == TEXT + "Fin."


def test_the_newest_changes_of_all_models_come_in_one_list() -> None:
    quote, person = a_quote(), an_entity(Person, "Aude Kermarrec")
    Quote.objects.update(kind="fragment")
    with because(user=7):
        Person.objects.update(gender="female")
    found = {(one.table, one.record) for one in recent({}, 10)}
    assert found == {("quote", quote.pk), ("person", person.pk), ("source", quote.release.source_id)}
    assert [one.table for one in recent({"pgh_context__user": 7}, 10)] == ["person"]


def test_reading_a_long_history_takes_few_queries(django_assert_max_num_queries: object) -> None:
    quote = a_quote()
    for number in range(20):
        Quote.objects.update(text=f"mot {number}")
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        assert len(changes_of(quote)) == 20
