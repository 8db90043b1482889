"""What went from a text and what came, word by word."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from archive.curation.history.difference import Piece, difference, shortened


def test_words_that_went_and_came_stand_beside_what_stayed() -> None:
    assert difference("Elle a dit oui.", "Elle a dit non.") == [
        Piece("same", "Elle a dit "),
        Piece("gone", "oui"),
        Piece("come", "non"),
        Piece("same", "."),
    ]


@given(st.text("ab ,é"), st.text("ab ,é"))
def test_the_pieces_make_up_both_texts(before: str, after: str) -> None:
    pieces = difference(before, after)
    assert "".join(one.text for one in pieces if one.part != "come") == before
    assert "".join(one.text for one in pieces if one.part != "gone") == after


def test_what_stayed_is_cut_down_to_what_stands_beside_a_change() -> None:
    long = " ".join(map(str, range(100)))
    first, gone, come, last = shortened(difference(f"{long} oui {long}", f"{long} non {long}"))
    assert (len(first.text), first.text[0], gone.text, come.text) == (61, "…", "oui", "non")
    assert (len(last.text), last.text[-1]) == (61, "…")


def test_two_long_texts_are_told_apart_within_seconds() -> None:
    start = time.perf_counter()
    difference("un mot " * 20_000, "deux noms " * 20_000)
    assert time.perf_counter() - start < 5
