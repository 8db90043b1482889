"""Notes and questions on records."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from archive.curation import notes
from archive.curation.history.changes import changes_of_id
from archive.models import Note, Person, Quote
from tests.admin.builders import a_quote, a_release, an_entity

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> User:
    return User.objects.create_user("ada")


@pytest.fixture
def bea() -> User:
    return User.objects.create_user("bea")


def test_a_note_on_an_entity_names_no_release(ada: User) -> None:
    person = an_entity(Person, "Aude Kermarrec")
    note = notes.write(person, ada, " C’est bien elle. ")
    assert (note.record, note.text, note.release, note.is_open) == (person, "C’est bien elle.", None, False)


def test_a_note_on_an_annotation_is_among_those_of_its_release(ada: User) -> None:
    quote = a_quote()
    note = notes.write(quote, ada, "Qui parle ?")
    assert list(notes.notes_on(quote)) == list(notes.notes_on(quote.release)) == [note]


def test_it_outlives_the_annotation(ada: User) -> None:
    quote = a_quote()
    note = notes.write(quote, ada, "Qui parle ?")
    Quote.objects.all().delete()
    assert list(notes.notes_on(quote.release)) == [note]


def test_a_question_is_open_until_somebody_else_replies(ada: User, bea: User) -> None:
    question = notes.write(a_release(), ada, "Est-ce elle ?", bea)
    notes.reply(question, ada, "Je veux dire : Mme Kermarrec.")
    assert list(notes.open_questions(bea)) == [question]
    notes.reply(question, bea, "Oui.")
    assert list(notes.open_questions(bea)) == []


def test_whoever_asked_can_take_a_question_back(ada: User, bea: User) -> None:
    question = notes.write(a_release(), ada, "Est-ce elle ?", bea)
    notes.settle(question)
    assert not Note.objects.get().is_open


def test_when_it_was_answered_stays(ada: User, bea: User) -> None:
    question = notes.write(a_release(), ada, "Est-ce elle ?", bea)
    notes.reply(question, bea, "Oui.")
    first = Note.objects.get(pk=question.pk).answered_at
    notes.reply(question, bea, "Sûrement.")
    assert Note.objects.get(pk=question.pk).answered_at == first


def test_a_reply_to_a_reply_belongs_to_the_note_itself(ada: User, bea: User) -> None:
    note = notes.write(a_release(), ada, "Est-ce elle ?")
    second = notes.reply(notes.reply(note, bea, "Oui."), ada, "Merci.")
    assert second.reply_to == note
    assert [reply.text for reply in notes.notes_on(note.record)[0].replies.all()] == ["Oui.", "Merci."]


def test_a_plain_note_is_not_answered_by_a_reply(ada: User, bea: User) -> None:
    note = notes.write(a_release(), ada, "À revoir.")
    notes.reply(note, bea, "Vu.")
    assert Note.objects.get(pk=note.pk).answered_at is None


@pytest.mark.parametrize("text", ["", "  \n "])
def test_a_note_says_something(ada: User, text: str) -> None:
    with pytest.raises(ValueError, match="says something"):
        notes.write(a_release(), ada, text)


def test_the_queue_finds_releases_with_open_questions(ada: User, bea: User) -> None:
    asked, also, answered = a_release(), a_quote(), a_release()
    a_release()
    notes.write(asked, ada, "Est-ce elle ?", bea)
    notes.write(also, bea, "Qui parle ?", ada)
    notes.settle(notes.write(answered, ada, "Quand ?", bea))
    found: Any = {row["release_id"] for row in notes.releases_with_open_questions()}
    assert found == {asked.pk, also.release_id}
    assert [row["release_id"] for row in notes.releases_with_open_questions(bea)] == [asked.pk]


def test_notes_need_no_more_queries_however_many_there_are(
    ada: User, bea: User, django_assert_num_queries: Any
) -> None:
    release = a_release()
    for number in range(5):
        notes.reply(notes.write(release, ada, f"Note {number}", bea), bea, "Oui.")
    with django_assert_num_queries(3):
        for note in notes.notes_on(release):
            assert [(reply.author, note.author) for reply in note.replies.all()]


def test_what_becomes_of_a_note_is_remembered(ada: User) -> None:
    note = notes.write(a_release(), ada, "Est-ce bien lui ?", ada)
    number = note.pk
    notes.settle(note)
    note.delete()
    assert [one.kind for one in changes_of_id(Note, number)] == ["deleted", "changed", "made"]
