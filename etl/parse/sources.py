"""What names the source of words: «Selon M. Diallo, …», «de l’avis du préfet», «d’après les chiffres de l’OMS»."""

from __future__ import annotations

import re

from etl.lexicon import load, words
from etl.parse.reading import Reading

SOURCE_NOUNS = words("saying", "source_nouns")
OWN_WORDS = words("saying", "own_words")
POSSESSIVES = words("saying", "possessives")
CONTRACTED = ("de", "du", "des", "d'")


def phrases() -> dict[str, list[tuple[str, ...]]]:
    """The phrases that name a source by their first word, longest first, as tokens."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in load("saying")["according"]:
        parts = re.findall(r"[^\W\d_]+'?", phrase)
        forms = [[*parts[:-1], last] for last in CONTRACTED] if parts[-1] == "de" else [parts]
        for form in forms:
            table.setdefault(form[0], []).append(tuple(form))
    return {first: sorted(forms, key=len, reverse=True) for first, forms in table.items()}


PHRASES = phrases()


def source_at(reading: Reading, i: int) -> int | None:
    """The token behind a phrase that names a source and begins at token i, or None."""
    for phrase in PHRASES.get(reading.low[i], ()):
        if tuple(reading.low[i : i + len(phrase)]) == phrase:
            behind = i + len(phrase)
            return behind if behind < reading.count and (phrase != ("pour",) or names_a_view(reading, i)) else None
    return None


def names_a_view(reading: Reading, i: int) -> bool:
    """Whether «pour» at token i can name whose view it is: it opens the sentence, or a phrase between commas."""
    return i in reading.openings or (i > 0 and reading.low[i - 1] == ",")


def is_own_words(reading: Reading, i: int) -> bool:
    """«ses propres termes», «sa formule» at token i: the words are those of whom the text speaks of."""
    low = reading.low
    return low[i] in POSSESSIVES and any(word in OWN_WORDS for word in low[i + 1 : i + 3])


def is_material(reading: Reading, i: int) -> bool:
    """«les premiers chiffres», «un rapport» at token i: what comes from a source that is named behind it."""
    return any(word in SOURCE_NOUNS for word in reading.low[i : i + 4])
