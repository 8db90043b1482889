"""Which annotation is which across two parses."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from archive.curation.matching import Place, match, overlap, part_within


def at(start: int | None, end: int | None = None, exact: str = "", sort: str = "quote:", **more: object) -> Place:
    return Place(sort, start, end, exact or f"{start}-{end}", **more)  # type: ignore[arg-type]


def test_the_same_place_is_the_same() -> None:
    assert match([at(0, 5), at(8, 9)], [at(8, 9), at(0, 5)]) == {0: 1, 1: 0}


def test_another_sort_is_never_the_same() -> None:
    assert match([at(0, 5, sort="figure:")], [at(0, 5)]) == {}


def test_of_two_at_one_place_what_was_said_tells() -> None:
    old = [at(0, 5, said={"person": "A"}), at(0, 5, said={"person": "B"})]
    assert match(old, [at(0, 5, said={"person": "B"}), at(0, 5, said={"person": "A"})]) == {0: 1, 1: 0}


def test_the_same_place_wins_over_a_larger_overlap_elsewhere() -> None:
    assert match([at(0, 10), at(0, 4)], [at(0, 4)]) == {0: 1}


def test_words_whose_place_is_gone_are_known_by_themselves() -> None:
    assert match([at(None, exact="oui")], [at(40, 43, "oui")]) == {0: 0}


def test_rejected_words_whose_place_is_gone_reject_nothing_elsewhere() -> None:
    assert match([at(None, exact="oui", rejected=True)], [at(40, 43, "oui")]) == {}


def test_a_half_overlaps_enough_and_less_does_not() -> None:
    assert match([at(0, 10)], [at(5, 10)]) == {0: 0}
    assert match([at(0, 10)], [at(6, 10)]) == {}


def test_the_largest_overlap_keeps_the_row_when_one_splits() -> None:
    assert match([at(0, 20)], [at(0, 10), at(8, 20)]) == {1: 0}


def test_the_largest_overlap_gives_the_row_when_several_join() -> None:
    assert match([at(0, 8), at(8, 20)], [at(0, 20)]) == {0: 1}


def test_a_rejected_row_takes_what_overlaps_it_by_four_fifths() -> None:
    assert match([at(0, 10, rejected=True)], [at(0, 8)]) == {0: 0}
    assert match([at(0, 10, rejected=True)], [at(0, 7)]) == {}


def test_overlap_is_the_shared_part_of_the_common_stretch() -> None:
    assert [overlap(at(0, 10), at(5, 15)), overlap(at(0, 10), at(10, 12)), overlap(at(0, 10), at(None))] == [
        5 / 15,
        0,
        0,
    ]


def test_the_part_within_counts_from_the_smaller() -> None:
    assert [part_within(at(2, 4), at(0, 10)), part_within(at(8, 12), at(0, 10)), part_within(at(None), at(0, 1))] == [
        1,
        0.5,
        0,
    ]


places = st.builds(
    lambda start, length, sort, rejected: Place(sort, start, start + length, "x" * length, None, rejected),
    st.integers(0, 60),
    st.integers(1, 30),
    st.sampled_from(["quote:", "figure:"]),
    st.booleans(),
)


@given(st.lists(places, max_size=12), st.lists(places, max_size=12))
def test_every_find_and_every_row_is_paired_once_at_most(old: list[Place], new: list[Place]) -> None:
    pairs = match(old, new)
    assert len(set(pairs.values())) == len(pairs)
    assert all(old[row].sort == new[find].sort and overlap(old[row], new[find]) >= 0.5 for find, row in pairs.items())


@given(st.lists(places, max_size=12, unique_by=lambda one: (one.sort, one.start, one.end)))
def test_the_same_parse_again_pairs_everything_with_itself(finds: list[Place]) -> None:
    assert match(finds, finds) == {index: index for index in range(len(finds))}


def test_ten_thousand_finds_are_matched_in_a_moment() -> None:
    old = [at(n * 10, n * 10 + 6) for n in range(10_000)]
    new = [at(n * 10 + 1, n * 10 + 6) for n in range(10_000)]
    start = time.perf_counter()
    assert len(match(old, new)) == 10_000
    assert time.perf_counter() - start < 2
