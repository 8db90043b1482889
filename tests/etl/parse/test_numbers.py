"""How French writes quantities: value, upper end, qualifier and unit of each, and what is none."""

from __future__ import annotations

import pytest

from tests.etl.parse.builders import figures, plain, story

NBSP, NNBSP, THIN = "\u00a0", "\u202f", "\u2009"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("7 700 colis", 7700),
        (f"7{NBSP}700 colis", 7700),
        (f"7{NNBSP}700 colis", 7700),
        (f"7{THIN}700{NBSP}colis", 7700),
        ("7.700 colis", 7700),
        ("7'700 colis", 7700),
        ("7’700 colis", 7700),
        ("7700 colis", 7700),
        ("110'000 colis", 110_000),
        ("1 234 567 colis", 1_234_567),
        ("1.234.567 colis", 1_234_567),
        (f"1{NNBSP}234{NNBSP}567 colis", 1_234_567),
        ("3 colis", 3),
        ("12,5 tonnes", 12.5),
        ("6.1 tonnes", 6.1),
        ("0,75 tonne", 0.75),
        ("12 millions de colis", 12_000_000),
        ("6.1 millions de colis", 6_100_000),
        ("6,1 millions de colis", 6_100_000),
        ("2 milliards de colis", 2_000_000_000),
        ("5,7 milliards de colis", 5_700_000_000),
        ("deux colis", 2),
        ("seize colis", 16),
        ("dix-sept colis", 17),
        ("vingt et un colis", 21),
        ("vingt-trois colis", 23),
        ("trente et un colis", 31),
        ("soixante-dix colis", 70),
        ("soixante et onze colis", 71),
        ("soixante-quinze colis", 75),
        ("quatre-vingts colis", 80),
        ("quatre-vingt-dix colis", 90),
        ("quatre-vingt-dix-neuf colis", 99),
        ("quatre vingt dix colis", 90),
        ("septante colis", 70),
        ("nonante-deux colis", 92),
        ("cent colis", 100),
        ("cent vingt colis", 120),
        ("deux cents colis", 200),
        ("trois cent cinquante colis", 350),
        ("mille colis", 1000),
        ("mille deux cents colis", 1200),
        ("deux mille colis", 2000),
        ("trois mille quatre cent cinquante-six colis", 3456),
        ("cinquante mille colis", 50_000),
        ("deux millions de colis", 2_000_000),
        ("un million de colis", 1_000_000),
        ("une dizaine de colis", 10),
        ("une douzaine de colis", 12),
        ("une demi-douzaine de colis", 6),
        ("une quinzaine de colis", 15),
        ("une vingtaine de colis", 20),
        ("une trentaine de colis", 30),
        ("une quarantaine de colis", 40),
        ("une cinquantaine de colis", 50),
        ("une soixantaine de colis", 60),
        ("une centaine de colis", 100),
        ("un millier de colis", 1000),
        ("un milliard de colis", 1_000_000_000),
        ("la moitié des colis", 0.5),
        ("un tiers des colis", 1 / 3),
        ("le tiers des colis", 1 / 3),
        ("les deux tiers des colis", 2 / 3),
        ("un quart des colis", 0.25),
        ("les trois quarts des colis", 0.75),
        ("un cinquième des colis", 0.2),
        ("neuf colis sur dix", 0.9),
        ("un colis sur cinq", 0.2),
        ("quatre colis illicites sur cinq", 0.8),
        ("un colis sur dix mille", 0.0001),
        ("un cinquième à peine des colis", 0.2),
        ("un million et demi de colis", 1_500_000),
        ("six milliards et demi de colis", 6_500_000_000),
        ("un demi-million de colis", 500_000),
        ("une tonne et demie de sable", 1.5),
        ("73 % des colis", 73),
        ("73% des colis", 73),
        (f"73{NNBSP}% des colis", 73),
        ("12,5 % des colis", 12.5),
        ("73 pour cent des colis", 73),
        ("plusieurs centaines de colis", None),
        ("plusieurs milliers de colis", None),
        ("des dizaines de colis", None),
        ("des milliers de colis", None),
        ("plusieurs dizaines de milliers de colis", None),
    ],
)
def test_a_number_has_its_value_however_it_is_written(written: str, value: float | None) -> None:
    found = [one for one, _ in figures(story(f"Les douaniers ont saisi {written} sur les quais."))]
    assert found == [None if value is None else pytest.approx(value)]


