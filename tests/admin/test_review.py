"""Confirming, rejecting and deleting in the admin."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from archive.models import Mention, Person, Quote, Release, Source
from tests.admin.builders import a_full_release, a_proposal, a_quote, a_release, an_entity, found

QUOTES = reverse("admin:archive_quote_changelist")


def act(page: Client, action: str, *records: Any) -> Any:
    return page.post(QUOTES, {"action": action, "_selected_action": [record.pk for record in records]}, follow=True)


def delete(page: Client, record: Any) -> Any:
    where = reverse(f"admin:archive_{record._meta.model_name}_delete", args=[record.pk])
    return page.post(where, {"post": "yes"}, follow=True)


def test_confirming_many_decides_all_their_fields(page: Client) -> None:
    quotes = [a_quote(), a_quote()]
    assert "2 records are now confirmed." in act(page, "confirm", *quotes).content.decode()
    assert [(q.review, "text" in q.decided) for q in Quote.objects.all()] == [("confirmed", True)] * 2


def test_what_was_rejected_can_go_back_to_pending(page: Client) -> None:
    quote = a_quote()
    act(page, "reject", quote)
    assert Quote.objects.get().review == "rejected"
    act(page, "make_pending", quote)
    assert Quote.objects.get().review == "pending"


def test_a_review_of_many_is_logged(page: Client) -> None:
    act(page, "reject", a_quote(), a_quote())
    assert LogEntry.objects.filter(change_message__contains="rejected").count() == 2


def test_annotations_are_not_deleted_by_the_dozen(page: Client) -> None:
    assert "delete_selected" not in page.get(QUOTES).content.decode()


def test_whoever_may_not_change_quotes_is_offered_no_review(django_user_model: Any) -> None:
    from django.contrib.auth.models import Permission

    reader = django_user_model.objects.create_user("lea", password="a long password of hers", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_quote"))
    client = Client(headers={"accept-language": "en"})
    client.force_login(reader)
    quote = a_quote()
    act(client, "confirm", quote)
    quote.refresh_from_db()
    assert quote.review == "pending"


def test_deleting_what_the_parser_found_rejects_it(page: Client) -> None:
    quote = a_quote()
    assert "was rejected: the parser found it" in delete(page, quote).content.decode()
    assert Quote.objects.get().review == "rejected"


def test_the_page_before_deleting_says_that_it_will_be_rejected(page: Client) -> None:
    where = reverse("admin:archive_quote_delete", args=[a_quote().pk])
    assert "It will be rejected instead" in page.get(where).content.decode()


def test_deleting_what_an_editor_made_deletes_it(page: Client) -> None:
    delete(page, a_quote(rule="editor"))
    assert not Quote.objects.exists()


def test_an_entity_that_something_points_at_is_protected(page: Client) -> None:
    person = an_entity(Person, "Aude Kermarrec")
    found(Mention, a_release(), "Aude Kermarrec", person=person)
    response = delete(page, person)
    assert response.status_code == 200
    assert "would require deleting the following protected related objects" in response.content.decode()
    assert Person.objects.exists()


def test_a_whole_release_can_be_deleted_and_its_source_stays(page: Client) -> None:
    release = a_full_release()
    delete(page, release)
    assert not Release.objects.exists()
    assert Source.objects.get().release is None


def test_a_proposal_stands_where_the_record_is(page: Client) -> None:
    quote = a_quote()
    a_proposal(quote, values={"kind": "fragment"})
    body = page.get(reverse("admin:archive_quote_change", args=[quote.pk])).content.decode()
    assert "The parser now says something else" in body
    assert "kind: <b>fragment</b>" in body


def test_a_proposal_is_dismissed_by_whom_and_when(page: Client, administrator: Any) -> None:
    proposal = a_proposal(a_quote())
    where = reverse("admin:archive_proposal_changelist")
    page.post(where, {"action": "dismiss", "_selected_action": [proposal.pk]})
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by) == ("dismissed", administrator)


@pytest.mark.parametrize("name", ["source", "run", "proposal", "merge"])
def test_what_the_archive_itself_keeps_cannot_be_deleted_by_hand(page: Client, name: str) -> None:
    a_full_release()
    assert "delete_selected" not in page.get(reverse(f"admin:archive_{name}_changelist")).content.decode()
