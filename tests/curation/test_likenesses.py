"""Who may be one and the same: scores, reasons, and what is noted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.management import call_command

from archive.curation.likenesses import Known, Look, initials, look
from archive.curation.merging.distinct import not_the_same
from archive.curation.merging.merging import merge
from archive.curation.merging.undoing import undo_merge
from archive.curation.suggesting import not_looked_at, suggest
from archive.models import Event, Likeness, Organization, Person, Programme
from tests.admin.builders import an_entity


def seen(table: str, one: str, other: str, similarity: float = 0.0, **fields: Any) -> Look | None:
    return look(table, Known(1, [one], **fields), Known(2, [other], **fields), similarity)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Jürgen Stock", "STOCK Jurgen", "the same name"),
        ("J. Stock", "Jürgen Stock", "the same last name, and initials that fit"),
        ("Mireille Ballestrazzi", "Mireille Anne Ballestrazzi", "one name holds the other"),
    ],
)
def test_persons_look_alike_by_order_initials_and_parts_of_names(one: str, other: str, reason: str) -> None:
    found = seen("person", one, other)
    assert found is not None
    assert found.reasons == [reason]


@pytest.mark.parametrize(
    ("one", "other"), [("K. Stock", "Jürgen Stock"), ("Anne Martin", "Paul Martin"), ("Stock", "Jürgen Stock")]
)
def test_a_last_name_alone_is_not_enough(one: str, other: str) -> None:
    assert seen("person", one, other) is None


def test_a_shared_office_makes_a_last_name_enough() -> None:
    found = seen("person", "Stock", "Jürgen Stock", offices=frozenset({7}))
    assert found is not None
    assert found.reasons == ["the same last name", "held the same office"]


def test_an_acronym_is_like_its_full_name() -> None:
    assert initials("Organisation maritime du Ponant") == "omp"
    found = seen("organization", "OMP", "Organisation maritime du Ponant")
    assert found is not None
    assert found.reasons == ["one is the other’s acronym"]


def test_events_of_another_kind_or_time_are_never_alike() -> None:
    same = {"kind": "conference", "earliest": date(2021, 5, 12), "latest": date(2021, 5, 12), "place": "brest"}
    assert seen("event", "Conférence des ports", "Conférence de Brest", 0.5, **same) is not None
    one, other = Known(1, ["Conférence"], **same), Known(2, ["Conférence"], **{**same, "kind": "summit"})
    assert look("event", one, other, 1.0) is None
    later = Known(2, ["Conférence"], **{**same, "earliest": date(2022, 5, 1), "latest": date(2022, 5, 2)})
    assert look("event", one, later, 1.0) is None


def test_offices_of_two_organisations_are_never_alike() -> None:
    one = Known(1, ["président"], bodies=frozenset({1}))
    assert look("office", one, Known(2, ["président"], bodies=frozenset({2})), 1.0) is None


def pairs() -> list[tuple[int, int, str]]:
    return list(Likeness.objects.order_by("pk").values_list("first_id", "second_id", "state"))


@pytest.mark.django_db
def test_pairs_are_noted_once_among_what_is_new() -> None:
    first = an_entity(Person, "Aude Kermarrec")
    an_entity(Person, "Paul Roux")
    assert suggest().pairs == 0
    second = an_entity(Person, "Kermarrec Aude")
    assert suggest().pairs == 1
    assert pairs() == [(first.pk, second.pk, "suspected")]
    assert Likeness.objects.get().reason == "the same name"
    assert suggest().pairs == 0


@pytest.mark.django_db
def test_what_an_editor_parted_or_merged_is_not_suggested_again() -> None:
    first, second = an_entity(Programme, "Réseau FARO"), an_entity(Programme, "réseau Faro")
    not_the_same(first, second, None, "homonymes")
    suggest()
    assert pairs() == [(first.pk, second.pk, "distinct")]
    third = an_entity(Programme, "Réseau FARO")
    suggest()
    one = merge(first, third, {}, None)
    undo_merge(one, None)
    assert suggest().pairs == 0


@pytest.mark.django_db
def test_an_organisation_is_suggested_for_its_acronym_and_an_event_for_its_day_and_place() -> None:
    full, short = an_entity(Organization, "Organisation maritime du Ponant"), an_entity(Organization, "OMP")
    days = {"kind": "conference", "city": "Brest", "date": "2021-05-12"}
    one, other = an_entity(Event, "Rencontre des ports", **days), an_entity(Event, "Journées de la mer", **days)
    call_command("suggest", verbosity=0)
    assert (full.pk, short.pk, "suspected") in pairs()
    assert (one.pk, other.pk, "suspected") in pairs()


@pytest.mark.django_db
def test_events_at_one_time_and_undated_ones_of_one_name_are_looked_at() -> None:
    first = an_entity(Event, "Sommet de Vigo sur la pêche", kind="summit", date="2021-05")
    second = an_entity(Event, "Sommet sur la pêche de Vigo", kind="summit", date="2021-05-12")
    undated = an_entity(Event, "Sommet de Vigo sur la pêche", kind="summit")
    an_entity(Event, "Sommet de Vigo sur la pêche", kind="summit", date="2019-05-12")
    an_entity(Event, "Foire de Vigo", kind="summit", date="2021-05-12")
    suggest(["event"])
    noted = {(one, other) for one, other, _ in pairs()}
    assert (first.pk, second.pk) in noted
    assert (first.pk, undated.pk) in noted
    assert len(noted) == 4  # the undated one also with the second, and with that of another year


@pytest.mark.django_db
def test_some_are_looked_at_now_and_the_others_the_next_time() -> None:
    for number in range(600):
        an_entity(Person, f"Personne {number}")
    an_entity(Programme, "Réseau FARO")
    assert suggest(["person", "programme"], most=100).records == 500
    assert not_looked_at(most=1000, tables=["person", "programme"]) == 101
    assert suggest(["person", "programme"], most=100).records == 100
    assert suggest(["person", "programme"], most=100).records == 1


@pytest.mark.django_db
def test_looking_takes_a_bounded_number_of_queries(django_assert_max_num_queries: Any) -> None:
    for number in range(60):
        an_entity(Person, f"Personne {number} Kermarrec")
    with django_assert_max_num_queries(40):
        suggest(["person"])
    assert Likeness.objects.count() <= 60 * 20
