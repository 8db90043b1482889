"""Accepting what the parser proposes for decided fields."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from archive.curation.history.changes import changes_of
from archive.models import Event, Figure, Mention, Office, Organization, Person, Proposal, Quote
from tests.admin.builders import TEXT, a_full_release, a_proposal, a_quote, a_release, an_entity, found

WHERE = reverse("admin:archive_proposal_changelist")
SPEAKER = {"speaker": {"name": "Aude Kermarrec"}, "organization": None, "basis": "named"}


def accept(page: Client, *proposals: Proposal) -> str:
    chosen = {"action": "accept", "_selected_action": [one.pk for one in proposals]}
    return page.post(WHERE, chosen, follow=True).content.decode()


def state(proposal: Proposal) -> str:
    proposal.refresh_from_db()
    return proposal.state


def test_an_accepted_value_is_the_persons_decision(page: Client, administrator: Any) -> None:
    quote = a_quote()
    proposal = a_proposal(quote, group="kind", values={"kind": "fragment"})
    assert "1 proposal accepted." in accept(page, proposal)
    quote.refresh_from_db()
    assert (quote.kind, quote.decided) == ("fragment", ["kind"])
    assert (state(proposal), proposal.decided_by) == ("accepted", administrator)
    assert proposal.decided_at is not None
    assert changes_of(quote)[0].told("reason") == "proposal accepted"


def test_a_name_becomes_the_record_that_holds_it(page: Client) -> None:
    quote, person = a_quote(), an_entity(Person, "Aude Kermarrec")
    accept(page, a_proposal(quote, values=SPEAKER))
    quote.refresh_from_db()
    assert (quote.speaker, quote.basis) == (person, "named")
    assert quote.decided == ["basis", "organization", "speaker"]


def test_an_alias_is_as_good_as_a_name(page: Client) -> None:
    quote, person = a_quote(), an_entity(Person, "Aude Kermarrec-Le Goff", aliases=["Aude Kermarrec"])
    accept(page, a_proposal(quote, values=SPEAKER))
    assert Quote.objects.get().speaker == person


def test_a_name_that_nobody_holds_is_left_to_the_editor(page: Client) -> None:
    proposal = a_proposal(a_quote(), values=SPEAKER)
    assert "“Aude Kermarrec” is nobody’s name in the archive" in accept(page, proposal)
    assert (state(proposal), Quote.objects.get().decided) == ("waiting", [])


def test_of_two_homonyms_the_one_that_the_release_names_is_meant(page: Client) -> None:
    quote = a_quote()
    _other, person = an_entity(Person, "Aude Kermarrec"), an_entity(Person, "Aude Kermarrec")
    proposal = a_proposal(quote, values=SPEAKER)
    assert "could be 2 records" in accept(page, proposal)
    found(Mention, quote.release, "Aude Kermarrec", person=person)
    accept(page, proposal)
    assert Quote.objects.get().speaker == person


def test_an_office_is_that_of_its_organisation(page: Client) -> None:
    quote = a_quote()
    one, other = an_entity(Organization, "Ligue des ports"), an_entity(Organization, "Organisation maritime du Ponant")
    an_entity(Office, "secrétaire général", organization=one)
    meant = an_entity(Office, "secrétaire général", organization=other)
    said = {"name": "secrétaire général", "organization": "Organisation maritime du Ponant"}
    accept(page, a_proposal(quote, group="role", values={"role": said}))
    assert Quote.objects.get().role == meant


def test_a_figures_number_is_taken_with_its_unit(page: Client) -> None:
    figure = found(Figure, a_release(), "plus de 1 250 marins", value=1250)
    values = {"value": 1250.5, "upper": None, "qualifier": "plus de", "unit": "marin"}
    accept(page, a_proposal(figure, group="value", values=values))
    figure.refresh_from_db()
    assert (figure.value, figure.qualifier, figure.unit) == (Decimal("1250.5"), "plus de", "marin")


def test_a_figures_whole_is_found_by_its_words(page: Client) -> None:
    release = a_release()
    whole, part = found(Figure, release, "42 pays", value=42), found(Figure, release, "plus de 1 250 marins")
    found(Figure, a_release(), "42 pays", value=42)
    accept(page, a_proposal(part, group="part_of", values={"part_of": "42 pays"}))
    part.refresh_from_db()
    assert part.part_of == whole


def test_an_event_is_found_by_name_and_ordinal(page: Client) -> None:
    release = a_full_release()
    an_entity(Event, "7e Conférence des gardes-côtes", kind="conference", ordinal=8)
    figure = Figure.objects.get(value=42)
    said = {"name": "7e Conférence des gardes-côtes", "kind": "conference", "ordinal": 7, "date": "2021-05-12"}
    accept(page, a_proposal(figure, group="event", values={"event": said}))
    figure.refresh_from_db()
    assert figure.event == Event.objects.get(ordinal=7)
    assert figure.release == release


def test_the_fields_of_a_release_and_of_an_entity_are_accepted_alike(page: Client) -> None:
    release, event = a_release(), an_entity(Event, "Rencontre de Brest", kind="other")
    accept(
        page,
        a_proposal(release, group="published_on", values={"published_on": "2021-05-12"}),
        a_proposal(event, group="date", values={"date": "2021-05-12"}),
    )
    release.refresh_from_db()
    event.refresh_from_db()
    assert (str(release.published_on), event.date) == ("2021-05-12", "2021-05-12")


def test_words_that_no_longer_stand_there_are_refused_and_nothing_is_written(page: Client) -> None:
    quote = a_quote()
    moved = {"start": 0, "end": 4, "exact": "Rien"}
    proposal = a_proposal(quote, group="start", values=moved)
    assert TEXT[:4] in accept(page, proposal)
    assert (state(proposal), Quote.objects.get().start) == ("waiting", quote.start)


def test_what_would_be_a_record_of_its_own_is_not_accepted(page: Client) -> None:
    proposal = a_proposal(a_quote(), group="beside", values={"finds": [{"exact": "En trois ans"}]})
    assert "add that by hand" in accept(page, proposal)
    assert state(proposal) == "waiting"


def test_what_was_dismissed_is_not_accepted(page: Client) -> None:
    proposal = a_proposal(a_quote(), values={"basis": "pronoun"}, state="dismissed")
    accept(page, proposal)
    assert (state(proposal), Quote.objects.get().basis) == ("dismissed", None)


@pytest.mark.django_db
def test_whoever_may_not_change_the_record_cannot_accept(django_user_model: Any) -> None:
    editor = django_user_model.objects.create_user("lea", is_staff=True)
    editor.user_permissions.set(Permission.objects.filter(codename__in=["view_proposal", "change_proposal"]))
    client = Client(headers={"accept-language": "en"})
    client.force_login(editor)
    proposal = a_proposal(a_quote(), group="kind", values={"kind": "fragment"})
    assert "You may not change this record." in accept(client, proposal)
    assert state(proposal) == "waiting"
