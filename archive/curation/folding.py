"""Words as names are looked up by: without case, accents and punctuation. Pure."""

from __future__ import annotations

import unicodedata


def folded_words(term: str) -> list[str]:
    """Cut what was typed into words as `archive_key` folds names: no case, no accents, no punctuation.

    >>> folded_words("Jürgen  STOCK")
    ['jurgen', 'stock']
    """
    plain = unicodedata.normalize("NFKD", term.casefold().replace("œ", "oe").replace("æ", "ae"))
    letters = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return letters.split()
