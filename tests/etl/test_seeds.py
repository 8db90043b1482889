"""The five seeds are read as a careful reader reads them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from etl.evaluation.gold import gold_of
from etl.evaluation.tally import Error
from etl.evaluation.tasks import TASKS, evaluate
from etl.evaluation.texts import by_stem, parsed
from etl.parse.values import ParsedRelease
from tests.etl.seed_answers import PROGRAMMES, SEEDS
from tests.test_gold import FLOORS

TEXTS = by_stem(Path("seeds"))


@cache
def read(stem: str) -> ParsedRelease:
    return parsed(TEXTS[stem])


def errors(stem: str, *tasks: str) -> list[Error]:
    tallies = evaluate([(gold_of(stem, SEEDS[stem]), read(stem))])
    return [error for task in tasks for error in tallies[task].errors]


every_seed = pytest.mark.parametrize("stem", SEEDS)


@every_seed
def test_title_day_and_dateline_are_as_written(stem: str) -> None:
    assert errors(stem, "title", "date", "dateline") == []


@every_seed
def test_everybody_is_named_once_in_their_office(stem: str) -> None:
    assert errors(stem, "persons", "roles") == []


@every_seed
def test_every_statement_is_a_quote_of_its_kind_by_its_speaker(stem: str) -> None:
    assert errors(stem, "quotes", "direct", "quote+speaker") == []


@every_seed
def test_reported_speech_has_its_speaker(stem: str) -> None:
    assert errors(stem, "indirect", "indirect speakers") == []


@every_seed
def test_every_quantity_has_its_unit_and_qualifier(stem: str) -> None:
    assert errors(stem, "figures", "units", "qualifiers") == []


@every_seed
def test_every_event_has_its_place_and_days(stem: str) -> None:
    assert errors(stem, "events", "event facts") == []


@pytest.mark.parametrize(
    ("stem", "name"), [(stem, name) for stem, names in PROGRAMMES.items() for name in sorted(names)]
)
def test_programmes_are_known(stem: str, name: str) -> None:
    assert any(name in one.name for one in read(stem).programmes)


@pytest.mark.parametrize("task", TASKS)
def test_no_task_falls_below_its_floor(task: str) -> None:
    tallies = evaluate((gold_of(stem, answers), read(stem)) for stem, answers in SEEDS.items())
    assert tallies[task].f1 >= FLOORS["seeds"][task]
