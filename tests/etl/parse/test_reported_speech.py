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
        f"Mme Falcão a remercié les marins, avant d’annoncer que {CLAUSE}.",
        f"Mme Falcão a admis une erreur et annonce que {CLAUSE}.",
        f"Le préfet s’est entretenu avec la directrice, Inês Falcão, qui l’a informé que {CLAUSE}.",
        f"Pour Mme Falcão, qui a suivi les ateliers de loin, {CLAUSE}.",
        f"Celle-ci a précisé que {CLAUSE}.",
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
        "L’employé du port, à qui elle demandait une place, a alerté la police maritime.",
    ],
)
def test_a_clause_that_nobody_says_is_no_reported_speech(sentence: str) -> None:
    assert reported(story(INTRODUCTION, sentence)) == []


def test_a_direct_quote_is_not_reported_speech_as_well() -> None:
    parsed = story(INTRODUCTION, "Mme Falcão a déclaré : « Les faussaires changeaient d’adresse chaque semaine ».")
    assert said(parsed) == ["Les faussaires changeaient d'adresse chaque semaine"]
    assert reported(parsed) == []


def test_words_before_their_attribution_are_reported_without_the_dateline() -> None:
    parsed = story(INTRODUCTION, f"{CLAUSE.capitalize()}, a expliqué la directrice.")
    assert reported(parsed) == [(CLAUSE.capitalize(), "Inês Falcão")]
    parsed = story(f"CADIX (Espagne) – {CLAUSE.capitalize()}, a expliqué mardi Mme Inês Falcão.")
    assert reported(parsed) == [(CLAUSE.capitalize(), "Inês Falcão")]


def test_an_infinitive_behind_a_verb_of_saying_is_reported() -> None:
    parsed = story(INTRODUCTION, "Elle a dit avoir fermé quatre ateliers.")
    assert reported(parsed) == [("avoir fermé quatre ateliers", "Inês Falcão")]


def test_what_is_little_more_than_a_quote_is_not_reported_as_well() -> None:
    parsed = story(INTRODUCTION, "Mme Falcão a affirmé que son port « avait toujours été surveillé jour et nuit ».")
    assert said(parsed) == ["avait toujours été surveillé jour et nuit"]
    assert reported(parsed) == []


def test_what_a_source_without_a_name_reports_has_no_speaker() -> None:
    parsed = story(
        INTRODUCTION, f"Le port a été bouclé, a déclaré une source proche de l’enquête, selon laquelle {CLAUSE}."
    )
    assert (CLAUSE, None) in reported(parsed)


def test_a_report_goes_on_behind_an_inserted_verb() -> None:
    parsed = story("La juge Inês Falcão reste prudente. Sur dix victimes, estime-t-elle, une seule porte plainte.")
    assert reported(parsed) == [("Sur dix victimes, estime-t-elle, une seule porte plainte", "Inês Falcão")]


def test_a_report_with_an_inserted_verb_begins_behind_the_colon() -> None:
    parsed = story("Le juge Aurelio Bastos reste prudent : pour un compte gelé, dit-il, vingt sont déjà vides.")
    assert reported(parsed) == [("pour un compte gelé, dit-il, vingt sont déjà vides", "Aurelio Bastos")]


@pytest.mark.parametrize("behind", ["en ajoutant un chiffre", "précisant sa pensée", "lors d’une visite du port"])
def test_a_report_ends_where_the_sentence_tells_of_the_saying(behind: str) -> None:
    parsed = story(f"La juge Inês Falcão a pris la parole. La plainte reste sans réponse, a-t-elle regretté, {behind}.")
    assert reported(parsed)[0] == ("La plainte reste sans réponse", "Inês Falcão")


@pytest.mark.parametrize("source", ["D’après celui-ci", "Selon ce dernier"])
def test_a_source_may_be_whoever_was_named_last(source: str) -> None:
    parsed = story(f"L’enquête est menée par le juge Aurelio Bastos. {source}, le préjudice pourrait encore augmenter.")
    assert reported(parsed) == [("le préjudice pourrait encore augmenter", "Aurelio Bastos")]
