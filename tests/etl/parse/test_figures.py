"""What a figure counts, what it is part of, and where it belongs."""

from __future__ import annotations

import pytest

from tests.etl.parse.builders import figure, figures, plain, statements, story


def test_dont_takes_its_unit_from_the_figure_before() -> None:
    parsed = story("Les douaniers ont saisi 240 colis, dont 51 de grande taille.")
    assert figures(parsed) == [(240, "colis"), (51, "colis")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Les douaniers ont saisi 240 colis, dont 51 de grande taille.",
        "La réunion a rassemblé 240 participants, dont 51 chefs de police.",
        "L’enquête a mené à 240 arrestations, dont 51 à Malaga.",
    ],
)
def test_dont_makes_a_figure_part_of_the_one_before(sentence: str) -> None:
    parsed = story(sentence)
    assert [one.value for one in parsed.figures] == [240, 51]
    assert parsed.figures[1].part_of == 0
    assert parsed.figures[0].part_of is None


def test_the_same_quantity_said_twice_counts_once() -> None:
    parsed = story("Les douaniers ont saisi 240 colis.", "Ces 240 colis venaient de Malaga.")
    assert figures(parsed) == [(240, "colis")]


def test_the_same_number_of_other_things_counts_again() -> None:
    parsed = story("Les douaniers ont saisi 240 colis et arrêté 240 personnes.")
    assert figures(parsed) == [(240, "colis"), (240, "personne")]


def test_money_of_two_words_may_end_the_text() -> None:
    assert figures(story("Ils ont saisi 7 millions de francs CFA")) == [(7_000_000, "XOF")]


def test_several_figures_of_a_sentence_are_all_read_in_order() -> None:
    parsed = story("Au total, 3 200 policiers de 41 pays ont contrôlé 18 000 véhicules et arrêté 57 suspects.")
    assert figures(parsed) == [(3200, "policier"), (41, "pays"), (18_000, "véhicule"), (57, "suspect")]


def test_figures_of_a_teaser_belong_to_another_story() -> None:
    parsed = story("Les douaniers ont saisi 240 colis.", "À lire aussi", "Turin : 95 faux tableaux retrouvés")
    assert figures(parsed) == [(240, "colis")]


def test_a_caption_that_repeats_the_body_adds_no_figure() -> None:
    parsed = story("Les douaniers ont saisi 240 colis.", "Les douaniers ont saisi 240 colis.")
    assert figures(parsed) == [(240, "colis")]


def test_a_figure_in_a_quote_points_at_it() -> None:
    parsed = story("« Nous avons ouvert 240 colis cette nuit », a déclaré M. Aurelio Bastos.")
    found = figure(parsed, 240)
    assert found.quote is not None
    assert parsed.quotes[found.quote] == statements(parsed)[0]


def test_a_figure_outside_quotes_points_at_none() -> None:
    parsed = story("« La nuit fut longue », a déclaré M. Aurelio Bastos. Les douaniers ont ouvert 240 colis.")
    assert figure(parsed, 240).quote is None


def test_a_figure_of_an_operation_points_at_it() -> None:
    parsed = story("L’opération Tourmaline a permis de saisir 240 colis.")
    found = figure(parsed, 240)
    assert found.event is not None
    assert "Tourmaline" in parsed.events[found.event].name


def test_a_figure_of_a_programme_points_at_it() -> None:
    parsed = story("La base de données ICSE contient 240 000 images.")
    found = figure(parsed, 240_000)
    assert found.programme is not None
    assert "ICSE" in parsed.programmes[found.programme].name


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("En 2014, les douaniers ont saisi 240 colis.", "2014"),
        ("Entre 2012 et 2015, les douaniers ont saisi 240 colis.", "2012/2015"),
        ("De 2012 à 2015, les douaniers ont saisi 240 colis.", "2012/2015"),
    ],
)
def test_a_figure_has_the_period_that_its_sentence_tells(sentence: str, period: str) -> None:
    assert figure(story(sentence), 240).period == period


def test_a_figure_since_a_year_has_a_period_that_begins_there() -> None:
    assert (figure(story("Depuis 2012, les douaniers ont saisi 240 colis."), 240).period or "").startswith("2012")


@pytest.mark.parametrize(
    ("sentence", "of"),
    [
        ("Les douaniers ont saisi 240 colis suspects.", "colis"),
        ("L’enquête a permis d’identifier 240 victimes.", "victimes"),
        ("L’enquête a porté sur 12 tonnes de cuivre.", "cuivre"),
    ],
)
def test_what_is_counted_is_told_in_the_words_of_the_text(sentence: str, of: str) -> None:
    assert of in (plain(story(sentence).figures[0].of) or "")


@pytest.mark.parametrize(
    ("sentence", "of"),
    [
        ("Dix-neuf pays accusent un retard.", "pays"),
        ("Dix-neuf pays pourraient suivre.", "pays"),
        ("Les enquêteurs ont saisi 291 serveurs et prévenu les victimes.", "serveurs"),
        ("Ils ont mené 176 enquêtes et recommandé des poursuites.", "enquêtes"),
        ("Ils ont vu 30 agents de contingents alliés.", "agents de contingents alliés"),
        ("Ils ont visité 12 écoles et universités du port.", "écoles et universités du port"),
    ],
)
def test_what_is_counted_ends_before_a_verb(sentence: str, of: str) -> None:
    assert [plain(one.of) for one in story(sentence).figures] == [of]


