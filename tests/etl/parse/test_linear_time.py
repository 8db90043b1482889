"""No text is slow: the time is proportional to the length, whatever the text is made of.

PARSED_MEGABYTES asks for more than the suite's one megabyte of releases.
"""

from __future__ import annotations

import os
import time

import pytest

from etl.parse import parse
from tests.etl.parse.adversaries import KINDS, adversary, repeated
from tests.etl.parse.mutations import gold_texts

SHORT, LONG = 2_000, 32_000
MEGABYTES = float(os.environ.get("PARSED_MEGABYTES", "1"))
FACTOR = 3
DEAREST = 25  # times what as many characters of releases take
RUNS = 3
FLOOR = 0.002  # seconds, under which a clock says little


def timed(text: str) -> float:
    """Seconds of the processor that parsing took."""
    begun = time.process_time()
    parse(text)
    return time.process_time() - begun


def least(text: str) -> float:
    """The least seconds of several runs."""
    return max(min(timed(text) for _ in range(RUNS)), FLOOR)


def in_proportion(short: str, long: str) -> bool:
    """Whether the long text takes, at best, its share of what the short one takes, within the factor."""
    most = FACTOR * least(short) * len(long) / len(short)
    return any(timed(long) < most for _ in range(RUNS))


def dear(text: str) -> bool:
    """Whether the text, at best, takes so many times what releases of its length do."""
    releases = repeated("\n\n".join(gold_texts()), len(text))
    return all(timed(text) > DEAREST * max(timed(releases), FLOOR) for _ in range(RUNS))


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_sixteen_times_as_long_takes_no_more_than_in_proportion(kind: str) -> None:
    assert in_proportion(adversary(kind, SHORT), adversary(kind, LONG))


@pytest.mark.parametrize("kind", KINDS)
def test_no_text_is_much_dearer_than_releases_of_its_length(kind: str) -> None:
    assert not dear(adversary(kind, LONG))


def test_ordinary_releases_one_after_the_other_take_no_more_than_in_proportion() -> None:
    releases = "\n\n".join(gold_texts())
    assert in_proportion(releases[:16_000], repeated(releases, int(MEGABYTES * 1e6)))
