"""Words without case and accents, for comparing."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def fold_line(text: str) -> str:
    """What `fold` gives, of words that no text says again: not remembered."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize(
        "NFKD", text.lower().replace("œ", "oe").replace("æ", "ae").replace("ø", "o").replace("ł", "l")
    )
    return NOT_ASCII.sub(unless_combining, decomposed)


def unless_combining(match: re.Match[str]) -> str:
    """The character, or nothing in place of an accent."""
    return "" if unicodedata.combining(match[0]) else match[0]


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Lower case, no accents, œ as oe; spaces, apostrophes and signs stay."""
    return fold_line(text)
