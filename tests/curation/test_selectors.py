"""Finding words again in another version of a text."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from archive.curation.selectors import Selector, place, same_end, same_start, select

TEXT = "La FIDA compte 12 navires au nord et 12 ferries au sud. La FIDA s’agrandit."


def moved(new: str, *words: str, nth: int = 0) -> list[str | None]:
    """What stands where the words went: the words themselves, or None."""
    selectors = []
    for one in words:
        start = -1
        for _ in range(nth + 1):
            start = TEXT.index(one, start + 1)
        selectors.append(select(TEXT, start, start + len(one)))
    return [
        None if at is None else f"{at}:{new[at : at + len(one)]}"
        for at, one in zip(place(selectors, TEXT, new), words, strict=True)
    ]


def test_a_selector_keeps_thirty_two_characters_around_the_words() -> None:
    text = "a" * 40 + "mot" + "b" * 40
    assert select(text, 40, 43) == Selector(40, "mot", "a" * 32, "b" * 32)


def test_a_paragraph_put_before_moves_everything() -> None:
    assert moved("Neuf.\n" + TEXT, "FIDA", "12 navires") == ["9:FIDA", "21:12 navires"]


def test_what_stands_before_the_first_difference_stays() -> None:
    assert moved(TEXT.replace("ferries", "bateaux"), "12 navires", "FIDA") == ["15:12 navires", "3:FIDA"]


def test_twins_are_told_apart_by_their_surroundings() -> None:
    new = "Selon nous, 12 ferries au sud, puis 12 navires au nord."
    assert moved(new, "12", nth=0) == [f"{new.index('12 navires')}:12"]
    assert moved(new, "12", nth=1) == [f"{new.index('12 ferries')}:12"]


def test_twins_of_which_one_is_gone_do_not_share_the_other_ones_place() -> None:
    new = "Voici 12 ferries au sud."
    first, second = TEXT.index("12 navires"), TEXT.index("12 ferries")
    assert place([select(TEXT, first, first + 2), select(TEXT, second, second + 2)], TEXT, new) == [None, 6]


def test_words_that_are_gone_have_no_place() -> None:
    assert moved("Tout autre chose.", "12 navires") == [None]


def test_a_few_characters_among_other_words_are_not_the_same() -> None:
    assert moved("Le 12 mai, rien de neuf.", "12") == [None]


def test_annotations_of_one_place_stay_together() -> None:
    one = select(TEXT, 3, 7)
    assert place([one, one], TEXT, "x " + TEXT) == [5, 5]


def test_words_without_a_known_place_are_placed_where_they_stand_once() -> None:
    assert place([Selector(None, "12 navires")], "", TEXT) == [15]
    assert place([Selector(None, "12")], "", TEXT) == [None]


@given(st.text("ab \n", max_size=40), st.text("ab \n", max_size=40))
def test_common_ends_are_counted(one: str, other: str) -> None:
    start, end = same_start(one, other), same_end(one, other)
    assert one[:start] == other[:start]
    assert one[start : start + 1] != other[start : start + 1] or start == min(len(one), len(other))
    assert one[len(one) - end :] == other[len(other) - end :]


@given(st.text("abc ", min_size=1, max_size=60), st.text("abc ", max_size=60), st.data())
def test_words_are_placed_on_themselves_or_nowhere(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    (at,) = place([select(old, start, end)], old, new)
    assert at is None or new[at : at + end - start] == old[start:end]


@given(st.text("abc ", min_size=1, max_size=60), st.text("abc ", max_size=60), st.data())
def test_words_after_an_insertion_move_with_it(old: str, before: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    (at,) = place([select(old, start, end)], old, before + old)
    assert at is not None


def test_thousands_of_twins_are_placed_in_a_moment() -> None:
    old, new = "12 " * 20_000, "x 12 y " * 20_000
    start = time.perf_counter()
    place([select(old, n * 3, n * 3 + 2) for n in range(5_000)], old, new)
    assert time.perf_counter() - start < 5
