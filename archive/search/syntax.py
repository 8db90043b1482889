"""What was typed → what is searched for, in the syntax of web searches. Pure.

Words are all wanted; "…" or «…» is a phrase; - before a word or a phrase leaves it out; OR (or OU) in capitals parts
alternatives and binds last, as in PostgreSQL's `websearch_to_tsquery`; a star at a word's end stands for any ending.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

RUN = re.compile(r"[^\W_]+")
GROUPED = r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\w)"
PART = re.compile(
    r"(?P<minus>(?<!\S)-)?(?:"
    r"\"(?P<straight>[^\"]*)\"?|«(?P<angled>[^»]*)»?|“(?P<curled>[^”]*)”?"
    rf"|(?P<number>(?<!\w){GROUPED})|(?P<word>[^\s\"«»“”]+))"
)
OR = {"OR", "OU"}
HYPHENED = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)+")
ORDINAL = re.compile(r"(\d+)(?:ers?|res?|ère|nde?|e|è|ème|eme|ième|ieme)s?")
ORDINAL_ENDINGS = ("e", "eme", "ieme", "er", "re", "ere")
LONGEST = 1000  # characters that are read of what was typed


@dataclass(frozen=True, slots=True)
class Step:
    """One word of a sequence, in any of its forms; `is_open` for any ending."""

    forms: tuple[str, ...]
    is_open: bool = False


Sequence = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase: any of its sequences, each of steps that follow each other; `typed` is how it was written."""

    sequences: tuple[Sequence, ...]
    typed: str
    is_excluded: bool = False

    @property
    def is_word(self) -> bool:
        """Whether it is a single word as it was typed."""
        return len(self.sequences) == 1 and len(self.sequences[0]) == 1


Branch = tuple[Term, ...]  # of which all hold
Typed = tuple[Branch, ...]  # of which one holds


def read(typed: str) -> Typed:
    """Read what was typed; words without a letter or digit, and branches without a word, are left out.

    >>> [[term.typed for term in branch] for branch in read('traite "êtres humains" OU -drogue')]
    [['traite', 'êtres humains'], ['drogue']]
    """
    branches: list[list[Term]] = [[]]
    for part in PART.finditer(unicodedata.normalize("NFC", typed[:LONGEST])):
        if part["word"] in OR and not part["minus"]:
            branches.append([])
        elif term := term_of(part):
            branches[-1].append(term)
    return tuple(tuple(branch) for branch in branches if branch)


def term_of(part: re.Match[str]) -> Term | None:
    """The term of one part, or None where it has neither letter nor digit."""
    phrase = part["straight"] or part["angled"] or part["curled"]
    written = phrase or part["number"] or part["word"] or ""
    sequences = (in_order(written),) if phrase else tuple(readings(written, is_number=bool(part["number"])))
    if not sequences or not sequences[0]:
        return None
    return Term(sequences, written.strip("'’.,;:!?()"), is_excluded=bool(part["minus"]))


def in_order(written: str) -> Sequence:
    return tuple(step_of(run) for run in RUN.findall(written))


def step_of(run: str) -> Step:
    """A run of letters and digits; an ordinal in each of the ways it is written."""
    low = run.lower()
    ordinal = ORDINAL.fullmatch(low)
    return Step(tuple(ordinal[1] + ending for ending in ORDINAL_ENDINGS) if ordinal else (low,))


def readings(written: str, is_number: bool) -> Iterator[Sequence]:
    """What stands between two spaces, in the ways it may be written: cyber-attaque and cyberattaque, 1 250 and 1250."""
    runs = in_order(written)
    if not runs:
        return
    if written.endswith("*"):
        yield (*runs[:-1], Step(runs[-1].forms, is_open=True))
        return
    yield runs
    if is_number or HYPHENED.fullmatch(written):
        yield (Step(("".join(RUN.findall(written)).lower(),)),)
    elif written.isascii() and written.isdecimal() and len(written) > 3:
        yield in_order(f"{int(written):,}")
