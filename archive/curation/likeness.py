"""How alike two texts are: the part of the five-word shingles that they share."""

from __future__ import annotations

import re

WORDS = re.compile(r"\w+")
LENGTH = 5
SAME_DOCUMENT = 0.5


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Every five words that follow each other, without case; a shorter text is one shingle."""
    words = WORDS.findall(text.lower())
    return frozenset(tuple(words[at : at + LENGTH]) for at in range(max(1, len(words) - LENGTH + 1)))


def shared(text: str, other: str) -> float:
    """The part of `text`'s shingles that `other` has too, from 0 to 1."""
    own = shingles(text)
    return len(own & shingles(other)) / len(own)
