"""Speech that a dash opens, as in dialogues: «— Le plus dur, témoigne X, c’est d’expliquer.»

Such a paragraph has no quotation marks, ends as a sentence does, and says in commas who speaks: lists do not.
"""

from __future__ import annotations

from bisect import bisect_left

from etl.parse.marks import SIGN, Quoted
from etl.parse.reading import Reading
from etl.parse.verbs import Saying

DASHES = "—–"


def spoken_lines(reading: Reading, sayings: list[Saying]) -> list[Quoted]:
    """The paragraphs that a dash opens as speech, in order."""
    firsts = [saying.first for saying in sayings]
    plain = reading.plain
    paragraphs = [(start, start + len(plain[start:end].rstrip())) for start, end in reading.paragraphs]
    return [
        Quoted([(start + 2, end)], "—", start, end, closed=True)
        for start, end in paragraphs
        if is_speech(reading, start, end)
        and any(is_aside(reading, one) for one in sayings[slice(*tokens_of(reading, firsts, start, end))])
    ]


def is_speech(reading: Reading, start: int, end: int) -> bool:
    """Whether the paragraph has the form of speech: a dash, a capital, a sentence's end, no marks."""
    plain = reading.plain
    opens = plain[start] in DASHES and plain[start + 1 : start + 2] == " " and plain[start + 2 : start + 3].isupper()
    return opens and plain[end - 1] in ".!?…" and SIGN.search(plain, start, end) is None


def tokens_of(reading: Reading, firsts: list[int], start: int, end: int) -> tuple[int, int]:
    """Which of the verbs of saying, by their first tokens, stand between two characters."""
    first, after = reading.token_at(start), reading.token_at(end)
    return bisect_left(firsts, first), bisect_left(firsts, after)


def is_aside(reading: Reading, saying: Saying) -> bool:
    """Whether the verb stands behind a comma and before its subject: «, témoigne X», «, a-t-il dit»."""
    if reading.low[saying.first - 1] not in (",", "!", "?"):
        return False
    behind = reading.words[saying.last + 1 : saying.last + 2]
    return saying.pronoun is not None or any(word[0].isupper() or word in ("le", "la", "l'", "un") for word in behind)
