"""Notes on the pages of records: written, asked, answered."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from archive.models import Note, Person
from archive.roles import Role
from tests.admin.builders import a_full_release, a_note, a_quote, a_release, an_entity
from tests.admin.test_roles import client_of, user_in


def address(record: Any) -> str:
    return reverse(f"admin:archive_{record._meta.model_name}_change", args=[record.pk])


def write(client: Client, record: Any, text: str = "Est-ce elle ?", **fields: Any) -> Any:
    where = reverse("admin:note_write", args=[record._meta.model_name, record.pk])
    return client.post(where, {"text": text, "asked": "", **fields})


def test_a_note_is_written_on_a_records_page_and_shown_there(page: Client, administrator: User) -> None:
    person = an_entity(Person, "Aude Kermarrec")
    assert write(page, person)["Location"] == f"{address(person)}#notes"
    html = page.get(address(person)).content.decode()
    assert "Est-ce elle ?" in html
    assert Note.objects.get().author == administrator


def test_writing_a_note_decides_nothing(page: Client) -> None:
    quote = a_quote()
    write(page, quote)
    quote.refresh_from_db()
    assert (quote.version, quote.decided) == (1, [])


def test_a_question_is_shown_open_and_then_answered(page: Client, administrator: User) -> None:
    release = a_release()
    write(page, release, asked=administrator.pk)
    assert "1 open question" in page.get(address(release)).content.decode()
    asked = client_of(user_in(Role.EDITOR, "max"))
    asked.post(reverse("admin:note_reply", args=[Note.objects.get().pk]), {"text": "Oui."})
    html = page.get(address(release)).content.decode()
    assert "Oui." in html
    assert "open question" not in html


def test_a_question_can_be_settled_without_a_reply(page: Client, administrator: User) -> None:
    note = a_note(a_release(), addressed_to=administrator)
    page.post(reverse("admin:note_settle", args=[note.pk]))
    note.refresh_from_db()
    assert not note.is_open


def test_a_releases_page_shows_the_notes_on_what_stands_in_it(page: Client) -> None:
    quote = a_quote()
    a_note(quote, "Qui parle ?")
    html = page.get(address(quote.release)).content.decode()
    assert "Qui parle ?" in html
    assert "quote: En trois ans" in html


def test_the_review_screen_shows_them_and_leads_back_to_itself(page: Client) -> None:
    release = a_full_release()
    a_note(release.quotes.get(), "Qui parle ?")
    screen = reverse("admin:archive_release_review", args=[release.pk])
    assert "Qui parle ?" in page.get(screen).content.decode()
    assert write(page, release, next=screen)["Location"] == f"{screen}#notes"


def test_a_form_leads_nowhere_else(page: Client) -> None:
    release = a_release()
    assert write(page, release, next="https://example.org/")["Location"] == f"{address(release)}#notes"


@pytest.mark.parametrize(("text", "asked"), [("", ""), ("Quand ?", "4711")])
def test_a_note_that_says_nothing_or_asks_nobody_known_is_refused(page: Client, text: str, asked: str) -> None:
    release = a_release()
    write(page, release, text, asked=asked)
    assert "The note was not written" in page.get(address(release)).content.decode()
    assert not Note.objects.exists()


def test_a_script_in_a_note_is_text(page: Client) -> None:
    release = a_release()
    write(page, release, "<script>alert(1)</script>")
    assert "&lt;script&gt;alert(1)" in page.get(address(release)).content.decode()


@pytest.mark.parametrize("role", [None, Role.READER])
def test_readers_read_notes_and_write_none(role: Role | None, db: None) -> None:
    release = a_release()
    note = a_note(release)
    client = client_of(user_in(role))
    html = client.get(address(release)).content.decode()
    assert ("Est-ce bien elle" in html) == (role is not None)
    assert "note_write" not in html
    assert write(client, release).status_code == 403
    assert client.post(reverse("admin:note_reply", args=[note.pk]), {"text": "Oui."}).status_code == 403
    assert client.post(reverse("admin:note_settle", args=[note.pk])).status_code == 403
    assert Note.objects.count() == 1


def test_a_note_is_only_on_what_is_curated(page: Client, administrator: User) -> None:
    assert page.post(reverse("admin:note_write", args=["user", administrator.pk]), {"text": "?"}).status_code == 404
    assert page.post(reverse("admin:note_write", args=["quote", 4711]), {"text": "?"}).status_code == 404


def test_forms_are_sent_not_fetched(page: Client) -> None:
    note = a_note(a_release())
    for name in ("note_reply", "note_settle"):
        assert page.get(reverse(f"admin:{name}", args=[note.pk])).status_code == 405


def test_the_list_finds_the_questions_that_wait_for_me(page: Client, administrator: User) -> None:
    release = a_release()
    a_note(release)
    mine = a_note(release, addressed_to=administrator)
    a_note(release, addressed_to=user_in(Role.EDITOR, "max"))
    found = page.get(reverse("admin:archive_note_changelist"), {"open": "mine"}).context["cl"].result_list
    assert list(found) == [mine]


def test_a_note_whose_record_is_gone_is_still_listed(page: Client) -> None:
    person = an_entity(Person, "Aude Kermarrec")
    a_note(person)
    person.delete()
    assert (
        f"person {Note.objects.get().object_id}" in page.get(reverse("admin:archive_note_changelist")).content.decode()
    )