def test_neuf_sur_dix_is_a_share() -> None:
    parsed = story("Parmi les marins interrogés, neuf sur dix ont dit craindre les passeurs.")
    assert [value for value, _ in figures(parsed)] == [pytest.approx(0.9)]


@pytest.mark.parametrize(
    ("written", "value", "upper"),
    [
        ("entre 30 et 40 colis", 30, 40),
        ("de 30 à 40 colis", 30, 40),
        ("30 à 40 colis", 30, 40),
        ("entre trente et quarante colis", 30, 40),
        ("de dix à douze colis", 10, 12),
        ("entre 1 200 et 1 500 colis", 1200, 1500),
        ("entre 2 et 3 millions de colis", 2_000_000, 3_000_000),
        ("de 5 à 10 % des colis", 5, 10),
        ("entre 5 % et 10 % des colis", 5, 10),
        ("entre 2,5 et 3 millions d’euros", 2_500_000, 3_000_000),
        ("deux à trois pour cent des colis", 2, 3),
        ("trois à quatre mille colis", 3000, 4000),
    ],
)
def test_a_range_is_one_figure_with_an_upper_end(written: str, value: float, upper: float) -> None:
    parsed = story(f"Les douaniers ont saisi {written} sur les quais.")
    assert [(one.value, one.upper) for one in parsed.figures] == [(value, upper)]


@pytest.mark.parametrize(
    "qualifier",
    [
        "plus de",
        "un peu plus de",
        "moins de",
        "près de",
        "quelque",
        "environ",
        "au moins",
        "jusqu’à",
        "de l’ordre de",
        "à peine",
        "pas moins de",
        "au maximum",
        "autour de",
        "presque",
        "approximativement",
    ],
)
@pytest.mark.parametrize("space", [" ", "\u00a0", "\n"])
def test_a_qualifier_is_read_even_over_a_line_break(qualifier: str, space: str) -> None:
    parsed = story(f"Les douaniers ont saisi {qualifier}{space}240 colis sur les quais.")
    assert [(one.value, plain((one.qualifier or "").lower())) for one in parsed.figures] == [(240, plain(qualifier))]


def test_a_qualifier_is_part_of_the_words_of_its_figure() -> None:
    assert [one.text for one in story("Ils ont saisi plus de 240 colis.").figures] == ["plus de 240 colis"]


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("12,5 millions d’euros", 12_500_000, "EUR"),
        ("12,5 millions d'euros", 12_500_000, "EUR"),
        ("5,5 Mds EUR", 5_500_000_000, "EUR"),
        ("5,5 Mds d’euros", 5_500_000_000, "EUR"),
        ("300 euros", 300, "EUR"),
        ("300 €", 300, "EUR"),
        ("300€", 300, "EUR"),
        ("1 250 000 EUR", 1_250_000, "EUR"),
        ("4,2 M€", 4_200_000, "EUR"),
        ("dix mille euros", 10_000, "EUR"),
        ("40 000 dollars", 40_000, "USD"),
        ("40 000 dollars américains", 40_000, "USD"),
        ("40 000 USD", 40_000, "USD"),
        ("40 000 $", 40_000, "USD"),
        ("3 millions de dollars", 3_000_000, "USD"),
        ("3 millions de dollars canadiens", 3_000_000, "CAD"),
        ("3 millions de dollars australiens", 3_000_000, "AUD"),
        ("2 millions de livres sterling", 2_000_000, "GBP"),
        ("900 francs suisses", 900, "CHF"),
        ("110'000 CHF", 110_000, "CHF"),
        ("50 millions de yens", 50_000_000, "JPY"),
        ("7 millions de yuans", 7_000_000, "CNY"),
    ],
)
def test_money_takes_the_code_of_its_currency(written: str, value: float, unit: str) -> None:
    assert figures(story(f"Le préjudice a été estimé à {written}.")) == [(value, unit)]


