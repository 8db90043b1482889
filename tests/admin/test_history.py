"""The pages of the history: of a record, of everything lately, of a run; and taking back."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from archive.curation.history.changes import changes_of, changes_of_id
from archive.curation.history.context import because
from archive.models import Person, Quote, Release, Run
from archive.roles import Role
from tests.admin.builders import TITLE, a_full_release, a_quote, an_entity
from tests.etl.builders import full
from tests.etl.newer import again
from tests.models.builders import run_sql


def seen(page: Client, name: str, *arguments: Any, **query: str) -> str:
    answer = page.get(reverse(f"admin:{name}", args=arguments), query)
    assert answer.status_code == 200
    return answer.content.decode()


def member(role: Role, django_user_model: Any) -> Client:
    user = django_user_model.objects.create_user("noor", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name=role.value))
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def test_a_records_history_tells_who_what_and_why_word_by_word(page: Client, administrator: Any) -> None:
    quote = a_quote()
    with because(user=administrator.pk, reason="relu au calme"):
        Quote.objects.update(text=quote.text.replace("trois", "quatre"))
    shown = seen(page, "archive_quote_history", quote.pk)
    assert "<del>trois</del><ins>quatre</ins>" in shown
    assert "relu au calme" in shown
    assert "ada" in shown


def test_a_relation_is_told_by_name_even_of_who_is_gone(page: Client) -> None:
    one, other = an_entity(Person, "Aude Kermarrec"), an_entity(Person, "Paul Roux")
    quote = a_quote(speaker=one)
    Quote.objects.update(speaker=other)
    one.delete()
    assert "<del>Aude Kermarrec</del>" in (shown := seen(page, "archive_quote_history", quote.pk))
    assert "<ins>Paul Roux</ins>" in shown


def test_a_change_by_sql_is_shown_as_such(page: Client) -> None:
    quote = a_quote()
    run_sql("UPDATE archive_quote SET kind = 'indirect'")
    assert "by SQL, outside the archive" in seen(page, "archive_quote_history", quote.pk)


def test_words_of_a_text_are_text_on_the_page(page: Client) -> None:
    quote = a_quote()
    Quote.objects.update(text="<script>alert(1)</script> et puis quelques mots encore, pour la longueur")
    shown = seen(page, "archive_quote_history", quote.pk)
    assert "<script>alert(1)" not in shown
    assert "&lt;" in shown


def test_a_releases_history_tells_of_what_was_read_from_it(page: Client) -> None:
    release = a_full_release()
    Quote.objects.update(review="confirmed")
    shown = seen(page, "archive_release_history", release.pk)
    assert "What was read from it" in shown
    assert "confirmed" in shown


def test_a_deleted_record_still_has_its_page(page: Client) -> None:
    person = Person.objects.create(name="Paul Roux")
    pk = person.pk
    person.delete()
    assert "deleted" in seen(page, "archive_person_history", pk)


def test_a_history_is_filtered_by_who_and_by_kind(page: Client, administrator: Any) -> None:
    quote = a_quote()
    with because(user=administrator.pk):
        Quote.objects.update(attribution="dit-elle")
    run_sql("UPDATE archive_quote SET kind = 'indirect'")
    shown = seen(page, "archive_quote_history", quote.pk, who="sql")
    assert "indirect" in shown
    assert "dit-elle" not in shown
    assert "dit-elle" in seen(page, "archive_quote_history", quote.pk, who=str(administrator.pk))
    assert "Nothing was changed" in seen(page, "archive_quote_history", quote.pk, kind="deleted")


def test_recent_changes_of_all_kinds_stand_on_one_page(page: Client) -> None:
    a_quote()
    Quote.objects.update(kind="fragment")
    Person.objects.create(name="Paul Roux")
    shown = seen(page, "recent_changes")
    assert "Paul Roux" in shown
    assert "Fragment" in shown or "fragment" in shown
    assert reverse("admin:recent_changes") in seen(page, "index")


def test_a_change_is_undone_from_its_page_with_a_reason(page: Client, administrator: Any) -> None:
    quote = a_quote()
    Quote.objects.update(text="autre chose")
    where = reverse("admin:undo_change", args=["quote", changes_of(quote)[0].event])
    assert "Undo this change?" in page.get(where).content.decode()
    answer = page.post(where, {"reason": "lu trop vite"}, follow=True).content.decode()
    assert "The change was undone." in answer
    assert Quote.objects.get().text == quote.text
    assert (changes_of(quote)[0].told("reason"), changes_of(quote)[0].told("user")) == (
        "lu trop vite",
        administrator.pk,
    )


def test_what_was_changed_since_is_said_to_stay(page: Client) -> None:
    quote = a_quote()
    Quote.objects.update(text="autre chose", kind="fragment")
    event = changes_of(quote)[0].event
    Quote.objects.update(text="encore autre chose")
    answer = page.post(reverse("admin:undo_change", args=["quote", event]), follow=True).content.decode()
    assert "Left as they are, since they were changed later: text" in answer


def test_only_who_may_change_a_record_takes_its_changes_back(page: Client, django_user_model: Any) -> None:
    person = Person.objects.create(name="Paul Roux")
    Person.objects.update(gender="male")
    changed = reverse("admin:undo_change", args=["person", changes_of(person)[0].event])
    reader = member(Role.READER, django_user_model)
    assert reader.get(reverse("admin:archive_person_history", args=[person.pk])).status_code == 200
    assert (reader.get(changed).status_code, reader.post(changed).status_code) == (403, 403)
    assert Person.objects.get().gender == "male"


def test_a_run_is_previewed_and_undone_on_its_page(page: Client) -> None:
    again(full())
    run = Run.objects.get()
    where = reverse("admin:run_changes", args=[run.pk])
    assert "See what undoing this run would do" in page.get(where).content.decode()
    shown = page.post(where, {"preview": "yes"}).content.decode()
    assert "If this run is undone" in shown
    assert Release.objects.count() == 1
    assert "The run was undone." in page.post(where, {"reason": "essai"}, follow=True).content.decode()
    assert Release.objects.count() == 0
    assert "Undone by ada" in page.get(where).content.decode()


def test_an_editor_does_not_undo_runs(page: Client, django_user_model: Any) -> None:
    again(full())
    where = reverse("admin:run_changes", args=[Run.objects.get().pk])
    editor = member(Role.EDITOR, django_user_model)
    assert "Undo this run" not in editor.get(where).content.decode()
    assert editor.post(where, {"reason": "essai"}).status_code == 403


def test_an_action_on_a_list_says_which_it_was(page: Client) -> None:
    quote = a_quote()
    page.post(reverse("admin:archive_quote_changelist"), {"action": "reject", "_selected_action": [quote.pk]})
    assert changes_of_id(Quote, quote.pk)[0].told("reason") == "Reject the selected quotes"


def test_the_pages_ask_few_queries_however_many_changes_they_show(
    page: Client, django_assert_max_num_queries: Any
) -> None:
    release = a_full_release()
    for number in range(30):
        Quote.objects.update(text=f"mot {number}")
        Release.objects.update(title=f"{TITLE} {number}")
    with django_assert_max_num_queries(45):
        seen(page, "archive_release_history", release.pk)


@pytest.mark.parametrize("query", [{"who": "²"}, {"page": "²"}, {"day": "9999-12-31"}, {"day": "0001-01-01"}])
def test_nonsense_in_the_address_asks_for_nothing(page: Client, query: dict[str, str]) -> None:
    assert page.get(reverse("admin:recent_changes"), query).status_code == 200


def test_an_address_with_digits_that_are_no_number_leads_nowhere(page: Client) -> None:
    assert page.get(reverse("admin:archive_quote_history", args=["²"])).status_code == 302
    assert page.get(reverse("admin:archive_quote_change", args=["²"])).status_code == 302
