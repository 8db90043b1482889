"""Organisations: where the name of one ends, and what is none."""

from __future__ import annotations

import pytest

from etl.parse.values import ParsedRelease
from tests.etl.parse.builders import plain, story


def bodies(parsed: ParsedRelease) -> list[str | None]:
    """Names of the organisations, in the text's order."""
    return [plain(one.name) for one in parsed.organizations]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Le parquet de Paris poursuit l’enquête.", "parquet de Paris"),
        ("Le ministère nigérien de la Justice a été saisi.", "ministère nigérien de la Justice"),
        ("L’Assemblée générale examinera ce texte.", "Assemblée générale"),
        ("Il faut que les résolutions de l’Assemblée générale soient suivies.", "Assemblée générale"),
        ("La Commission permanente des Amériques franchit une étape.", "Commission permanente des Amériques"),
        ("Le Bureau régional d’Abidjan sert onze pays.", "Bureau régional d'Abidjan"),
        ("Le Centre de tri du courrier de Lomé eut vent de l’affaire.", "Centre de tri du courrier de Lomé"),
        ("Le Secrétariat général a aidé en assurant la liaison.", "Secrétariat général"),
        ("Le Secrétariat général en octobre dernier tenait séance.", "Secrétariat général"),
        ("Il revient au Secrétariat général à constituer ce fichier.", "Secrétariat général"),
        ("Le Parlement fédéral d’allouer ces sommes se félicite.", "Parlement fédéral"),
        ("La Direction de la presse et de l’innovation publie.", "Direction de la presse et de l'innovation"),
        ("La Commission des délits économiques et fiscaux siège.", "Commission des délits économiques et fiscaux"),
        ("Le Centre de veille et de coordination recrute.", "Centre de veille et de coordination"),
        ("Le Comité directeur approuve le budget.", "Comité directeur"),
        ("La Commission permanente de Quito et approuvé le rapport.", "Commission permanente de Quito"),
        ("L’Institut permanent contre la fraude recrute.", "Institut permanent contre la fraude"),
        ("La Fondation John B. Harker finance le port.", "Fondation John B. Harker"),
        ("Une experte du Musée Mer & Rivages l’a reconnu.", "Musée Mer & Rivages"),
    ],
)  # fmt: skip
def test_a_name_ends_where_a_verb_or_something_else_begins(sentence: str, name: str) -> None:
    assert bodies(story(sentence)) == [name]


def test_two_bodies_that_et_joins_are_two() -> None:
    parsed = story("L’Agence spatiale européenne et l’Office central des mines signent un accord.")
    assert bodies(parsed) == ["Agence spatiale européenne", "Office central des mines"]


def test_an_acronym_makes_one_of_a_conference() -> None:
    parsed = story("La Conférence des directeurs cantonaux (CDC) a été saisie. La CDC siège à Berne.")
    assert bodies(parsed) == ["Conférence des directeurs cantonaux"]
    assert len(parsed.organizations[0].mentions) == 3


@pytest.mark.parametrize(
    "sentence",
    [
        "La Conférence régionale africaine s’achève.",
        "Un réseau de trafiquants de migrants actif entre le Sahel et la mer a été démantelé.",
        "L’Organisation en Asie recrute.",
        "Ils ont transmis à l’Organisation des relevés sur les navires.",
        "Le Bureau de son Représentant ferme.",
        "Celle-ci a déclaré que tout irait bien.",
        "Le représentant du ministre de l’Intérieur a déclaré que tout irait bien.",
        "La Présidente a déclaré que tout irait bien.",
        "Espace presse | Contact",
    ],
)
def test_gatherings_gangs_pronouns_and_offices_are_none(sentence: str) -> None:
    assert bodies(story(sentence)) == []


def test_a_name_that_speaks_is_one() -> None:
    assert bodies(story("Pro Senectute estime que les chiffres sont plus élevés.")) == ["Pro Senectute"]
