"""Answers as they are written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from etl.evaluation.gold import GoldError, read_gold
from tests.etl.evaluation.answers import WHOLE, gold


def test_answers_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    for stem in ("902", "901"):
        (tmp_path / f"{stem}.json").write_text(json.dumps(WHOLE), encoding="utf-8")
    assert [one.stem for one in read_gold(tmp_path)] == ["901", "902"]


def test_a_folder_without_answers_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="holds no answers"):
        read_gold(tmp_path)


@pytest.mark.parametrize("content", ["{", "[]", '{"release": {}}', '{"release": {}, "persons": [{}]}'])
def test_answers_of_another_form_are_refused_by_name(tmp_path: Path, content: str) -> None:
    (tmp_path / "901.json").write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match=r"901\.json"):
        read_gold(tmp_path)


def test_a_day_without_a_year_is_edtf() -> None:
    (event,) = gold(events=[{"name": "Sommet", "starts_partial": "11-24", "ends_partial": "11-27"}]).events
    assert (event.starts, event.ends) == ("XXXX-11-24", "XXXX-11-27")


def test_other_names_may_be_one_or_several() -> None:
    events = [{"name": "Sommet", "city": "Lyon", "city_alt": alt} for alt in ("Paris", ["Paris", "Nice"], None)]
    assert [one.cities for one in gold(events=events).events] == [
        ("Lyon", "Paris"),
        ("Lyon", "Paris", "Nice"),
        ("Lyon",),
    ]
