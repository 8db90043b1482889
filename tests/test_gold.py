"""Our own texts: their answers are sound, and the parser loses no ground on them.

Of the blind ones only figures are computed here: no test says what was wrong in them.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from etl.evaluation.gold import read_gold
from etl.evaluation.tasks import TASKS, evaluate
from etl.evaluation.texts import parsed_texts
from etl.evaluation.wording import folded, words

GOLD = Path(__file__).parent / "gold"
SETS = {"gold": GOLD, "blind": GOLD / "blind"}
FLOORS: dict[str, dict[str, float]] = tomllib.loads((GOLD / "floors.toml").read_text(encoding="utf-8"))
ANSWERS = sorted(path for folder in SETS.values() for path in folder.glob("*.json"))


@cache
def reached(name: str) -> dict[str, float]:
    """F1 by task."""
    folder = SETS[name]
    return {task: tally.f1 for task, tally in evaluate(parsed_texts(read_gold(folder), folder)).items()}


def as_written(answers: Any) -> Iterator[tuple[str, str | None]]:
    """What has to stand in the text word by word: (what it is, the words)."""
    release = answers["release"]
    yield from ((name, release.get(name)) for name in ("title", "city", "country"))
    # A nickname may stand between two parts of a name.
    yield from (("person", part) for one in answers["persons"] for part in one["name"].split())
    for one in (*answers["figures"], *answers.get("figures_optional", ())):
        yield from (("anchor", anchor) for anchor in (one["anchor"], *one.get("anchor_alt", ())))
    for one in (*answers["quotes"], *answers.get("indirect", ())):
        if not one.get("incise"):
            yield from (("quote", one[end]) for end in ("starts", "ends"))


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path.stem[:3])
def test_answers_stand_in_their_text(path: Path) -> None:
    answers = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    assert answers["chars"] == len(text)
    there = folded(text)  # words may be glued by a lost space
    astray = [(what, said) for what, said in as_written(answers) if folded(said) not in there]
    inserted = [(one["starts"], one["ends"]) for one in answers["quotes"] if one.get("incise")]
    astray += [ends for ends in inserted if not set(words(" ".join(ends))) <= set(words(text))]
    assert (len(astray) if path.parent == SETS["blind"] else astray) in ([], 0)


@pytest.mark.parametrize("folder", SETS.values(), ids=SETS)
def test_every_text_has_its_answers(folder: Path) -> None:
    texts, answers = ({path.stem for path in folder.glob(f"*.{suffix}")} for suffix in ("txt", "json"))
    assert texts ^ answers == set()


def test_every_task_has_a_floor() -> None:
    assert {name: tuple(floors) for name, floors in FLOORS.items()} == dict.fromkeys(("gold", "blind", "seeds"), TASKS)


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("name", SETS)
def test_no_task_falls_below_its_floor(name: str, task: str) -> None:
    assert reached(name)[task] >= FLOORS[name][task]
