"""What holds for every text, however spoilt. HYPOTHESIS_EXAMPLES asks for more than the suite's few."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.parse import parse
from etl.parse.gazetteer import gazetteer
from etl.parse.reading import Reading
from tests.etl.parse.builders import OPENING
from tests.etl.parse.mutations import MUTATIONS, NOISE, Mutation, gold_texts
from tests.etl.parse.promises import broken_promises

EXAMPLES = int(os.environ.get("HYPOTHESIS_EXAMPLES", "100"))
several = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    derandomize=EXAMPLES <= 100,
)
where = st.floats(0, 1, exclude_max=True)
changes = st.lists(st.tuples(st.sampled_from(MUTATIONS), where, where), min_size=1, max_size=6)
TEXTS = [OPENING, *gold_texts()]


def spoilt(text: str, how: list[tuple[Mutation, float, float]]) -> str:
    """The text after each change in turn."""
    for mutation, a, b in how:
        text = mutation(text, a, b)[:40_000]
    return text


@several
@given(st.sampled_from(TEXTS), changes)
def test_the_parser_keeps_its_promises_on_spoilt_releases(text: str, how: list[tuple[Mutation, float, float]]) -> None:
    assert broken_promises(spoilt(text, how)) == []


@several
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=400))
def test_the_parser_keeps_its_promises_on_any_characters(text: str) -> None:
    assert broken_promises(text) == []


@several
@given(st.lists(st.sampled_from(NOISE), max_size=60).map("".join))
def test_the_parser_keeps_its_promises_on_fragments_of_releases(text: str) -> None:
    assert broken_promises(text) == []


@several
@given(st.lists(st.sampled_from([*NOISE, *OPENING.split()]), max_size=80).map(" ".join))
def test_the_parser_keeps_its_promises_on_words_in_any_order(text: str) -> None:
    assert broken_promises(text) == []


def test_the_parser_keeps_its_promises_on_every_release_of_the_golden_set() -> None:
    assert [text[:80] for text in TEXTS if broken_promises(text)] == []


def test_an_empty_text_gives_nothing() -> None:
    parsed = parse("")
    assert (parsed.title, parsed.published_on, parsed.dateline, parsed.spans) == (None, None, None, {})
    assert (parsed.persons, parsed.quotes, parsed.figures, parsed.events, parsed.programmes) == ((), (), (), (), ())


def test_a_text_may_break_off_in_a_listed_name() -> None:
    begun = [f"{first} {second}" for first, seconds in gazetteer().longer.items() for second in seconds]
    assert [words for words in begun if any(one.last > 1 for one in gazetteer().find(Reading(words)))] == []
