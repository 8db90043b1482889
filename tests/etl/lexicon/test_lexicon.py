"""The lexicon's lists of names and terms: complete, clean and free of what would mislead the parser."""

from __future__ import annotations

import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from babel import Locale

LEXICON = Path(__file__).parents[3] / "etl" / "lexicon"
FILES = ("given_names", "countries", "places", "organizations", "programmes", "subjects")
PROGRAMME_KINDS = {"database", "network", "project", "initiative", "notices", "body", "system", "unit", "service"}
GENDER_LISTS = ("female", "male", "both")
NOT_COUNTRIES = {"AC", "CP", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}  # CLDR's, not ISO's


def read(name: str) -> dict[str, Any]:
    """A parsed file, its long lists in one string as lists."""
    parsed = tomllib.loads((LEXICON / f"{name}.toml").read_text(encoding="utf-8"))
    return {key: value.split() if isinstance(value, str) else value for key, value in parsed.items()}


def lists(value: object) -> Iterator[list[Any]]:
    """Every list within a parsed file, however deep."""
    if isinstance(value, list):
        yield value
    children: Iterable[object] = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in children:
        yield from lists(child)


def strings(value: object) -> Iterator[str]:
    """Every string within a parsed file, however deep."""
    if isinstance(value, str):
        yield value
    children: Iterable[object] = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in children:
        yield from strings(child)


def repeated(words: Iterable[str]) -> set[str]:
    return {word for word, times in Counter(words).items() if times > 1}


def names_of(entry: dict[str, Any]) -> list[str]:
    acronym = [entry["acronym"]] if "acronym" in entry else []
    return [entry["name"], *acronym, *entry.get("aliases", [])]


def babel_countries() -> dict[str, str]:
    territories = Locale("fr").territories
    return {c: n.replace("’", "'") for c, n in territories.items() if len(c) == 2 and c not in NOT_COUNTRIES}


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_composed_unicode_with_straight_apostrophes(name: str) -> None:
    text = (LEXICON / f"{name}.toml").read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert [word for word in strings(read(name)) if "’" in word] == []


@pytest.mark.parametrize("name", FILES)
def test_no_list_holds_a_word_twice(name: str) -> None:
    assert [
        repeated(found) for found in lists(read(name)) if all(isinstance(x, str) for x in found) and repeated(found)
    ] == []


@pytest.mark.parametrize("name", FILES)
def test_no_word_is_empty_or_has_space_around_it(name: str) -> None:
    assert [word for word in strings(read(name)) if not word or word != " ".join(word.split())] == []


@pytest.mark.parametrize("name", FILES)
def test_a_file_says_on_top_what_it_is_for(name: str) -> None:
    assert (LEXICON / f"{name}.toml").read_text(encoding="utf-8").startswith("# ")


def test_given_names_are_lower_case_single_words() -> None:
    names = [name for listed in read("given_names").values() for name in listed]
    assert [name for name in names if name != name.lower() or " " in name or "-" in name] == []


def test_there_are_at_least_three_thousand_given_names() -> None:
    assert sum(len(read("given_names")[key]) for key in (*GENDER_LISTS, "ambiguous")) >= 3000


def test_a_given_name_stands_in_one_list_only() -> None:
    given = read("given_names")
    assert repeated(name for key in (*GENDER_LISTS, "ambiguous") for name in given[key]) == set()


def test_the_gender_of_an_ambiguous_name_is_one_of_the_ambiguous_names() -> None:
    given = read("given_names")
    assert set(given["ambiguous_female"]) | set(given["ambiguous_male"]) <= set(given["ambiguous"])
    assert set(given["ambiguous_female"]) & set(given["ambiguous_male"]) == set()


@pytest.mark.parametrize("name", ["mireille", "jürgen", "abdelkader", "ousmane", "priyanka", "hiroshi", "guadalupe"])
def test_names_of_every_part_of_the_world_are_known(name: str) -> None:
    assert any(name in read("given_names")[key] for key in GENDER_LISTS)


@pytest.mark.parametrize("name", ["pierre", "rose", "victoire", "florence", "constance", "prudence", "clément"])
def test_names_that_are_words_too_are_marked_as_such(name: str) -> None:
    assert name in read("given_names")["ambiguous"]


def test_every_country_of_iso_3166_and_kosovo_is_there() -> None:
    assert set(read("countries")) == set(babel_countries())
    assert len(read("countries")) == 250


def test_a_country_answers_to_the_name_that_babel_gives_it() -> None:
    countries = read("countries")
    assert [code for code, name in babel_countries().items() if name not in names_of(countries[code])] == []


def test_no_name_stands_for_two_countries() -> None:
    assert repeated(name for country in read("countries").values() for name in names_of(country)) == set()


def test_an_adjective_is_of_one_country_save_that_of_the_two_congos() -> None:
    shared = repeated(word for country in read("countries").values() for word in country["adjectives"])
    assert shared == {"congolais", "congolaise", "congolaises"}


def test_adjectives_are_lower_case() -> None:
    words = [word for country in read("countries").values() for word in country["adjectives"]]
    assert [word for word in words if word != word.lower()] == []


@pytest.mark.parametrize(
    ("alias", "code"), [("Etats-Unis", "US"), ("RDC", "CD"), ("Vietnam", "VN"), ("Birmanie", "MM")]
)
def test_usual_other_names_lead_to_the_country(alias: str, code: str) -> None:
    assert alias in names_of(read("countries")[code])


def test_a_place_is_a_city_or_a_region_never_both() -> None:
    places = read("places")
    assert set(places["cities"]) & set(places["regions"]) == set()


def test_ambiguous_places_are_places() -> None:
    places = read("places")
    assert set(places["ambiguous"]) <= set(places["cities"]) | set(places["regions"])


def test_the_lists_of_places_are_long_enough() -> None:
    places = read("places")
    assert len(places["cities"]) >= 2000
    assert len(places["regions"]) >= 500


@pytest.mark.parametrize(("name", "table"), [("organizations", "organization"), ("programmes", "programme")])
def test_no_name_acronym_or_alias_is_listed_twice(name: str, table: str) -> None:
    assert repeated(word for entry in read(name)[table] for word in names_of(entry)) == set()


def test_programmes_have_a_known_kind() -> None:
    assert {programme["kind"] for programme in read("programmes")["programme"]} <= PROGRAMME_KINDS


def test_what_never_stands_alone_is_the_name_of_a_programme() -> None:
    programmes = read("programmes")
    assert set(programmes["not_alone"]) <= {word for entry in programmes["programme"] for word in names_of(entry)}


def test_a_term_belongs_to_one_subject_only() -> None:
    assert repeated(term for subject in read("subjects")["subject"] for term in subject["terms"]) == set()


def test_subjects_and_their_terms_are_lower_case() -> None:
    subjects = read("subjects")["subject"]
    words = [word for subject in subjects for word in (subject["name"].replace("NRBC", ""), *subject["terms"])]
    assert [word for word in words if word != word.lower()] == []


def test_a_subject_has_at_least_ten_terms() -> None:
    assert [subject["name"] for subject in read("subjects")["subject"] if len(subject["terms"]) < 10] == []
