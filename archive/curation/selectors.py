"""Where words stand, to find them again in another version of a text (W3C Web Annotation text quote selectors)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

CONTEXT = 32  # characters kept before and after
LONG = 8  # characters from which words are told apart by themselves; shorter ones need their surroundings
NEAR = 6  # characters of surroundings that suffice
MOST_PAIRS = 200_000  # comparisons of twins, so that no text makes placing slow


class Selector(NamedTuple):
    """The words `exact` at `start` (null if their place is not known), and what stands around them."""

    start: int | None
    exact: str
    prefix: str = ""
    suffix: str = ""


def select(text: str, start: int, end: int) -> Selector:
    """The selector of `text[start:end]`."""
    return Selector(start, text[start:end], *surroundings(text, start, end))


def surroundings(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after `text[start:end]`."""
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def place(selectors: Sequence[Selector], old: str, new: str) -> list[int | None]:
    """Where the words of each selector, made on `old`, start in `new`; None where they are gone.

    What stands before the first or after the last difference moves with its text. The rest is found by its words, twins
    by their surroundings, each at a place of its own; selectors with one start stay together.
    """
    before, after = same_start(old, new), same_end(old, new)
    shift = len(new) - len(old)
    places: list[int | None] = [None] * len(selectors)
    lost: defaultdict[str, list[int]] = defaultdict(list)
    for index, one in enumerate(selectors):
        if one.start is None:
            lost[one.exact].append(index)
        elif one.start + len(one.exact) <= before:
            places[index] = one.start
        elif one.start >= len(old) - after:
            places[index] = one.start + shift
        else:
            lost[one.exact].append(index)
    for exact, indexes in lost.items():
        taken = {places[i] for i, one in enumerate(selectors) if one.exact == exact and places[i] is not None}
        free = [at for at in occurrences(exact, new) if at not in taken]
        for index, at in find([selectors[i] for i in indexes], indexes, free, new):
            places[index] = at
    return places


def find(
    selectors: Sequence[Selector], indexes: Sequence[int], free: list[int], text: str
) -> Iterator[tuple[int, int]]:
    """Give selectors of the same words their places, the most alike surroundings first."""
    if len(selectors) * len(free) > MOST_PAIRS:
        free = free[: max(1, MOST_PAIRS // len(selectors))]
    pairs = sorted(
        (-alike(one, at, text), abs(at - one.start) if one.start is not None else 0, at, number)
        for number, one in enumerate(selectors)
        for at in free
    )
    at_start: dict[int, int] = {}  # old start → new place
    given: set[int] = set()
    placed: set[int] = set()
    for score, _distance, at, number in pairs:
        one = selectors[number]
        if number in placed or not acceptable(one, -score, len(free)):
            continue
        if one.start is not None and one.start in at_start:
            at = at_start[one.start]
        elif at in given:
            continue
        placed.add(number)
        given.add(at)
        if one.start is not None:
            at_start[one.start] = at
        yield indexes[number], at


def acceptable(one: Selector, score: int, places: int) -> bool:
    """Whether a place whose surroundings agree in `score` characters can be that of the words."""
    whole = len(one.prefix) + len(one.suffix)
    return score >= min(NEAR, whole or NEAR) or (len(one.exact) >= LONG and (whole > 0 or places == 1))


def alike(one: Selector, at: int, text: str) -> int:
    """How many characters next to the place agree with the selector's surroundings."""
    end = at + len(one.exact)
    return same_end(one.prefix, text[max(0, at - CONTEXT) : at]) + same_start(one.suffix, text[end : end + CONTEXT])


def occurrences(words: str, text: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def same_start(one: str, other: str) -> int:
    """How many characters two strings share at their start."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[low:middle] == other[low:middle] else (low, middle - 1)
    return low


def same_end(one: str, other: str) -> int:
    """How many characters two strings share at their end."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        same = one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]
        low, high = (middle, high) if same else (low, middle - 1)
    return low
