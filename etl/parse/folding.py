"""Words without case and accents, for comparing."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Lower case, no accents, œ as oe; spaces, apostrophes and signs stay."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize(
        "NFKD", text.lower().replace("œ", "oe").replace("æ", "ae").replace("ø", "o").replace("ł", "l")
    )
    return "".join(char for char in decomposed if not unicodedata.combining(char))
