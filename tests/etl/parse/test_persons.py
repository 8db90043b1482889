"""Individuals by their fullest name; places, bodies and things named after people are none."""

from __future__ import annotations

import pytest

from tests.etl.parse.builders import names, person, release, story


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("M. Aurelio Bastos", "Aurelio Bastos"),
        ("Mme Inês Falcão", "Inês Falcão"),
        ("Mlle Inês Falcão", "Inês Falcão"),
        ("M me Inês Falcão", "Inês Falcão"),
        ("Madame Inês Falcão", "Inês Falcão"),
        ("Dr Aurelio Bastos", "Aurelio Bastos"),
        ("le Dr Aurelio Bastos", "Aurelio Bastos"),
        ("le professeur Aurelio Bastos", "Aurelio Bastos"),
        ("Son Excellence Aurelio Bastos", "Aurelio Bastos"),
        ("Son Excellence M. Aurelio Bastos", "Aurelio Bastos"),
        ("S.E. M. Aurelio Bastos", "Aurelio Bastos"),
        ("le général Aurelio Bastos", "Aurelio Bastos"),
        ("le préfet Aurelio Bastos", "Aurelio Bastos"),
        ("le colonel Aurelio Bastos", "Aurelio Bastos"),
        ("la commissaire Inês Falcão", "Inês Falcão"),
        ("le ministre Aurelio Bastos", "Aurelio Bastos"),
        ("Maître Aurelio Bastos", "Aurelio Bastos"),
        ("M. Hugo de Winter", "Hugo de Winter"),
        ("M. Étienne de La Roque", "Étienne de La Roque"),
        ("M. Charles d’Aubigny", "Charles d'Aubigny"),
        ("M. Joost van der Linden", "Joost van der Linden"),
        ("M. Konrad von Halberg", "Konrad von Halberg"),
        ("M. Khalid Al-Mansour", "Khalid Al-Mansour"),
        ("M. Khalid Al Mansour", "Khalid Al Mansour"),
        ("M. Youssef El Hamdaoui", "Youssef El Hamdaoui"),
        ("M. Rashid bin Suleiman", "Rashid bin Suleiman"),
        ("Mme Nurul binti Rahman", "Nurul binti Rahman"),
        ("M. Malcolm McAllister", "Malcolm McAllister"),
        ("M. Sean O’Farrell", "Sean O'Farrell"),
        ("M. Walter J. Pickett", "Walter J. Pickett"),
        ("M. J. R. Pickett", "J. R. Pickett"),
        ("M. Jean-Baptiste Kerdoncuff", "Jean-Baptiste Kerdoncuff"),
        ("Mme Anne-Lise Berthier-Morel", "Anne-Lise Berthier-Morel"),
        ("M. Aurelio BASTOS", "Aurelio BASTOS"),
        ("Mme Inês da Silva", "Inês da Silva"),
        ("M. Rui dos Santos", "Rui dos Santos"),
        ("M. Tan Wei Liang", "Tan Wei Liang"),
        ("M. Nguyen Van Thanh", "Nguyen Van Thanh"),
        ("M. Þórður Kristjánsson", "Þórður Kristjánsson"),
        ("M. Mehmet Şahinoğlu", "Mehmet Şahinoğlu"),
    ],
)
def test_a_name_is_read_without_honorific_or_rank_and_with_its_particles(written: str, name: str) -> None:
    assert names(story(f"Au terme de la visite, {written} a remercié les équipes du port.")) == [name]


@pytest.mark.parametrize(
    ("first", "then", "name"),
    [
        ("M. Aurelio Bastos", "M. Bastos", "Aurelio Bastos"),
        ("Aurelio Bastos", "Bastos", "Aurelio Bastos"),
        ("M. Bastos", "Aurelio Bastos", "Aurelio Bastos"),
        ("Aurelio Bastos", "M. BASTOS", "Aurelio Bastos"),
        ("Aurelio BASTOS", "M. Bastos", "Aurelio BASTOS"),
        ("Walter J. Pickett", "Walter Pickett", "Walter J. Pickett"),
        ("Walter Pickett", "Walter J. Pickett", "Walter J. Pickett"),
        ("M. Khoo Teck Wah", "Teck Wah Khoo", None),
        ("M. Étienne de La Roque", "M. de La Roque", "Étienne de La Roque"),
        ("M. Joost van der Linden", "M. van der Linden", "Joost van der Linden"),
        ("M. Khalid Al-Mansour", "M. Al-Mansour", "Khalid Al-Mansour"),
        ("M. Lim Jae-sung", "M. Lim", "Lim Jae-sung"),
        ("M. Tan Wei Liang", "M. Tan", "Tan Wei Liang"),
        ("Dr Aurelio Bastos", "le docteur Bastos", "Aurelio Bastos"),
    ],
)
def test_two_ways_to_write_a_name_are_one_person(first: str, then: str, name: str | None) -> None:
    parsed = story(f"Au terme de la visite, {first} a remercié les équipes.", f"Le lendemain, {then} a repris la mer.")
    assert len(parsed.persons) == 1
    assert name is None or names(parsed) == [name]


