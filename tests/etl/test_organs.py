"""Organs, whose names every body has, are told apart by the body that they are of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.models import Organization, Quote
from etl.document import Given
from etl.organs import with_full_names
from etl.parse.values import Participant
from tests.etl.archive import incoming, store_each
from tests.etl.builders import event, nothing, organization
from tests.etl.parse.builders import release

SAID = "Le Secrétariat général a ouvert ses portes. « Tout est prêt », a déclaré le Secrétariat général."


def names(text: str, issuer: str = "Ligue des ports") -> list[str]:
    """The organisations of a text."""
    return [one.name for one in with_full_names(text, release(text), issuer).organizations]


def test_an_organ_is_of_the_body_that_stands_behind_it() -> None:
    text = "Mardi, le Bureau de presse de l’Organisation mondiale des douanes a rendu son rapport."
    assert names(text)[0] == "Bureau de presse (Organisation mondiale des douanes)"


def test_an_organ_without_a_body_is_of_who_issued_the_release() -> None:
    assert names("Mardi, le Comité exécutif a siégé à huis clos.") == ["Comité exécutif (Ligue des ports)"]


@pytest.mark.parametrize("name", ["parquet de Paris", "Bureau régional d’Abidjan", "Comité des pêches de Lomé"])
def test_a_body_with_a_name_of_its_own_keeps_it(name: str) -> None:
    assert names(f"Mardi, le {name} a rendu son rapport.") == [name]


def test_an_organ_with_an_acronym_keeps_its_name() -> None:
    parsed = nothing(SAID, organizations=(organization(SAID, "Secrétariat général", "SG"),))
    assert with_full_names(SAID, parsed, "FIDA") == parsed


def test_speakers_and_participants_have_the_name_too() -> None:
    part = Participant(3, 23, "test.part", 0.9, "Secrétariat général", "hosted")
    parsed = release(SAID)
    meeting = event(SAID, "portes", participants=(part,), organization="Secrétariat général")
    read = with_full_names(SAID, replace(parsed, events=(meeting,)), "FIDA")
    said = [one.speaker.name for one in read.quotes if one.speaker]
    assert {*said, read.events[0].organization, read.events[0].participants[0].name} == {"Secrétariat général (FIDA)"}


@pytest.mark.django_db
@pytest.mark.parametrize(("others", "organs"), [(["Ligue A", "Ligue B"], 2), (["Ligue A", "Ligue A"], 1)])
def test_the_organs_of_two_bodies_are_two_organisations(others: list[str], organs: int) -> None:
    store_each([incoming(release(f"{SAID} {n}"), f"{n}.txt", Given(issuer=one)) for n, one in enumerate(others)])
    assert Organization.objects.filter(name__startswith="Secrétariat général").count() == organs
    assert Quote.objects.filter(organization__name__startswith="Secrétariat général (Ligue").count() == 2
