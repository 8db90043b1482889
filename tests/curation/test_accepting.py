"""Whom a proposal means."""

from __future__ import annotations

import pytest

from archive.curation.accepting import Holder, UnresolvedError, only_holder

PERSON = {"name": "Aude Kermarrec"}


def test_the_only_holder_of_a_name_is_meant() -> None:
    assert only_holder("person", PERSON, [Holder(7)]) == 7


def test_a_name_that_nobody_holds_means_nobody() -> None:
    with pytest.raises(UnresolvedError) as error:
        only_holder("person", PERSON, [])
    assert (error.value.name, error.value.count) == ("Aude Kermarrec", 0)


def test_of_two_holders_the_one_that_the_release_names_is_meant() -> None:
    assert only_holder("person", PERSON, [Holder(7), Holder(8, is_near=True)]) == 8


def test_of_two_holders_that_the_release_does_not_tell_apart_neither_is_meant() -> None:
    for near in (False, True):
        with pytest.raises(UnresolvedError):
            only_holder("person", PERSON, [Holder(7, is_near=near), Holder(8, is_near=near)])


def test_a_single_word_means_a_person_only_within_the_release() -> None:
    with pytest.raises(UnresolvedError):
        only_holder("person", {"name": "Kermarrec"}, [Holder(7)])
    assert only_holder("person", {"name": "Kermarrec"}, [Holder(7, is_near=True)]) == 7
    assert only_holder("organization", {"name": "INTERPOL"}, [Holder(7)]) == 7


@pytest.mark.parametrize(
    ("said", "other"),
    [
        ({"ordinal": 84}, Holder(8, ordinal=85)),
        ({"date": "2019-04-09/2019-04-11"}, Holder(8, year="2020")),
        ({"kind": "assembly"}, Holder(8, kind="summit")),
    ],
)
def test_an_event_that_differs_in_what_is_known_is_not_meant(said: dict[str, object], other: Holder) -> None:
    assert only_holder("event", {"name": "Assemblée générale", **said}, [other, Holder(9)]) == 9


def test_an_event_without_a_year_differs_from_none() -> None:
    assert only_holder("event", {"name": "Sommet", "date": "XXXX-11-24"}, [Holder(9, year="2020")]) == 9
