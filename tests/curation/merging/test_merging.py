"""Two records become one, and two again: nothing is lost."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from archive.curation.actor import acting_as
from archive.curation.decidable import ENTITIES
from archive.curation.history.changes import changes_of_id
from archive.curation.merging.addresses import record_or_survivor, survivor_of
from archive.curation.merging.comparing import counts
from archive.curation.merging.merging import NotMergedError, merge
from archive.curation.merging.undoing import undo_merge
from archive.models import Likeness, Mention, Merge, Note, Office, Organization, Person, Proposal, Quote
from tests.admin.builders import a_full_release, a_quote, an_entity
from tests.curation.history.builders import everything
from tests.etl.builders import TEXT, full
from tests.etl.newer import BEFORE, again, waiting

pytestmark = pytest.mark.django_db


def two(kind: str) -> tuple[Any, Any]:
    """Two records of a kind, each with everything that points at such."""
    a_full_release()
    a_full_release()
    first, second = apps.get_model("archive", kind).objects.order_by("pk")[:2]
    return first, second


def but_for_merges() -> dict[str, Any]:
    return {**everything(), "Merge": None}


def a_likeness(one: Any, other: Any, **fields: Any) -> Likeness:
    first, second = sorted((one.pk, other.pk))
    kind = ContentType.objects.get_for_model(one)
    return Likeness.objects.create(content_type=kind, first_id=first, second_id=second, score=0.5, **fields)


@pytest.mark.parametrize("kind", ENTITIES)
def test_every_relation_moves_to_the_survivor_and_back(kind: str) -> None:
    survivor, loser = two(kind)
    before, pointing = but_for_merges(), counts(loser)
    assert pointing
    own = counts(survivor)
    one = merge(survivor, loser, {}, None)
    assert counts(survivor) == {name: own.get(name, 0) + pointing.get(name, 0) for name in own.keys() | pointing.keys()}
    assert not type(loser).objects.filter(pk=loser.pk).exists()
    done = undo_merge(one, None)
    assert but_for_merges() == before
    assert (done.stays, done.moved_back) == ({}, pointing)


def test_names_become_aliases_and_identifiers_are_joined() -> None:
    survivor = an_entity(Person, "Aude Kermarrec", identifiers={"isni": "1"})
    loser = an_entity(Person, "A. Kermarrec", aliases=["Mme Kermarrec"], identifiers={"isni": "2", "viaf": "3"})
    merge(survivor, loser, {}, None)
    survivor.refresh_from_db()
    assert (survivor.name, survivor.aliases) == ("Aude Kermarrec", ["A. Kermarrec", "Mme Kermarrec"])
    assert survivor.identifiers == {"isni": "1", "viaf": "3"}
    assert "aliases" in survivor.decided


def test_chosen_values_are_kept_and_what_only_one_has_is() -> None:
    survivor = an_entity(Organization, "OMP", acronym="")
    loser = an_entity(Organization, "Organisation maritime du Ponant", acronym="OMP")
    merge(survivor, loser, {"name": "loser"}, None)
    survivor.refresh_from_db()
    assert (survivor.name, survivor.acronym, survivor.aliases) == (loser.name, "OMP", ["OMP"])


def test_what_an_editor_decided_of_the_loser_wins_over_what_nobody_decided() -> None:
    survivor, loser = an_entity(Person, "Aude", gender="male"), an_entity(Person, "Aude K.")
    Person.objects.filter(pk=loser.pk).update(gender="female")
    merge(survivor, loser, {}, None)
    survivor.refresh_from_db()
    assert (survivor.gender, "gender" in survivor.decided) == ("female", True)


def test_decided_annotations_move_and_stay_as_decided_as_they_were() -> None:
    survivor, loser = an_entity(Person, "Aude Kermarrec"), an_entity(Person, "A. Kermarrec")
    quote = a_quote(speaker=loser, basis="named")
    with acting_as("machine"):
        undecided = a_quote(speaker=loser, basis="named")
    Quote.objects.filter(pk=quote.pk).update(review="confirmed")
    merge(survivor, loser, {}, None)
    assert set(Quote.objects.values_list("speaker", flat=True)) == {survivor.pk}
    assert Quote.objects.get(pk=undecided.pk).decided == []


def test_a_later_ingest_of_the_losers_name_finds_the_survivor_and_proposes_nothing() -> None:
    again(full())
    loser = Person.objects.get(name="Anne Martin")
    Quote.objects.update(review="confirmed")
    survivor = an_entity(Person, "Anne Martin-Roux")
    merge(survivor, loser, {}, None)
    again(full(BEFORE + TEXT))
    assert Person.objects.get() == survivor
    assert Quote.objects.get().speaker == survivor
    assert [one for one in waiting() if one[0] == "speaker"] == []


def test_what_came_after_the_merge_stays_with_the_survivor_and_is_listed() -> None:
    survivor, loser = an_entity(Person, "Aude Kermarrec"), an_entity(Person, "A. Kermarrec")
    old = a_quote(speaker=loser, basis="named")
    one = merge(survivor, loser, {}, None)
    new = a_quote(speaker=survivor, basis="named")
    done = undo_merge(one, None)
    assert done.stays == {"quote.speaker_id": [new.pk]}
    assert Quote.objects.get(pk=old.pk).speaker_id == loser.pk
    assert Quote.objects.get(pk=new.pk).speaker_id == survivor.pk


def test_a_quote_that_an_editor_gave_to_another_since_stays_there() -> None:
    survivor, loser, third = (an_entity(Person, name) for name in ("Aude", "A. K.", "Paul"))
    quote = a_quote(speaker=loser, basis="named")
    one = merge(survivor, loser, {}, None)
    Quote.objects.update(speaker=third)
    undo_merge(one, None)
    assert Quote.objects.get(pk=quote.pk).speaker_id == third.pk


def test_what_was_changed_of_the_survivor_since_stays_but_the_aliases_of_the_loser_go() -> None:
    survivor, loser = an_entity(Person, "Aude"), an_entity(Person, "A. K.", gender="female")
    one = merge(survivor, loser, {}, None)
    Person.objects.update(aliases=["A. K.", "La capitaine"], gender="male")
    done = undo_merge(one, None)
    survivor.refresh_from_db()
    assert (survivor.aliases, survivor.gender, done.kept) == (["La capitaine"], "male", ["gender"])


def test_a_merge_is_undone_from_the_last_to_the_first() -> None:
    first, second, third = (an_entity(Person, name) for name in ("Aude", "A. K.", "Mme K."))
    before = but_for_merges()
    inner = merge(second, third, {}, None)
    outer = merge(first, second, {}, None)
    with pytest.raises(NotMergedError, match="itself merged"):
        undo_merge(inner, None)
    undo_merge(outer, None)
    undo_merge(inner, None)
    assert but_for_merges() == before
    with pytest.raises(NotMergedError, match="undone already"):
        undo_merge(inner, None)


def test_an_old_address_leads_to_the_survivor_of_the_survivor() -> None:
    first, second, third = (an_entity(Person, name) for name in ("Aude", "A. K.", "Mme K."))
    merge(second, third, {}, None)
    outer = merge(first, second, {}, None)
    assert (survivor_of(Person, third.pk), record_or_survivor(Person, third.pk)) == (first.pk, first)
    undo_merge(outer, None)
    assert (survivor_of(Person, third.pk), survivor_of(Person, second.pk)) == (second.pk, None)


def test_suspicions_of_the_loser_become_the_survivors_and_not_the_same_wins() -> None:
    survivor, loser, third, fourth = (an_entity(Person, name) for name in ("Aude", "A. K.", "Paul", "Luc"))
    a_likeness(survivor, loser)
    a_likeness(loser, third, state="distinct")
    a_likeness(survivor, third)
    a_likeness(loser, fourth)
    before = but_for_merges()
    one = merge(survivor, loser, {}, None)
    states = {frozenset((each.first_id, each.second_id)): each.state for each in Likeness.objects.all()}
    assert states == {
        frozenset((survivor.pk, loser.pk)): "merged",
        frozenset((survivor.pk, third.pk)): "distinct",
        frozenset((survivor.pk, fourth.pk)): "suspected",
    }
    undo_merge(one, None)
    assert but_for_merges() == before


def test_proposals_and_notes_move_and_of_two_for_one_group_the_losers_is_dismissed() -> None:
    survivor, loser = an_entity(Person, "Aude"), an_entity(Person, "A. K.")
    kind = ContentType.objects.get_for_model(Person)
    for each, group in ((survivor, "gender"), (loser, "gender"), (loser, "name")):
        Proposal.objects.create(content_type=kind, object_id=each.pk, group=group, values={group: "x"})
    Note.objects.create(content_type=kind, object_id=loser.pk, text="à vérifier")
    before = but_for_merges()
    one = merge(survivor, loser, {}, None)
    assert set(Proposal.objects.values_list("object_id", "group", "state")) == {
        (survivor.pk, "gender", "waiting"),
        (survivor.pk, "gender", "dismissed"),
        (survivor.pk, "name", "waiting"),
    }
    assert Note.objects.get().object_id == survivor.pk
    undo_merge(one, None)
    assert but_for_merges() == before


def test_a_record_is_not_merged_with_itself_nor_with_another_kind() -> None:
    person, office = an_entity(Person, "Aude"), an_entity(Office, "président")
    for pair in ((person, person), (person, office)):
        with pytest.raises(NotMergedError, match="of one kind"):
            merge(*pair, {}, None)


def test_a_merge_and_its_undoing_are_remembered(django_user_model: Any) -> None:
    user = django_user_model.objects.create(username="ada")
    survivor, loser = an_entity(Person, "Aude"), an_entity(Person, "A. K.")
    pk = loser.pk
    one = merge(survivor, loser, {}, user.pk, "même personne")
    undo_merge(one, user.pk, "homonymes")
    back, gone = changes_of_id(Person, pk)
    assert (gone.kind, gone.told("user"), gone.told("reason")) == ("deleted", user.pk, "même personne")
    assert (back.kind, back.told("reason")) == ("made", "homonymes")
    assert Merge.objects.get().merged_by == user


@pytest.mark.django_db(transaction=True)
def test_of_two_who_merge_the_same_records_at_once_one_is_told() -> None:
    survivor, loser = an_entity(Person, "Aude"), an_entity(Person, "A. K.")
    Mention.objects.all()
    told: list[str] = []

    def attempt(one: Person, other: Person) -> None:
        try:
            merge(one, other, {}, None)
            told.append("merged")
        except NotMergedError as error:
            told.append(str(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt, args=pair) for pair in ((survivor, loser), (loser, survivor))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(told), told.count("merged")) == (2, 1)
    assert Person.objects.count() == 1
