"""Speech reported without marks: who said what."""

from __future__ import annotations

import pytest

from tests.etl.parse.builders import reported, said, story

CLAUSE = "les faussaires changeaient d'adresse chaque semaine"
INTRODUCTION = "La directrice de l’agence portuaire, Inês Falcão, a présenté la saisie."


@pytest.mark.parametrize(
    "sentence",
    [
        f"Mme Falcão a déclaré que {CLAUSE}.",
        f"Mme Falcão déclare que {CLAUSE}.",
        f"Mme Falcão a indiqué que {CLAUSE}.",
        f"Mme Falcão a précisé que {CLAUSE}.",
        f"Mme Falcão a souligné que {CLAUSE}.",
        f"Mme Falcão a rappelé que {CLAUSE}.",
        f"Mme Falcão a expliqué que {CLAUSE}.",
        f"Mme Falcão a ajouté que {CLAUSE}.",
        f"Mme Falcão a affirmé que {CLAUSE}.",
        f"Mme Falcão estime que {CLAUSE}.",
        f"Mme Falcão a annoncé que {CLAUSE}.",
        f"Mme Falcão a également déclaré que {CLAUSE}.",
        f"Elle a ajouté que {CLAUSE}.",
        f"La directrice a ajouté que {CLAUSE}.",
        f"Selon Mme Falcão, {CLAUSE}.",
        f"D’après Mme Falcão, {CLAUSE}.",
        f"Selon la directrice, {CLAUSE}.",
    ],
)
def test_reported_speech_has_its_words_and_its_speaker(sentence: str) -> None:
    assert reported(story(INTRODUCTION, sentence)) == [(CLAUSE, "Inês Falcão")]


def test_an_organisation_reports_too() -> None:
    assert reported(story(f"Europol a indiqué que {CLAUSE}.")) == [(CLAUSE, "Europol")]


def test_the_office_behind_a_name_is_no_part_of_what_is_reported() -> None:
    assert reported(story(f"Selon Inês Falcão, directrice de l’agence portuaire, {CLAUSE}.")) == [
        (CLAUSE, "Inês Falcão")
    ]


def test_the_office_and_rank_around_a_name_are_no_part_of_what_is_reported() -> None:
    assert reported(story(f"Selon le général Tomás Arrieta, chef de la police de Malaga, {CLAUSE}.")) == [
        (CLAUSE, "Tomás Arrieta")
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Il faut que les ports coopèrent davantage.",
        "Les marins attendent que la mer se calme.",
        "La saisie est plus importante que celle de l’hiver.",
        "Selon les cas, la peine est aménagée.",
        "Selon le calendrier prévu, le quai rouvrira lundi.",
        "Pour la saison prochaine, le quai sera élargi.",
    ],
)
def test_a_clause_that_nobody_says_is_no_reported_speech(sentence: str) -> None:
    assert reported(story(INTRODUCTION, sentence)) == []


def test_a_direct_quote_is_not_reported_speech_as_well() -> None:
    parsed = story(INTRODUCTION, "Mme Falcão a déclaré : « Les faussaires changeaient d’adresse chaque semaine ».")
    assert said(parsed) == ["Les faussaires changeaient d'adresse chaque semaine"]
    assert reported(parsed) == []
