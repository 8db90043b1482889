"""Words compared as a reader would: over case, accents, punctuation and spaces."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
PER_CENT = re.compile("([%‰])")
NO_WORD = re.compile(r"[^\w%‰]+")
ARTICLE = re.compile(r"^(?:l['’]|l[ea]s? |the )", re.IGNORECASE)
STOP = frozenset(
    {"a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "of", "pour", "sur", "the", "un"}
    | {"une"}
)
SAME_UNIT = {"kilo": "kg", "kilogramme": "kg", "kilos": "kg", "kilogrammes": "kg", "gramme": "g", "grammes": "g"}
REMEMBERED = 1 << 15  # texts; every quote is compared with every other of its release


@lru_cache(REMEMBERED)
def folded(text: str | None) -> str:
    """The text without case, accents and punctuation, a space between words; % is a word of its own."""
    decomposed = unicodedata.normalize("NFKD", text or "")
    kept = (one for one in decomposed if not unicodedata.combining(one) and unicodedata.category(one) != "Cf")
    plain = "".join(kept).lower().translate(LIGATURES)
    return NO_WORD.sub(" ", PER_CENT.sub(r" \1 ", plain)).strip()


def words(text: str | None) -> list[str]:
    return folded(text).split()


@lru_cache(REMEMBERED)
def keys(text: str | None) -> frozenset[str]:
    """The words that tell: those of every text are left out."""
    return frozenset(words(text)) - STOP


def overlap(one: str | None, other: str | None) -> float:
    """The part of the shorter one's telling words that both have, from 0 to 1."""
    first, second = keys(one), keys(other)
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names have the same words in any order, an article in front aside."""
    first, second = (frozenset(words(ARTICLE.sub("", (name or "").strip()))) for name in (one, other))
    return bool(first) and first == second


def singular(noun: str) -> str:
    """A folded noun in the singular: «tribunaux» → «tribunal», «kilos» → «kg»."""
    noun = SAME_UNIT.get(noun, noun)
    return re.sub("(?<!e)aux$", "al", noun).rstrip("sx") if len(noun) > 2 else noun


def singulars(*texts: str | None) -> set[str]:
    return {singular(word) for text in texts for word in keys(text)}
