"""Programmes, subjects, countries and organisations that a text names."""

from __future__ import annotations

import pytest

from tests.etl.parse.builders import story


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Le réseau I-24/7 relie les ports.", "I-24/7"),
        ("Le projet INTERPOL 2020 est achevé.", "INTERPOL 2020"),
        ("La base ICSE a été consultée.", "ICSE"),
        ("Le système NEXUS remplace l’ancien fichier.", "NEXUS"),
        ("Le mécanisme I-GRIP a bloqué les fonds.", "I-GRIP"),
        ("Le programme I-Core avance.", "I-Core"),
        ("Le projet Marée Basse réunit les ports.", "Marée Basse"),
        ("L’initiative Quai Clair réunit les ports.", "Quai Clair"),
        ("La base de données sur les navires disparus (BNDX) a été consultée.", "BNDX"),
    ],
)
def test_a_programme_is_read_from_the_list_or_by_its_pattern(sentence: str, name: str) -> None:
    assert any(name in one.name for one in story(sentence).programmes)


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("La lutte contre la cybercriminalité s’organise.", "cybercriminalité"),
        ("Le blanchiment d’argent finance ces ateliers.", "blanchiment de capitaux"),
        ("La traite des êtres humains prospère.", "traite des êtres humains"),
        ("Le trafic de migrants prospère.", "trafic de migrants"),
        ("Le trafic d’armes à feu prospère.", "trafic d'armes"),
        ("Le trafic de stupéfiants prospère.", "trafic de drogues"),
        ("Le terrorisme frappe les ports.", "terrorisme"),
        ("La corruption gangrène le port.", "corruption"),
        ("Des véhicules volés ont été retrouvés.", "véhicules volés"),
    ],
)
def test_a_crime_area_is_known_by_its_terms(sentence: str, subject: str) -> None:
    assert subject in [one.name for one in story(sentence).subjects]


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Le navire a rejoint l’Islande.", "IS"),
        ("Le navire a rejoint les États-Unis.", "US"),
        ("Le navire a rejoint la Côte d’Ivoire.", "CI"),
        ("Le navire a rejoint le Royaume-Uni.", "GB"),
        ("Le navire a rejoint la République tchèque.", "CZ"),
        ("Le navire a rejoint le Viêt Nam.", "VN"),
        ("Le navire a rejoint la République démocratique du Congo.", "CD"),
        ("Le navire a rejoint les Pays-Bas.", "NL"),
        ("Le navire a rejoint l'Afrique du Sud.", "ZA"),
    ],
)
def test_a_country_is_known_by_its_names(sentence: str, code: str) -> None:
    assert code in [one.code for one in story(sentence).countries]


@pytest.mark.parametrize("name", ["INTERPOL", "Europol", "Frontex"])
def test_an_organisation_of_the_list_is_named(name: str) -> None:
    parsed = story(
        f"Les équipes de {name} ont prêté leur concours.".replace("de INT", "d’INT").replace("de Eur", "d’Eur")
    )
    assert any(name in (one.name, one.acronym) for one in parsed.organizations)


def test_every_mention_stands_in_the_text() -> None:
    parsed = story("Le réseau I-24/7 relie l’Islande et le Pérou contre la cybercriminalité, selon Europol.")
    named = [*parsed.programmes, *parsed.subjects, *parsed.countries, *parsed.organizations]
    assert len(named) >= 5
    assert all(parsed.text[one.start : one.end].strip() for group in named for one in group.mentions)


@pytest.mark.parametrize(
    "sentence", ["La réunion a duré trois heures.", "Le coffre contenait 96 000 $ US.", "Il a versé 40 dollars (US)."]
)
def test_an_everyday_word_or_a_currency_is_no_country(sentence: str) -> None:
    assert [one.code for one in story(sentence).countries] == ["CL"]


def test_a_given_name_is_no_country() -> None:
    parsed = story("Maurice Dupont, le directeur, a rejoint l’île Maurice. M. Maurice Dupont en revient.")
    assert [(one.code, len(one.mentions)) for one in parsed.countries] == [("CL", 1), ("MU", 1)]


def test_an_island_with_the_name_of_a_meeting_is_known_by_its_capital() -> None:
    assert "RE" in [one.code for one in story("Le navire a quitté La Réunion.").countries]
    assert "RE" in [one.code for one in story("Le navire a quitté l’île de la Réunion.").countries]


@pytest.mark.parametrize(
    "sentence",
    [
        "Le réseau INTERPOL relie les ports.",
        "La base de données d’INTERPOL relie les ports.",
        "PREMIÈRE COMPAGNIE À CONSULTER LA BASE D’INTERPOL",
        "UN RÉSEAU DE FAUSSAIRES DÉMANTELÉ À VALPARAÍSO",
        "La plateforme Europol relie les ports.",
    ],
)
def test_what_a_body_runs_is_no_programme_of_its_name(sentence: str) -> None:
    assert story(sentence).programmes == ()


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("L’initiative « Confiance à quai » réunit les ports.", "Confiance à quai"),
        ('L’initiative "Fiez-vous au sceau", qui est gratuite, réunit les ports.', "Fiez-vous au sceau"),
        ("Le projet « Marée » réunit les ports.", "Marée"),
    ],
)
def test_a_programme_between_marks_has_all_its_words(sentence: str, name: str) -> None:
    assert [one.name for one in story(sentence).programmes] == [name]
