"""Which annotation is which across two parses of a release."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

HALF = 0.5
STAYS_REJECTED = 0.8


@dataclass(frozen=True, slots=True)
class Place:
    """Something the parser found at a place in today's text; `start` and `end` null if its words are gone.

    Only the same `sort` can match (quote, figure, mention of a person …). `said` tells apart what stands at one place.
    """

    sort: str
    start: int | None
    end: int | None
    exact: str
    said: object = None
    rejected: bool = False


def match(old: Sequence[Place], new: Sequence[Place]) -> dict[int, int]:
    """Pair finds with rows, one to one: index in `new` → index in `old`.

    In passes: same place and said the same; same place; same words where the row's own place is gone; largest overlap
    of a half or more, of 0.8 or more if an editor rejected the row.
    """
    pairs: dict[int, int] = {}
    free = set(range(len(old)))
    for way in (same_place_and_said, same_place, same_words):
        rows: defaultdict[object, list[int]] = defaultdict(list)
        for index in sorted(free, reverse=True):
            if (key := way(old[index], True)) is not None:
                rows[key].append(index)
        for index, one in enumerate(new):
            key = way(one, False)
            if index not in pairs and key is not None and rows[key]:
                pairs[index] = rows[key].pop()
                free.discard(pairs[index])
    for _overlap, index, row in sorted(
        overlapping(old, new, free, set(pairs)), key=lambda three: (-three[0], *three[1:])
    ):
        if index not in pairs and row in free:
            pairs[index] = row
            free.discard(row)
    return pairs


def same_place_and_said(one: Place, _is_row: bool) -> object:
    return None if one.start is None else (one.sort, one.start, one.end, repr(one.said))


def same_place(one: Place, _is_row: bool) -> object:
    return None if one.start is None else (one.sort, one.start, one.end)


def same_words(one: Place, is_row: bool) -> object:
    """Only a row without a place looks for its words elsewhere; a rejected one does not."""
    return None if is_row and (one.start is not None or one.rejected) else (one.sort, one.exact)


def overlapping(
    old: Sequence[Place], new: Sequence[Place], rows: set[int], done: set[int]
) -> Iterator[tuple[float, int, int]]:
    """Every pair of a free row and a free find that overlap enough: (overlap, find, row)."""
    by_sort: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    longest: defaultdict[str, int] = defaultdict(int)
    for row in rows:
        one = old[row]
        if one.start is not None and one.end is not None:
            by_sort[one.sort].append((one.start, row))
            longest[one.sort] = max(longest[one.sort], one.end - one.start)
    for starts in by_sort.values():
        starts.sort()
    for index, one in enumerate(new):
        if index in done or one.start is None:
            continue
        starts = by_sort[one.sort]
        first = bisect_left(starts, (one.start - longest[one.sort], 0))
        for _start, row in starts[first : bisect_left(starts, (one.end or 0, 0))]:
            if (shared := overlap(old[row], one)) >= (STAYS_REJECTED if old[row].rejected else HALF):
                yield shared, index, row


def overlap(one: Place, other: Place) -> float:
    """The part of their common stretch that two places share, from 0 to 1."""
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return 0.0
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / (max(one.end, other.end) - min(one.start, other.start)) if shared > 0 else 0.0


def part_within(one: Place, other: Place) -> float:
    """Which part of `one` lies within `other`, from 0 to 1."""
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return 0.0
    return max(0, min(one.end, other.end) - max(one.start, other.start)) / (one.end - one.start)
