"""Whether words before a dash name a town or a country: «Saint-Priest», «NATIONS UNIES», «Ontario»."""

from __future__ import annotations

import re

from etl.lexicon import load, words
from etl.parse.folding import fold
from etl.parse.gazetteer import cities, country_codes

REGIONS = frozenset(fold(region) for region in load("places")["regions"])
BESIDE_DAY = words("header", "beside_day")
ARTICLES = frozenset(["le", "la", "en"])
AGENCIES = words("header", "agencies")


def is_place(said: str) -> bool:
    """Whether the words are a listed place."""
    folded = fold(said)
    return (
        folded in cities()
        or folded in country_codes()
        or all(part.strip() in cities() or part.strip() in country_codes() for part in re.split(r" et |/|,", folded))
    )


def names_land(said: str) -> bool:
    """Whether the words are a listed place, country or region."""
    return is_place(said) or fold(said) in REGIONS


def is_agency(said: str) -> bool:
    """Whether brackets hold whose news it is: «(Reuters)», «(AFP)»."""
    if names_land(said):
        return False
    return ((said.isupper() or said.islower()) and len(said) < 7) or fold(said) in AGENCIES


def is_named(said: str) -> bool:
    """Whether the words have the form of a town's name, listed or not: «Saint-Priest», «Villers sur Mer»."""
    parts = said.split()
    if fold(parts[0]) in BESIDE_DAY - ARTICLES:  # «Publié le 3 mai 2016 – …»
        return False
    return len(parts) < 5 and all(
        part[0].isupper() or part in ("sur", "sous", "en", "la", "le", "les") for part in parts
    )


def is_city(said: str) -> bool:
    """Whether the words are a listed city."""
    return fold(said) in cities()


def is_capitals(city: str) -> bool:
    """Whether the words are written in capitals, small words aside."""
    parts = [
        part for part in re.findall(r"[^\W\d_]+", city) if part not in ("de", "d", "et", "la", "le", "l", "sur", "du")
    ]
    return bool(parts) and all(part.isupper() for part in parts)
