"""A change is taken back: values and decisions are as they were, and nothing that came since is lost."""

from __future__ import annotations

from typing import Any

import pytest

from archive.curation.actor import acting_as
from archive.curation.history.changes import changes_of, changes_of_id
from archive.curation.history.context import because
from archive.curation.history.undoing import NotUndoneError, undo
from archive.models import Mention, Person, Quote, Release, Source, Tenure
from tests.admin.builders import QUOTED, a_full_release, a_quote, a_release, an_entity
from tests.curation.history.builders import everything, newest

pytestmark = pytest.mark.django_db


def refused(*arguments: Any) -> str:
    with pytest.raises(NotUndoneError) as caught:
        undo(*arguments)
    return str(caught.value)


def test_a_changed_value_is_put_back_and_is_the_machines_again() -> None:
    quote = a_quote()
    before = everything()
    Quote.objects.update(text="autre chose")
    done = undo(newest(quote), user=None)
    assert (done.columns, done.kept) == (["text"], [])
    assert everything() == before


def test_a_value_that_a_person_had_decided_is_decided_again() -> None:
    quote = a_quote()
    Quote.objects.update(text="une fois")
    before = everything()
    Quote.objects.update(text="deux fois")
    undo(newest(quote), user=None)
    assert everything() == before
    assert Quote.objects.get().decided == ["text"]


def test_a_confirmed_record_is_pending_and_undecided_again() -> None:
    quote = a_quote()
    before = everything()
    Quote.objects.update(review="confirmed")
    assert len(Quote.objects.get().decided) > 5
    undo(newest(quote), user=None)
    assert everything() == before


def test_what_was_changed_since_stays_and_is_listed_with_who_did() -> None:
    quote = a_quote()
    Quote.objects.update(text="un", kind="fragment")
    first = newest(quote)
    with because(user=7):
        Quote.objects.update(text="deux")
    done = undo(first, user=None)
    quote.refresh_from_db()
    assert (quote.text, quote.kind, quote.decided) == ("deux", "direct", ["text"])
    assert [(one.columns, one.since.told("user")) for one in done.kept if one.since] == [(("text",), 7)]


def test_a_value_that_somebody_confirmed_since_stays() -> None:
    quote = a_quote()
    with acting_as("machine"):
        Quote.objects.update(text="lu par une machine")
    read = newest(quote)
    Quote.objects.update(review="confirmed")
    assert "Everything of it was changed since" in refused(read, None)
    assert Quote.objects.get().text == "lu par une machine"


def test_fields_that_go_together_are_put_back_together() -> None:
    quote = a_quote(speaker=an_entity(Person, "Aude Kermarrec"), basis="named")
    Quote.objects.update(speaker=an_entity(Person, "Paul Roux"), basis="editor")
    first = newest(quote)
    Quote.objects.update(basis="office")
    assert "changed since" in refused(first, None)


def test_a_deleted_row_comes_back_with_its_id_and_its_decisions() -> None:
    quote = a_quote()
    Quote.objects.update(text="décidé")
    before = everything()
    pk = quote.pk
    quote.delete()
    undo(changes_of_id(Quote, pk)[0], user=None)
    assert everything() == before


def test_a_deleted_release_comes_back_with_all_that_was_read_from_it() -> None:
    release = a_full_release()
    Quote.objects.update(review="confirmed")
    before = everything()
    pk = release.pk
    Release.objects.get().delete()
    assert (Mention.objects.count(), Source.objects.get().release_id) == (0, None)
    undo(changes_of_id(Release, pk)[0], user=None)
    assert everything() == before


def test_what_was_made_goes_again() -> None:
    before = everything()
    undo(newest(Person.objects.create(name="Paul Roux")), user=None)
    assert everything() == before


def test_what_was_made_stays_while_something_points_at_it() -> None:
    person = Person.objects.create(name="Paul Roux")
    a_quote(speaker=person)
    assert "Other records point at it" in refused(newest(person), None)


def test_what_was_made_stays_if_somebody_has_changed_it() -> None:
    person = Person.objects.create(name="Paul Roux")
    made = newest(person)
    Person.objects.update(gender="male")
    assert "changed it since" in refused(made, None)


def test_a_row_whose_relation_is_gone_does_not_come_back() -> None:
    release = a_full_release()
    tenure = Tenure.objects.get()
    person, pk = tenure.person, tenure.pk
    tenure.delete()
    Quote.objects.update(speaker=None, basis=None)
    Mention.objects.filter(person=person).delete()
    person.delete()
    assert "cannot be taken back by itself" in refused(changes_of_id(Tenure, pk)[0], None)
    assert release.tenures.count() == 0


def test_an_undo_is_remembered_with_who_and_why_and_can_be_undone() -> None:
    quote = a_quote()
    Quote.objects.update(text="autre chose")
    after = everything()
    first = newest(quote)
    undo(first, user=7, reason="lu trop vite")
    change = newest(quote)
    assert [change.told(name) for name in ("user", "reason", "undoes")] == [7, "lu trop vite", first.event]
    undo(change, user=7)
    assert everything() == after
    assert len(changes_of(quote)) == 3


def test_bringing_back_can_be_undone() -> None:
    quote = a_quote()
    pk = quote.pk
    quote.delete()
    undo(changes_of_id(Quote, pk)[0], user=None)
    undo(changes_of_id(Quote, pk)[0], user=None)
    assert Quote.objects.count() == 0


def test_a_change_is_undone_once() -> None:
    quote = a_quote()
    Quote.objects.update(text="autre chose")
    change = newest(quote)
    undo(change, None)
    assert "changed since" in refused(change, None)
    assert Quote.objects.get().text == QUOTED


def test_a_lease_is_taken_back_with_its_end() -> None:
    release = a_release()
    before = everything()
    Release.objects.update(state="done", done_at="2026-01-01T00:00Z")
    undo(newest(release), None)
    assert everything() == before


def test_what_pointed_at_a_deleted_record_points_at_it_again() -> None:
    a_full_release()
    before = everything()
    quote = Quote.objects.get()
    pk = quote.pk
    quote.delete()
    undo(changes_of_id(Quote, pk)[0], None)
    assert everything() == before
