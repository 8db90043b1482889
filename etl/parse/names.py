"""Runs of capitalised words that may be names: «Jürgen Stock», «KHOO Boon Hui», «Elias M. Banda», «Ana de la Cruz».

What shows that a run names a person is found by `etl.parse.evidence`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from etl.lexicon import words
from etl.parse.folding import fold
from etl.parse.gazetteer import Listed, demonyms
from etl.parse.reading import Reading
from etl.parse.titles import HONORIFICS, RANKS, TITLE_WORDS

PARTICLES = words("names", "particles")
FRENCH_PARTICLES = words("names", "french_particles")
JOINING_PARTICLES = words("names", "joining_particles")
NEVER = words("names", "never")
OPENERS = words("words", "sentence_openers")
CLAUSE = words("words", "clause_words")
ELISIONS = words("words", "elisions")
RANK_KINDS = words("titles", "rank_kinds")
PLACES = frozenset(["city", "country", "region"])
NOT_JOINED = frozenset(["country", "organization", "programme", "region"])
FEMALE = frozenset(map(fold, words("given_names", "female")))
MALE = frozenset(map(fold, words("given_names", "male")))
GIVEN = FEMALE | MALE | frozenset(map(fold, words("given_names", "both")))
AMBIGUOUS = frozenset(map(fold, words("given_names", "ambiguous")))
LIKELY_GIVEN = GIVEN | AMBIGUOUS
LONGEST_NAME = 9
WORDS_REMEMBERED = 8192


PREFIXED = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az)-(?=[A-ZÀ-Ý])")


def is_name_word(word: str) -> bool:
    """A capitalised word, or one behind an Arabic article: «al-Khafaji»."""
    return word[0].isupper() or PREFIXED.match(word) is not None


@lru_cache(maxsize=WORDS_REMEMBERED)
def is_like_name(word: str) -> bool:
    """Whether the word, wherever it stands, may be one of a name: a capital, and no title, menu's word or demonym."""
    low = word.lower()
    return word[0].isupper() and not (low in TITLE_WORDS or low in NEVER or low in demonyms() or "." in word)


def is_short_capitals(word: str) -> bool:
    """«LI», «KOK»: a short name in capitals, or an acronym."""
    return 1 < len(word) < 4 and word.isupper() and word.isalpha()


@lru_cache(maxsize=WORDS_REMEMBERED)
def is_given(low: str) -> bool:
    """Whether the word is a given name and little else."""
    return fold(low) in GIVEN


@lru_cache(maxsize=WORDS_REMEMBERED)
def is_likely_given(low: str) -> bool:
    """Whether the word may be a given name, whole or by its first hyphenated part."""
    folded = fold(low).rstrip("'")
    return (
        folded in LIKELY_GIVEN
        or folded.startswith(("abdel", "abdou", "abdul"))
        or ("-" in folded and folded.split("-")[0] in LIKELY_GIVEN)
    )


@dataclass(slots=True)
class Run:
    """Tokens first..last that may be a name; `honorific` is the gender an honorific before it shows, or None."""

    first: int
    last: int
    rule: str = ""
    confidence: float = 0.0
    honorific: str | None = None

    def shown_by(self, rule: str, confidence: float) -> Run:
        """The run as a name found by `rule`."""
        self.rule, self.confidence = rule, confidence
        return self


