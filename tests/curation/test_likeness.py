"""How alike two texts are."""

from __future__ import annotations

from archive.curation.likeness import shared, shingles


def test_every_five_words_that_follow_each_other_count() -> None:
    assert shingles("Un deux, trois quatre cinq SIX") == {
        ("un", "deux", "trois", "quatre", "cinq"),
        ("deux", "trois", "quatre", "cinq", "six"),
    }


def test_a_short_text_is_one_shingle() -> None:
    assert shingles("Un deux") == {("un", "deux")}


def test_the_part_is_that_of_the_first_text() -> None:
    short, long = "a b c d e f", "a b c d e f g h i j"
    assert (shared(short, long), shared(long, short), shared(short, "x y z")) == (1, 2 / 6, 0)
