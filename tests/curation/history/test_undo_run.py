"""A run is taken back: the archive is as it was before, but for what people did since."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection

from archive.curation.actor import acting_as
from archive.curation.history.run_undoing import RunUndone, undo_run
from archive.curation.history.undoing import NotUndoneError
from archive.models import Figure, Mention, Person, Proposal, Quote, Release, Run, Source
from etl.outdated import every_release
from etl.reparse import reparse
from tests.curation.history.builders import everything
from tests.etl.archive import dated, store
from tests.etl.builders import TEXT, full, nothing, quote
from tests.etl.newer import BEFORE, SAID, again, waiting

pytestmark = pytest.mark.django_db


def undone(**options: Any) -> RunUndone:
    return undo_run(Run.objects.latest("pk").pk, None, **options)


def without_runs() -> dict[str, Any]:
    return {**everything(), "Run": None}


def test_a_first_run_leaves_nothing_behind() -> None:
    before = without_runs()
    again(full())
    done = undone()
    assert without_runs() == before
    assert (done.taken_away["release"], done.taken_away["quote"], done.taken_away["source"]) == (1, 1, 1)
    assert done.kept == []


def test_the_same_bytes_can_come_again_after_it() -> None:
    again(full())
    undone()
    assert (again(full()).new, Quote.objects.count()) == (1, 1)


def test_a_new_version_is_taken_back_with_its_text_its_source_and_all_that_moved() -> None:
    again(full())
    before = without_runs()
    again(full(BEFORE + TEXT))
    done = undone()
    assert without_runs() == before
    assert done.put_back["release"] == 1
    assert done.put_back["mention"] > 0


def test_what_a_new_version_no_longer_had_comes_back() -> None:
    again(full())
    before = without_runs()
    again(nothing(BEFORE + TEXT))
    assert (Quote.objects.count(), Figure.objects.count()) == (0, 0)
    done = undone()
    assert without_runs() == before
    assert (done.brought_back["quote"], done.brought_back["figure"]) == (1, 1)


def test_a_dry_run_tells_the_same_and_writes_nothing() -> None:
    again(full())
    again(nothing(BEFORE + TEXT))
    before = everything()
    told = undone(dry_run=True)
    assert everything() == before
    assert told == undone()


def test_what_an_editor_decided_since_stays_and_is_listed() -> None:
    again(full())
    Quote.objects.update(review="confirmed")
    decided = Quote.objects.values().get()
    done = undone()
    kept = {(one.table, one.why) for one in done.kept}
    assert ("quote", "An editor has decided something of it.") in kept
    assert {**Quote.objects.values().get(), "version": 0} == {**decided, "version": 0}
    assert (Release.objects.count(), Source.objects.count(), Figure.objects.count()) == (1, 1, 0)
    assert Person.objects.filter(name="Anne Martin").exists()


def test_a_decision_made_after_a_new_version_moves_with_its_words() -> None:
    again(full())
    again(full(BEFORE + TEXT))
    Quote.objects.update(text="relu", review="confirmed")
    undone()
    one = Quote.objects.get()
    assert Release.objects.get().text == TEXT
    assert (one.text, one.review, one.exact) == ("relu", "confirmed", SAID)
    assert TEXT[one.start : one.end] == SAID
    assert "text" in one.decided


def test_what_an_editor_quoted_in_the_new_text_only_is_unplaced_and_stays() -> None:
    again(full())
    again(full(BEFORE + TEXT))
    words = "Un paragraphe tout neuf"
    Quote.objects.create(
        release=Release.objects.get(), start=0, end=len(words), exact=words, text=words, kind="fragment", rule="editor"
    )
    undone()
    one = Quote.objects.get(rule="editor")
    assert (one.start, one.end, one.exact, one.flags) == (None, None, words, ["unplaced"])


def test_a_proposal_of_the_run_goes_and_the_one_before_comes_back() -> None:
    again(full())
    Quote.objects.update(kind="indirect")
    Release.objects.update(title="Titre relu")
    said = quote(TEXT, SAID, "Anne Martin", kind="fragment")
    again(replace(full(BEFORE + TEXT), quotes=(quote(BEFORE + TEXT, SAID, "Anne Martin", kind="fragment"),)))
    before = without_runs()
    assert ("kind", {"kind": "fragment"}) in waiting()
    again(full("Encore.\n" + BEFORE + TEXT))
    assert said.kind == "fragment"
    undone()
    assert without_runs() == before


def test_an_entity_is_again_what_the_documents_that_stay_say_of_it() -> None:
    store(dated(full(), "2020-01-01"), name="b.txt")
    before = everything()["Person"]
    store(dated(full(), "2010-01-01"), name="a.txt")
    assert everything()["Person"] != before
    undone()
    assert everything()["Person"] == before


def test_a_release_that_a_later_run_has_changed_stays() -> None:
    again(full())
    first = Run.objects.get().pk
    again(full(BEFORE + TEXT))
    done = undo_run(first, None)
    assert Release.objects.get().text == BEFORE + TEXT
    assert ("release", Release.objects.get().pk) in {(one.table, one.id) for one in done.kept}


def test_two_runs_are_taken_back_one_after_the_other() -> None:
    before = without_runs()
    again(full())
    again(full(BEFORE + TEXT))
    for run in list(Run.objects.order_by("-pk").values_list("pk", flat=True)):
        undo_run(run, None)
    assert without_runs() == before


def test_a_run_is_undone_once_and_says_who_did(django_user_model: Any) -> None:
    user = django_user_model.objects.create(username="ada")
    again(full())
    run = Run.objects.get()
    undo_run(run.pk, user.pk)
    run.refresh_from_db()
    assert (run.undone_by, run.undone_at is not None) == (user, True)
    with pytest.raises(NotUndoneError, match="undone already"):
        undo_run(run.pk, user.pk)


def test_changes_of_others_between_two_runs_stay() -> None:
    again(full())
    with acting_as("machine"):
        Mention.objects.update(flags=["looked_at"])
    again(full(BEFORE + TEXT))
    undone()
    assert {tuple(one.flags) for one in Mention.objects.all()} == {("looked_at",)}
    assert Proposal.objects.count() == 0


def read_again() -> None:
    """The real parser reads all that is stored, whatever read it first."""
    with connection.cursor() as cursor:
        reparse(every_release(cursor))


def test_a_reading_again_is_taken_back() -> None:
    again(full())
    Quote.objects.update(review="confirmed", text="relu")
    before = without_runs()
    read_again()
    assert without_runs() != before
    undone()
    assert without_runs() == before


def test_a_run_is_taken_back_after_another_has_read_its_releases_again() -> None:
    before = without_runs()
    again(full())
    first = Run.objects.get().pk
    read_again()
    undo_run(first, None)
    assert (Release.objects.count(), Quote.objects.count(), Source.objects.count()) == (0, 0, 0)
    undone()
    assert without_runs() == before


def test_what_was_decided_between_two_readings_outlives_the_undoing_of_the_first() -> None:
    again(full())
    first = Run.objects.get().pk
    Quote.objects.update(review="confirmed", text="relu")
    decided = Quote.objects.get()
    read_again()
    undo_run(first, None)
    now = Quote.objects.get()
    assert (now.text, now.review, now.exact, now.start) == ("relu", "confirmed", decided.exact, decided.start)