class Names:
    """Candidate names of a text."""

    def __init__(self, reading: Reading, listed: list[Listed]) -> None:
        self.reading = reading
        self.common = reading.lower_case
        self.openings = reading.openings
        self.taken = self._taken(listed)

    def _taken(self, listed: list[Listed]) -> dict[int, str]:
        """Tokens of listed names → kind."""
        taken: dict[int, str] = {}
        for one in listed:
            if one.entry.kind == "subject":
                continue
            for i in range(one.first, one.last + 1):
                taken[i] = one.entry.kind
        return taken

    def runs(self) -> list[Run]:
        """All candidate runs, in order."""
        found: list[Run] = []
        after = 0
        for i in self.reading.capitals:
            if i >= after and self.may_begin(i):
                found.append(Run(i, self.run_end(i), honorific=self.honorific_before(i)))
                after = found[-1].last + 1
        return found

    def may_begin(self, i: int) -> bool:
        """Whether a name can begin with token i."""
        low = self.reading.low[i]
        if not self.may_belong(i) or low in ELISIONS or self.place_before_name(i):
            return False
        given = is_given(low)
        if self.opens_phrase(i) and (low in OPENERS or low in CLAUSE or (low in self.common and not given)):
            return False
        return given or low == "le" or low not in OPENERS or len(low) >= 4

    def opens_phrase(self, i: int) -> bool:
        """Whether a capital says nothing about token i: at the start of a sentence or of words in marks."""
        return i in self.openings or (i > 0 and self.reading.words[i - 1] in '«“":')

    def place_before_name(self, i: int) -> bool:
        """«de Lyon Paul Marin»: a place right before a given name is no part of it."""
        reading = self.reading
        return (
            self.taken.get(i) in PLACES
            and i + 1 < reading.count
            and reading.tight(i)
            and self.given_at(i + 1)
            and reading.words[i + 1][0].isupper()
            and reading.low[i - 1] in ("de", "d'", "à", "du")
        )

    def may_belong(self, i: int) -> bool:
        """Whether token i can be a word of a name."""
        word = self.reading.words[i]
        if not is_like_name(word):
            return False
        listed = self.taken.get(i) in ("organization", "programme")
        if not listed and not (len(word) < 4 and is_short_capitals(word)):
            return True
        return is_given(self.reading.low[i]) or (not listed and self.next_to_name(i))

    def next_to_name(self, i: int) -> bool:
        """Whether short capitals stand beside a given name or an honorific: «Ahmed LI», «LO Chi Keung», «Mme HA»."""
        reading = self.reading
        before = reading.low[i - 1] if i else ""
        after = reading.low[i + 1] if i + 1 < reading.count else ""
        return is_given(before) or before in HONORIFICS or before == "." or is_given(after)

    def run_end(self, i: int) -> int:
        """Last token of the name that begins at i."""
        last, count = i, self.reading.count
        while last + 1 < count and last - i < LONGEST_NAME:
            following = self.next_word(i, last)
            if following is None:
                break
            last = following
        return last

    def next_word(self, first: int, last: int) -> int | None:
        """Last token of the next word of the name first..last, or None where it ends."""
        reading = self.reading
        words, at = reading.words, last + 1
        glued = reading.starts[at] == reading.ends[last]
        if words[last][-1] == "'" and glued and words[at][0].isalpha():
            return at
        if words[at] == "." and len(words[last]) == 1 and self.capital_at(at + 1) and self.may_belong(at + 1):
            return at + 1
        if glued or not reading.tight(last):
            return None
        if words[at] == "M" and words[at + 1 : at + 2] == ["."] and self.capital_at(at + 2):
            return at + 2 if self.given_at(last) else None  # an initial: Elias M. Banda
        if PREFIXED.match(words[at]):
            return at
        if self.may_belong(at) and (reading.low[at] not in ELISIONS or self.given_at(first)):
            return at
        return self.over_particles(first, last)

    def capital_at(self, i: int) -> bool:
        """Whether there is a token i and it begins with a capital."""
        return i < self.reading.count and self.reading.words[i][0].isupper()

    def over_particles(self, first: int, last: int) -> int | None:
        """Token of the capital behind one to three particles after `last`, or None."""
        reading, at = self.reading, last + 1
        while at < reading.count and at - last < 4 and reading.low[at] in PARTICLES and reading.tight(at - 1):
            at += 1
        if at == last + 1 or at >= reading.count or not self.may_belong(at) or not reading.tight(at - 1):
            return None
        begins_as_name = self.given_at(first) or self.honorific_before(first) is not None
        if any(reading.low[i] in JOINING_PARTICLES for i in range(last + 1, at)):
            return at if begins_as_name else None
        if reading.low[last + 1] not in FRENCH_PARTICLES:
            return at
        if not begins_as_name or self.taken.get(at) in NOT_JOINED or last - first > 4:
            return None
        return None if self.city_of(last + 1, at) else at

    def city_of(self, particle: int, at: int) -> bool:
        """«le maire Paul Marin de Lyon»: «de» before a city tells where somebody is from."""
        reading = self.reading
        return (
            self.taken.get(at) == "city"
            and not self.given_at(at)
            and reading.low[particle] in ("de", "du", "d'")
            and not reading.words[at].isupper()
        )

    def given_at(self, i: int) -> bool:
        """Whether token i may be a given name."""
        return is_likely_given(self.reading.low[i])

    def honorific_before(self, i: int) -> str | None:
        """Gender that an honorific or rank right before token i shows ('' if none); None without such a word."""
        low, at = self.reading.low, i - 1
        while at > 0 and low[at] in PARTICLES and low[at] not in ("des", "e", "y", "'"):
            at -= 1
        over_particle = at < i - 1
        if at >= 0 and low[at] == "." and at and self.reading.starts[at] == self.reading.ends[at - 1]:
            at -= 1
        if at < 0:
            return None
        if low[at] == "me" and at and self.reading.words[at - 1] == "M":
            return "female"
        if self.reading.words[at] == "Me":
            return ""
        while at > 1 and low[at] in RANK_KINDS and low[at - 1] in ("de", "d'"):
            at -= 2  # «le général de brigade Marin»
        if low[at] in HONORIFICS:
            return HONORIFICS[low[at]]
        if low[at] in RANKS and not over_particle:
            return RANKS[low[at]] or {"le": "male", "la": "female"}.get(low[at - 1] if at else "", "")
        return None
