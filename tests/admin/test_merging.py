"""Two records are compared, merged and parted on the admin's pages."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse

from archive.models import Likeness, Merge, Person, Quote, Release
from archive.roles import Role
from tests.admin.builders import a_full_release, a_quote, an_entity
from tests.admin.test_history import member


def two() -> tuple[Person, Person]:
    survivor, loser = an_entity(Person, "Aude Kermarrec"), an_entity(Person, "A. Kermarrec", gender="female")
    a_quote(speaker=loser, basis="named")
    return survivor, loser


def comparing(one: Person, other: Person) -> str:
    return reverse("admin:merge_compare", args=["person", one.pk, other.pk])


def test_the_other_record_is_found_by_name_or_by_likeness(page: Client) -> None:
    survivor, loser = two()
    third = an_entity(Person, "Paul <b>Roux</b>")
    kind = ContentType.objects.get_for_model(Person)
    Likeness.objects.create(
        content_type=kind, first_id=survivor.pk, second_id=third.pk, score=0.5, reason="même fonction"
    )
    assert "Merge with…" in page.get(reverse("admin:archive_person_change", args=[survivor.pk])).content.decode()
    where = reverse("admin:merge_choose", args=["person", survivor.pk])
    shown = page.get(where).content.decode()
    assert "même fonction" in shown
    assert "<b>Roux</b>" not in shown
    assert comparing(survivor, loser) in page.get(where, {"q": "kermarrec"}).content.decode()


def test_two_records_are_compared_merged_with_choices_and_parted(page: Client, administrator: Any) -> None:
    survivor, loser = two()
    shown = page.get(comparing(survivor, loser)).content.decode()
    assert 'name="gender" value="loser" aria-describedby="row-gender" checked' in shown
    answer = page.post(comparing(survivor, loser), {"name": "loser", "reason": "même personne"}, follow=True)
    assert "Merged: 1 row moved." in answer.content.decode()
    survivor.refresh_from_db()
    assert (survivor.name, survivor.aliases, survivor.gender) == ("A. Kermarrec", ["Aude Kermarrec"], "female")
    assert Quote.objects.get().speaker == survivor
    one = Merge.objects.get()
    assert one.merged_by == administrator
    assert (
        reverse("admin:merge_undo", args=[one.pk])
        in page.get(reverse("admin:archive_merge_changelist")).content.decode()
    )
    where = reverse("admin:merge_undo", args=[one.pk])
    assert "Undo this merge?" in page.get(where).content.decode()
    assert "They are two records again." in page.post(where, {"reason": "non"}, follow=True).content.decode()
    assert Quote.objects.get().speaker_id == loser.pk


def test_the_address_of_a_merged_record_leads_to_the_survivor(page: Client) -> None:
    survivor, loser = two()
    page.post(comparing(survivor, loser))
    answer = page.get(reverse("admin:archive_person_change", args=[loser.pk]))
    assert (answer.status_code, answer["Location"]) == (
        302,
        reverse("admin:archive_person_change", args=[survivor.pk]),
    )


def test_a_record_is_not_compared_with_itself(page: Client) -> None:
    survivor, _loser = two()
    assert page.get(comparing(survivor, survivor)).url == f"/admin/merge/person/{survivor.pk}/"


def test_not_the_same_is_remembered(page: Client) -> None:
    survivor, loser = two()
    page.post(comparing(survivor, loser), {"distinct": "yes", "reason": "homonymes"})
    pair = Likeness.objects.get()
    assert (pair.state, pair.reason, Person.objects.count()) == ("distinct", "homonymes", 2)


def test_only_a_chief_editor_merges(page: Client, django_user_model: Any) -> None:
    survivor, loser = two()
    editor = member(Role.EDITOR, django_user_model)
    assert "Merge with…" not in editor.get(reverse("admin:archive_person_change", args=[survivor.pk])).content.decode()
    assert editor.post(comparing(survivor, loser)).status_code == 403
    assert Person.objects.count() == 2


def test_two_files_of_one_release_are_merged_from_its_page(page: Client) -> None:
    survivor, loser = a_full_release(), a_full_release()
    where = reverse("admin:merge_choose", args=["release", survivor.pk])
    assert where in page.get(reverse("admin:archive_release_change", args=[survivor.pk])).content.decode()
    compared = reverse("admin:merge_compare", args=["release", survivor.pk, loser.pk])
    assert compared in page.get(where, {"q": "faro"}).content.decode()
    assert "The same?" in page.get(compared).content.decode()
    assert "Merged:" in page.post(compared, follow=True).content.decode()
    assert [one.pk for one in Release.objects.all()] == [survivor.pk]


def test_a_record_is_split_on_its_page(page: Client) -> None:
    _survivor, person = two()
    quote = Quote.objects.get()
    where = reverse("admin:split", args=["person", person.pk])
    assert where in page.get(reverse("admin:archive_person_change", args=[person.pk])).content.decode()
    assert f'name="quote.speaker_id" value="{quote.pk}"' in page.get(where).content.decode()
    answer = page.post(where, {"name": "Paul Kermarrec", "quote.speaker_id": [quote.pk]}, follow=True)
    assert "is a record of its own" in answer.content.decode()
    assert str(Quote.objects.get().speaker) == "Paul Kermarrec"


def test_chosen_quotes_are_given_to_another_speaker_from_their_list(page: Client) -> None:
    survivor, _loser = two()
    quote = Quote.objects.get()
    where = reverse("admin:archive_quote_changelist")
    chosen = {"action": "give", "_selected_action": [quote.pk]}
    assert "Who said these quotes?" in page.post(where, chosen).content.decode()
    answer = page.post(where, {**chosen, "give": "yes", "speaker": survivor.pk, "reason": "voix"}, follow=True)
    assert "1 quote was given to Aude Kermarrec." in answer.content.decode()
    assert Quote.objects.get().speaker == survivor
