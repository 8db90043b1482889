"""One title for an office, however a text writes it."""

from __future__ import annotations

import pytest

from archive.curation.offices import forms, office_title


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Présidente", "président"),
        ("Président", "président"),
        ("la présidente", "président"),
        ("Mme la Présidente", "président"),
        ("Secrétaire Général", "secrétaire général"),
        ("secrétaire générale", "secrétaire général"),
        ("SG", "secrétaire général"),
        ("M. le préfet", "préfet"),
        ("Mme la ministre de l’Intérieur", "ministre de l’Intérieur"),
        ("Secrétaire générale adjointe", "secrétaire général adjoint"),
        ("vice-présidente", "vice-président"),
        ("Présidente-directrice générale", "président-directeur général"),
        (
            "Directrice centrale de la Police judiciaire française",
            "directeur central de la Police judiciaire française",
        ),
        ("Haute-commissaire aux réfugiés", "haut-commissaire aux réfugiés"),
        ("ministre déléguée chargée de la Mer", "ministre délégué chargée de la Mer"),
        ("  Chef   du bureau ", "chef du bureau"),
        ("Commandante de la garde nationale", "commandant de la garde nationale"),
        ("Le", "le"),
    ],
)
def test_a_title_is_one_over_gender_case_article_and_abbreviation(written: str, title: str) -> None:
    assert office_title(written) == title


@pytest.mark.parametrize("written", ["Présidente d’INTERPOL", "président d'Interpol", "la Présidente d’INTERPOL"])
def test_the_organization_is_no_part_of_the_title(written: str) -> None:
    assert office_title(written, "INTERPOL") == "président"


def test_an_organization_that_is_the_whole_title_stays() -> None:
    assert office_title("Commission", "Commission") == "commission"


def test_a_title_that_was_normalised_stays_as_it_is() -> None:
    for title in ("président", "secrétaire général", "directeur central de la Police", "haut-commissaire"):
        assert office_title(office_title(title)) == title


def test_every_word_of_the_list_is_in_lower_case_and_stays_in_the_masculine() -> None:
    masculine, in_full = forms()
    assert all(word == word.lower() for pair in (*masculine.items(), *in_full.items()) for word in pair)
    assert not set(masculine) & set(masculine.values())