def test_two_people_of_one_surname_are_two_persons() -> None:
    parsed = story("Aurelio Bastos et Marta Bastos ont témoigné. M. Bastos est juge, Mme Bastos avocate.")
    assert names(parsed) == ["Aurelio Bastos", "Marta Bastos"]


def test_names_in_a_list_are_as_many_persons() -> None:
    parsed = story("MM. Aurelio Bastos, Tomás Arrieta et Yann Kerdoncuff ont témoigné.")
    assert names(parsed) == ["Aurelio Bastos", "Tomás Arrieta", "Yann Kerdoncuff"]


@pytest.mark.parametrize(
    ("sentence", "gender"),
    [
        ("Mme Dominique Kerdoncuff a témoigné.", "female"),
        ("M. Dominique Kerdoncuff a témoigné.", "male"),
        ("La présidente, Dominique Kerdoncuff, a témoigné.", "female"),
        ("Le président, Dominique Kerdoncuff, a témoigné.", "male"),
        ("La directrice Dominique Kerdoncuff a témoigné.", "female"),
        ("« La mer est calme », a déclaré Dominique Kerdoncuff, directrice du port.", "female"),
    ],
)
def test_the_text_shows_whether_a_person_is_a_woman_or_a_man(sentence: str, gender: str) -> None:
    assert person(story(sentence), "Dominique Kerdoncuff").gender == gender


@pytest.mark.parametrize(
    "sentence",
    [
        "Le navire a quitté Buenos Aires pour Rio de Janeiro.",
        "L’opération Vent du Large a duré trois semaines.",
        "L’opération Maria Isabel a duré trois semaines.",
        "Le Conseil de Sécurité se réunira lundi.",
        "La Cour Pénale Internationale a rendu son arrêt.",
        "Le prix Nobel de la paix sera remis en hiver.",
        "Le prix Simone Veil sera remis en hiver.",
        "Le cortège a descendu l’avenue Victor Hugo.",
        "La rue Jean Jaurès est fermée à la circulation.",
        "L’aéroport Charles de Gaulle a rouvert ses pistes.",
        "Le lycée Marie Curie accueille les stagiaires.",
        "Le stade Diego Maradona a été évacué.",
        "L’hôpital Albert Schweitzer a reçu les blessés.",
        "Le Burkina Faso et la Sierra Leone ont signé.",
        "La Fondation Bill Gates finance le programme.",
        "Le Code Pénal sera révisé.",
        "La Direction Centrale de la Police Judiciaire a saisi le navire.",
    ],
)
def test_places_operations_bodies_and_prizes_are_no_persons(sentence: str) -> None:
    assert names(story(sentence)) == []


def test_every_mention_of_a_person_is_placed() -> None:
    parsed = story("M. Aurelio Bastos a témoigné.", "M. Bastos a repris la mer.")
    mentions = person(parsed, "Aurelio Bastos").mentions
    assert ["Bastos" in parsed.text[one.start : one.end] for one in mentions] == [True, True]


def test_a_person_named_in_the_title_only_in_part_is_the_one_of_the_body() -> None:
    parsed = release(
        "Bastos nommé à la tête du port\n\n12 mars 2018\n\nCADIX (Espagne) – M. Aurelio Bastos dirigera le port."
    )
    assert names(parsed) == ["Aurelio Bastos"]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("D’après Mme Nawal al-Khafaji, tout va bien.", "Nawal al-Khafaji"),
        ("Idris al-Majbari a averti que rien n’était fini.", "Idris al-Majbari"),
        ("Le général de brigade Fausto Marangoni a salué ses hommes.", "Fausto Marangoni"),
        ("Le capitaine de frégate Zork Blimb a salué ses hommes.", "Zork Blimb"),
        ("Le général de corps d’armée Zork Blimb a salué ses hommes.", "Zork Blimb"),
    ],
)
def test_arabic_articles_and_long_ranks_are_read(sentence: str, name: str) -> None:
    assert names(story(sentence)) == [name]


@pytest.mark.parametrize(
    "sentence",
    [
        "Le dispositif a coûté 2,5 Mio EUR.",
        "Quatre entreprises, dont NordSec et Kitahara Electric, enverront des experts.",
        "La compagnie et Luméa Airlines ont signé.",
        "L’usine de Philip Morris International a fermé.",
        "L’aéroport international Léopold Sédar Senghor a fermé.",
        "Le paquebot Costa Concordia a quitté le port.",
        "Le directeur de la Sous-direction Criminalité est venu.",
    ],
)
def test_companies_currencies_and_departments_are_no_persons(sentence: str) -> None:
    assert names(story(sentence)) == []


def test_a_nationality_shows_a_name_of_unknown_words() -> None:
    assert names(story("Le congrès a nommé mardi le Letton Zork Blimsson à ce poste.")) == ["Zork Blimsson"]


def test_malay_honorifics_are_no_part_of_a_name() -> None:
    assert names(story("Le ministre malaisien, Datuk Seri Hakim bin Osman, a visité le port.")) == ["Hakim bin Osman"]