def test_two_currencies_for_one_sum_are_two_figures() -> None:
    parsed = story("Le préjudice atteint 3 millions de dollars (2,7 millions d’euros).")
    assert figures(parsed) == [(3_000_000, "USD"), (2_700_000, "EUR")]


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("240 colis", "colis"),
        ("240 personnes", "personne"),
        ("240 policiers", "policier"),
        ("240 enfants", "enfant"),
        ("240 pays", "pays"),
        ("240 navires", "navire"),
        ("240 bateaux", "bateau"),
        ("240 chevaux", "cheval"),
        ("240 journaux", "journal"),
        ("240 faux billets", "billet"),
        ("240 nouvelles victimes", "victime"),
        ("240 kilos de cocaïne", "kg"),
        ("240 kg de cocaïne", "kg"),
        ("240 tonnes de cuivre", "tonne"),
        ("240 litres de carburant", "litre"),
        ("1,2 million de cigarettes", "cigarette"),
        ("une quarantaine de passeurs", "passeur"),
        ("plusieurs centaines de victimes", "victime"),
        ("73 % des victimes", "%"),
        ("5% des victimes", "%"),
    ],
)
def test_the_unit_is_the_singular_of_the_noun_counted(written: str, unit: str) -> None:
    found = [one for _, one in figures(story(f"L’enquête, close hier, portait sur {written} au total."))]
    same = {"kilo": "kg", "kilogramme": "kg"}
    assert [same.get(one or "", one) for one in found] == [unit]


@pytest.mark.parametrize(
    "sentence",
    [
        "Le navire a coulé le 4 juin 2009 au large.",
        "Le navire a coulé en 2009 au large.",
        "Le navire a coulé au printemps 2009.",
        "Le navire a coulé le 04/06/2009.",
        "La réunion du 24 au 27 novembre 2025 a été reportée.",
        "La réunion des 16 et 17 novembre a été reportée.",
        "La réunion (24-27 novembre) a été reportée.",
        "La séance commencera à 18h30.",
        "La séance commencera à 18 h 30.",
        "La séance commencera à 9 heures.",
        "La séance commencera à 18:30.",
        "Il s’agit de la 84ème séance.",
        "Il s’agit de la 93e séance.",
        "Il s’agit de la 1re séance.",
        "Il s’agit de la XVe séance.",
        "Il s’agit de la troisième séance.",
        "Téléphone : 01 44 55 66 77.",
        "Téléphone : +33 4 72 44 70 00.",
        "Le dossier n° 2014/4587 est clos.",
        "La résolution 1373 a été adoptée.",
        "L’article 12 du code est abrogé.",
        "Le réseau I-24/7 relie les ports.",
        "Le projet INTERPOL 2020 est achevé.",
        "Les ministres du G7 sont arrivés.",
        "Les dirigeants du G20 sont arrivés.",
        "Le vol AF 447 a décollé.",
        "La photo IMG_20140512.jpg est libre de droits.",
        "Un navire a quitté le port.",
        "Une enquête est ouverte, et un juge désigné.",
        "L’un des marins a parlé.",
        "Le numéro 17 est gratuit.",
        "Les années 1990 ont été difficiles.",
        "La COVID-19 a ralenti les contrôles.",
        "Une Boeing 737 a été immobilisée.",
        "Le XXIe siècle sera maritime.",
    ],
)
def test_dates_hours_ordinals_and_numbers_in_names_are_no_figures(sentence: str) -> None:
    assert figures(story(sentence)) == []
