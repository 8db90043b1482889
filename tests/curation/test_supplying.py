"""What needs a reference, because no text says it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from archive.curation.supplying import references, says, unsaid

TEXT = """Le réseau FARO rassemble
42 pays

Brest, le 12 mai 2021 – L’opération a commencé à SAINT-MALO (France).
"""


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Le réseau FARO rassemble 42 pays", True),
        ("l'opération a commencé", True),
        ("Saint-Malo", True),
        ("Brest", True),
        ("Bres", False),
        ("Lorient", False),
        (date(2021, 5, 12), True),
        (date(2021, 5, 2), False),
        (date(2020, 5, 12), False),
    ],
)
def test_a_value_is_looked_for_whatever_its_case_and_spaces(value: Any, expected: bool) -> None:
    assert says(TEXT, value) is expected


@pytest.mark.parametrize(
    "written",
    [
        "1er juin 2019",
        "1 juin 2019",
        "01/06/2019",
        "1.6.2019",
        "2019-06-01",
        "1 June 2019",
        "June 1, 2019",
        "01 JUIN 2019",
    ],
)
def test_a_day_is_known_in_each_way_to_write_it(written: str) -> None:
    assert says(f"LYON, {written} –", date(2019, 6, 1))
    assert not says(f"LYON, {written} –", date(2019, 7, 1))


def test_a_day_whose_year_the_text_does_not_give_is_unsaid() -> None:
    assert not says("Mercredi 12 mai", date(2021, 5, 12))


def test_only_what_a_text_is_read_for_is_looked_for() -> None:
    values = {"title": "Autre titre", "language": "en", "city": "Brest", "country": None}
    assert unsaid("release", TEXT, values) == ["title"]
    assert unsaid("person", "", {"name": "Aude Kermarrec"}) == []


def test_a_term_stands_in_no_text() -> None:
    assert unsaid("tenure", "", {"term": "2014/2019"}) == ["term"]
    assert unsaid("tenure", "", {"term": None}) == []


def test_a_reference_is_kept_for_what_the_text_does_not_have() -> None:
    values = {"title": "Autre titre", "city": "Brest", "issuer": 3}
    assert references("release", TEXT, values, "l’agence") == {"title": "l’agence", "issuer": "l’agence"}
