"""An entity's values out of its mentions, in any order."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.curation.summary import bare, candidates, fold


def summary(*said: tuple[dict[str, object], str | None, str]) -> dict[str, object]:
    found: dict[str, object] = {}
    for one in said:
        found = fold(found, candidates(*one))
    return {field: value for field, value in found.items() if field != "ranks"}


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("Jürgen Stock", "Jurgen Stock"),
        ("Anne Martin", "ANNE MARTIN"),
        ("Anne-Marie Martin", "Anne Martin"),
        ("Jurgen Stock", "JÜRGEN STOCK"),
    ],
)
def test_the_name_most_fully_written_is_kept(better: str, worse: str) -> None:
    told = [({"name": better}, "2020-01-01", "b"), ({"name": worse}, "2010-01-01", "a")]
    assert summary(*told) == summary(*reversed(told)) == {"name": better}


@pytest.mark.parametrize(
    ("better", "worse"), [("2015-11-04/2015-11-06", "2015-11-04"), ("2015-11", "2015"), ("2015", "XXXX-11-04")]
)
def test_the_most_specific_date_is_kept(better: str, worse: str) -> None:
    assert summary(({"date": worse}, "2010-01-01", "a"), ({"date": better}, None, "b")) == {"date": better}


def test_then_the_oldest_release_counts_and_an_undated_one_last() -> None:
    told = [
        ({"gender": "male"}, None, "a"),
        ({"gender": "female"}, "2015-01-01", "c"),
        ({"gender": "male"}, "2016-01-01", "b"),
    ]
    assert summary(*told) == {"gender": "female"}


def test_then_the_lowest_hash() -> None:
    assert summary(({"gender": "male"}, "2015-01-01", "b"), ({"gender": "female"}, "2015-01-01", "a")) == {
        "gender": "female"
    }


def test_a_place_is_taken_whole() -> None:
    assert summary(({"place": ["Goma", None, None]}, None, "a"), ({"place": [None, "Congo", "CD"]}, None, "b")) == {
        "place": [None, "Congo", "CD"]
    }


def test_nothing_said_says_nothing() -> None:
    assert summary(({"name": "Anne", "gender": None, "place": [None, None, None], "kind": ""}, None, "a")) == {
        "name": "Anne"
    }


def test_a_bare_name_counts_only_where_there_is_no_mention() -> None:
    mentioned = candidates({"name": "FIDA"}, None, "f" * 64)
    assert fold(fold({}, [bare("Fédération")]), mentioned)["name"] == "FIDA"
    assert fold(fold({}, mentioned), [bare("Fédération")])["name"] == "FIDA"


def test_the_summary_that_was_is_not_changed() -> None:
    before = fold({}, candidates({"name": "Anne"}, None, "a"))
    kept = repr(before)
    fold(before, candidates({"name": "Anne Martin"}, None, "a"))
    assert repr(before) == kept


told = st.tuples(
    st.fixed_dictionaries(
        {},
        optional={
            "name": st.sampled_from(["Anne", "ANNE", "Ânne"]),
            "date": st.sampled_from(["2015", "2015-11", "2016"]),
            "kind": st.sampled_from(["other", "summit"]),
        },
    ),
    st.sampled_from([None, "2015-01-01", "2016-01-01"]),
    st.sampled_from("abc"),
)


@given(st.lists(told, max_size=8), st.randoms())
def test_any_order_ends_alike(said: list[tuple[dict[str, object], str | None, str]], rng: random.Random) -> None:
    shuffled = list(said)
    rng.shuffle(shuffled)
    assert summary(*said) == summary(*shuffled)