@pytest.mark.parametrize(
    ("sentence", "indicator"),
    [
        ("L’Organisation a publié 12 000 notices rouges.", "notices rouges"),
        ("Cinq fugitifs recherchés au moyen de notices rouges ont été arrêtés.", None),
        ("Les ports ont lancé 300 consultations des bases de données d’INTERPOL.", None),
    ],
)
def test_an_indicator_is_proposed_by_the_noun_that_is_counted(sentence: str, indicator: str | None) -> None:
    assert [one.indicator for one in story(sentence).figures] == [indicator]


@pytest.mark.parametrize(
    "sentence",
    [
        "Les douaniers ont saisi plus de 240 colis.",
        "Les douaniers ont saisi entre 30 et 40 colis.",
        "Le préjudice atteint 12,5 millions d’euros.",
        "Près de la moitié des marins ont parlé.",
    ],
)
def test_the_text_of_a_figure_is_what_stands_at_its_span(sentence: str) -> None:
    parsed = story(sentence)
    assert parsed.figures
    assert all(parsed.text[one.start : one.end] == one.text for one in parsed.figures)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("La police porte à 14 le nombre de fugitifs arrêtés.", [(14, "fugitif")]),
        (
            "Les agents ont saisi 240 colis dans 12 ports, contre 81 en 2017.",
            [(240, "colis"), (12, "port"), (81, "colis")],
        ),
        ("Le texte a recueilli 13 voix contre 8 au second tour.", [(13, "voix"), (8, "voix")]),
        (
            "Depuis 2009, 112 agents ont été tués dans les onze pays, dont 19 au cours de l’année.",
            [(112, "agent"), (11, "pays"), (19, "agent")],
        ),
        (
            "Elle a fait arrêter 34 suspects, dont 19 en Italie et 8 en Pologne.",
            [(34, "suspect"), (19, "suspect"), (8, "suspect")],
        ),
        ("Sur les 41 ports contrôlés, 33 se sont équipés.", [(41, "port"), (33, "port")]),
        ("L’agence, qui comptait douze agents, en emploie 83.", [(12, "agent"), (83, "agent")]),
        ("Elle comptait douze agents. Ils ont quitté le port. Elle en a recruté trois.", [(12, "agent"), (3, "agent")]),
        ("Parmi les voitures retrouvées, 71 avaient été dérobées à Cadix.", [(71, "voiture")]),
        ("M. Bastos a salué l’engagement des policiers malgaches, dont 48 avaient suivi un stage.", [(48, "policier")]),
        ("Les plaintes sont passées de 120 à 340.", [(120, "plainte"), (340, "plainte")]),
        ("La part des femmes est passée de 38 à 57 %.", [(38, "%"), (57, "%")]),
        ("Le prix est passé de 250 à 410 francs suisses.", [(250, "CHF"), (410, "CHF")]),
        ("Au moins 27 personnes ont été tuées et 130 autres blessées.", [(27, "personne"), (130, "personne")]),
        ("Une personne sur trois a répondu et une dizaine portaient plainte.", [(1 / 3, "personne"), (10, "personne")]),
        (
            "Le Kenya (9 arrestations), le Ghana (7) et le Togo (4) ont participé.",
            [(9, "arrestation"), (7, "arrestation"), (4, "arrestation")],
        ),
        ("L’équipe doit partir dans les deux heures.", [(2, "heure")]),
        ("Le passeport était établi au nom d’un tiers.", []),
        ("La centrale répond au 1 800 555-0147.", []),
        ("Renseignements : rue des Ports 12, 1000 Bruxelles", []),
    ],
)
def test_a_number_without_a_noun_takes_it_from_where_the_text_counts(
    sentence: str, expected: list[tuple[float, str]]
) -> None:
    assert figures(story(sentence)) == expected


def test_a_qualifier_that_the_title_leaves_out_is_taken_from_the_body() -> None:
    parsed = story("Saisie de 240 colis à Malaga.", "Les douaniers ont saisi au moins 240 colis.")
    assert [one.qualifier for one in parsed.figures] == ["au moins"]


def test_a_label_with_a_figure_of_its_own_is_no_part_of_the_one_it_counts() -> None:
    found = story("Colis de 2140 g : 45").figures
    assert [plain(one.text) for one in found] == ["2140 g", "45"]
    assert [one.start for one in found] == sorted(one.start for one in found)


def test_both_ends_of_a_range_take_the_millions_of_a_sign() -> None:
    (one,) = story("Les pertes sont comprises entre 3 et 5 M€.").figures
    assert (one.value, one.upper, one.unit) == (3e6, 5e6, "EUR")


def test_what_a_budget_rises_from_takes_the_millions_of_what_it_rises_to() -> None:
    assert figures(story("Le budget passera de 32 à 46 millions de dollars.")) == [(32e6, "USD"), (46e6, "USD")]


@pytest.mark.parametrize("verb", ["dépasse", "avoisinait", "frôle"])
def test_verbs_of_measure_qualify(verb: str) -> None:
    assert figure(story(f"Le préjudice {verb} 900 000 euros."), 900000).qualifier == verb


def test_those_charged_are_counted() -> None:
    parsed = story("Quatre des mis en cause ont été écroués, les trois autres ont été libérés.")
    assert figures(parsed) == [(4, "mis en cause"), (3, "mis en cause")]


def test_a_whole_behind_sur_les_has_the_noun_before() -> None:
    assert figures(story("Dix-neuf pays sur les 28 que compte la région ont signé.")) == [(19, "pays"), (28, "pays")]


def test_f_cfa_are_francs() -> None:
    assert figures(story("Le poste de Niamey a coûté 655 millions de F CFA.")) == [(655e6, "XOF")]
