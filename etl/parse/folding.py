"""Words without case and accents, for comparing."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LETTERS = (("œ", "oe"), ("æ", "ae"), ("ø", "o"), ("ł", "l"))
ACCENTS = re.compile("[\u0300-\u036f]+")


def fold_line(text: str) -> str:
    """What `fold` gives, of words that no text says again: not remembered."""
    if text.isascii():
        return text.lower()
    return ACCENTS.sub("", unicodedata.normalize("NFKD", spelt_out(text.lower())))


def spelt_out(low: str) -> str:
    """Letters that decompose into nothing, as two or as the plain one."""
    for letter, plain in LETTERS:
        if letter in low:
            low = low.replace(letter, plain)
    return low


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Lower case, no accents, œ as oe; spaces, apostrophes and signs stay."""
    return fold_line(text)
