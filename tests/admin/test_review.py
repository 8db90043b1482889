"""Confirming, rejecting and deleting in the admin."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from archive.models import Mention, Person, Proposal, Quote, Release, Source
from archive.roles import Role
from tests.admin.builders import QUOTED, a_full_release, a_proposal, a_quote, a_release, an_entity, found
from tests.admin.test_history import member

QUOTES = reverse("admin:archive_quote_changelist")


def act(page: Client, action: str, *records: Any) -> Any:
    return page.post(QUOTES, {"action": action, "_selected_action": [record.pk for record in records]}, follow=True)


def delete(page: Client, record: Any) -> Any:
    where = reverse(f"admin:archive_{record._meta.model_name}_delete", args=[record.pk])
    return page.post(where, {"post": "yes"}, follow=True)


def test_a_list_confirms_nothing_without_the_sample_and_a_reason(page: Client) -> None:
    quotes = [a_quote(), a_quote()]
    act(page, "confirm", *quotes)
    assert "Look at these 2 first" in act(page, "confirm_in_bulk", *quotes).content.decode()
    assert {one.review for one in Quote.objects.all()} == {"pending"}


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
    act(client, "reject", quote)
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
    a_proposal(quote, group="kind", values={"kind": "fragment"})
    a_proposal(quote, group="text", values={"text": "Autrement"})
    where = reverse("admin:archive_quote_change", args=[quote.pk])
    body = page.get(where, headers={"accept-language": "fr"}).content.decode()
    assert "L’analyseur dit désormais autre chose" in body
    assert body.count('form="judge-proposals"') == 6  # each by itself, and both together


def test_the_proposals_for_a_record_are_accepted_and_dismissed_on_its_page(page: Client) -> None:
    quote = a_quote()
    for group, value in (("kind", "fragment"), ("text", "Autrement"), ("attribution", "dit-elle")):
        a_proposal(quote, group=group, values={group: value})
    judge = reverse("admin:judge_proposals", args=["quote", quote.pk])
    page.post(judge, {"dismiss": Proposal.objects.get(group="text").pk})
    assert "2 proposals accepted." in page.post(judge, {"accept": "all"}, follow=True).content.decode()
    quote.refresh_from_db()
    assert (quote.kind, quote.text, quote.attribution) == ("fragment", QUOTED, "dit-elle")
    assert sorted(Proposal.objects.values_list("state", flat=True)) == ["accepted", "accepted", "dismissed"]


def test_a_record_s_proposals_are_judged_by_those_who_may_change_it(client: Client, django_user_model: Any) -> None:
    quote = a_quote()
    proposal = a_proposal(quote, group="kind", values={"kind": "fragment"})
    reader = member(Role.READER, django_user_model)
    assert "judge-proposals" not in reader.get(reverse("admin:archive_quote_change", args=[quote.pk])).content.decode()
    judge = reverse("admin:judge_proposals", args=["quote", quote.pk])
    assert reader.post(judge, {"accept": proposal.pk}).status_code == 403
    assert Quote.objects.get().kind == "direct"


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
