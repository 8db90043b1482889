"""Extracts of a text around the places where a search matched. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.search.marking import Match

LENGTH = 260  # characters of an extract, about
BEFORE = 60  # of these, before its first match
MOST = 2  # extracts of a text
LONGEST_WORD = 60


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a text as they stand there, and whether the search matched them."""

    words: str
    is_match: bool


@dataclass(frozen=True, slots=True)
class Extract:
    """Parts of `text[start:end]`, and whether the text goes on before and after."""

    parts: tuple[Part, ...]
    start: int
    end: int
    is_cut_before: bool
    is_cut_after: bool


def marked(text: str, matches: Sequence[Match], start: int = 0, end: int | None = None) -> tuple[Part, ...]:
    """`text[start:end]` in parts."""
    end = len(text) if end is None else end
    parts, at = [], start
    for match in matches:
        if start <= match.start and match.end <= end:
            parts += [Part(text[at : match.start], False), Part(text[match.start : match.end], True)]
            at = match.end
    return tuple(part for part in (*parts, Part(text[at:end], False)) if part.words)


def extracts(text: str, matches: Sequence[Match], begin: int = 0) -> list[Extract]:
    """The places of `text[begin:]` that show most of what was searched for; its beginning, if nothing matched there."""
    within = [match for match in matches if match.start >= begin]
    if not within:
        return [extract(text, [], begin, begin, begin)] if text[begin:].strip() else []
    chosen: list[Extract] = []
    shown: set[int] = set()
    while len(chosen) < MOST and (rest := unseen(within, chosen, shown)):
        window = max(windows(rest), key=lambda some: (len({one.term for one in some} - shown), len(some)))
        chosen.append(extract(text, within, begin, max(begin, window[0].start - BEFORE), window[-1].end))
        shown |= {match.term for match in window}
    return sorted(chosen, key=lambda one: one.start)


def unseen(within: Sequence[Match], chosen: Sequence[Extract], shown: set[int]) -> list[Match]:
    """The matches outside the extracts that are chosen already, of terms that these do not show."""
    return [
        match
        for match in within
        if match.term not in shown and not any(one.start <= match.start < one.end for one in chosen)
    ]


def windows(matches: Sequence[Match]) -> list[list[Match]]:
    """From each match on, those that fit into one extract with it."""
    return [
        [one for one in matches[at : at + 50] if one.end <= first.start + LENGTH - BEFORE or one is first]
        for at, first in enumerate(matches)
    ]


def extract(text: str, matches: Sequence[Match], begin: int, first: int, last: int) -> Extract:
    """The extract that begins at `first` or a little before, and holds `last`."""
    start = word_start(text, begin, first)
    end = word_end(text, max(last, start + LENGTH))
    shown = text[start:end]
    start += len(shown) - len(shown.lstrip())
    end -= len(shown) - len(shown.rstrip())
    cut_before = bool(text[begin:start].strip())
    return Extract(marked(text, matches, start, end), start, end, cut_before, bool(text[end:].strip()))


def word_start(text: str, begin: int, at: int) -> int:
    """The beginning of the word at `at`, unless it is longer than words are."""
    near = max(begin, at - LONGEST_WORD)
    return next((one for one in range(at, near, -1) if text[one - 1].isspace()), begin if near == begin else at)


def word_end(text: str, at: int) -> int:
    near = min(len(text), at + LONGEST_WORD)
    return next((one for one in range(at, near) if text[one].isspace()), near)
