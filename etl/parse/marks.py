"""Quotation marks: what stands between them, paragraph by paragraph.

A mark is read by what stands beside it, never by counting: a long quote reopens at each paragraph and closes once, and
a forgotten closing mark ends with its paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import NamedTuple

from etl.parse.reading import Reading

SIGN = re.compile(r"[«»“”„\"‹›]|''(?:(?!\w)|(?<!\w''))")
OPENING = "«“„‹"
PAIR = {"«": "»", "“": "”", "„": "“”", "‹": "›", '"': '"', "”": "”", "''": "''"}


@dataclass(slots=True)
class Quoted:
    """Words between marks: pieces (start, end), one a paragraph, marks and outer spaces left out.

    `open_at` and `close_at` are the places of the outer marks; `close_at` is the last piece's end where none closes.
    """

    pieces: list[tuple[int, int]]
    mark: str
    open_at: int
    close_at: int
    closed: bool

    @property
    def start(self) -> int:
        """First quoted character."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """After the last quoted character."""
        return self.pieces[-1][1]


class Mark(NamedTuple):
    """A quotation mark with the characters beside it; a line feed stands for the paragraph's ends."""

    sign: str
    start: int
    end: int
    before: str
    following: str


class Marks:
    """Pairs the marks of a text."""

    def __init__(self, reading: Reading) -> None:
        self.plain = reading.plain
        self.paragraphs = reading.paragraphs
        self.found: list[Quoted] = []
        self.current: Quoted | None = None
        self.depth = 0

    def pair(self) -> list[Quoted]:
        """All quoted stretches, in order."""
        signs = [match.start() for match in SIGN.finditer(self.plain)]
        for start, end in self.paragraphs:
            if self.current is not None or bisect_left(signs, start) < bisect_left(signs, end):
                self.paragraph(start, end)
        if self.current is not None:
            self.keep(self.current)
        return self.found

    def keep(self, quoted: Quoted) -> None:
        """Keep what has words in it."""
        quoted.pieces = [piece for piece in (self.stripped(*piece) for piece in quoted.pieces) if piece[0] < piece[1]]
        if quoted.pieces:
            self.found.append(quoted)

    def stripped(self, start: int, end: int) -> tuple[int, int]:
        """Without spaces at the ends."""
        said = self.plain[start:end]
        return start + len(said) - len(said.lstrip()), end - (len(said) - len(said.rstrip()))

    def marks_in(self, start: int, end: int) -> list[Mark]:
        """The marks of a paragraph."""
        plain, found = self.plain, []
        for match in SIGN.finditer(plain, start, end):
            at, after = match.span()
            before = plain[at - 1] if at > start else "\n"
            found.append(Mark(match[0], at, after, before, plain[after] if after < end else "\n"))
        return found

    def paragraph(self, start: int, end: int) -> None:
        """Read one paragraph; a quote left open before it goes on or is kept as it stands."""
        marks = self.marks_in(start, end)
        self.depth = 0
        for index in range(self.resume(marks, start, end), len(marks)):
            mark, current = marks[index], self.current
            if current is None:
                if opens(mark):
                    self.open(mark, end)
            elif mark.sign == current.mark and mark.sign in OPENING:
                self.open_again(marks, index, current, end)
            elif closes(mark, current):
                self.close(mark, current)
        if self.current is not None:
            self.current.pieces[-1] = (self.current.pieces[-1][0], end)
            self.current.close_at = end

    def resume(self, marks: list[Mark], start: int, end: int) -> int:
        """Let the quote left open go on in this paragraph, or keep it; the index of the first mark still to read."""
        carried = self.current
        if carried is None:
            return 0
        first = self.plain[start:end].lstrip()[:2]
        if marks and reopens(first, carried, len(marks)):
            carried.pieces.append((marks[0].end, end))
            return 1
        if marks and carried.mark in "«“" and marks[0].sign in PAIR[carried.mark]:  # closes, though nothing reopened
            carried.pieces.append((start, end))
        else:
            self.keep(carried)
            self.current = None
        return 0

    def open(self, mark: Mark, end: int) -> None:
        """Begin a quote at the mark."""
        self.current = Quoted([(mark.end, end)], mark.sign, mark.start, end, closed=False)

    def open_again(self, marks: list[Mark], index: int, current: Quoted, end: int) -> None:
        """A quote within the quote; or the closing mark was forgotten, and the first ends where its sentence does."""
        if nested(marks, index + 1, current.mark):
            self.depth += 1
            return
        self.end_unclosed(current, marks[index].start)
        self.open(marks[index], end)

    def close(self, mark: Mark, current: Quoted) -> None:
        """End the quote, or the one within it."""
        if self.depth:
            self.depth -= 1
            return
        current.pieces[-1] = (current.pieces[-1][0], mark.start)
        current.close_at, current.closed = mark.end, True
        self.keep(current)
        self.current = None

    def end_unclosed(self, current: Quoted, before: int) -> None:
        """Keep a quote whose closing mark was forgotten, up to the attribution or the end of its sentence."""
        piece_start = current.pieces[-1][0]
        said = self.plain[piece_start:before]
        stop = re.search(r",? (?:a|ont|avait)(?:-t-\w+)? \w+é\b|[.!?] ", said)
        piece_end = piece_start + (stop.start() if stop else len(said))
        current.pieces[-1] = (piece_start, piece_end)
        current.close_at = piece_end
        self.keep(current)


def reopens(first: str, carried: Quoted, count: int) -> bool:
    """Whether a paragraph of `count` marks that begins with `first` opens the carried quote again: «…⏎«… or «…⏎»…."""
    return bool(first) and (
        first[0] in carried.mark
        or first.startswith(carried.mark)
        or (carried.mark == "«" and first[0] == "»" and count > 1)
    )


def opens(mark: Mark) -> bool:
    """Whether the mark opens a quote."""
    if mark.sign in OPENING:
        return True
    if mark.sign in ("»", "›"):
        return False
    if mark.sign == "”":
        return mark.before in " (\n" and mark.following.isalnum()
    return (
        mark.following != "\n"
        and mark.before in " \n('-–—:/["
        and (not mark.following.isspace() or mark.before.isspace())
    )


def closes(mark: Mark, current: Quoted) -> bool:
    """Whether the mark closes the current quote."""
    if mark.sign not in PAIR[current.mark]:
        return False
    if current.mark not in ('"', "''"):
        return True
    return not mark.before.isspace() or mark.following in " ,.;:!?)\n"


def nested(marks: list[Mark], index: int, mark: str) -> bool:
    """Whether two closings follow before the next opening: the mark opens a quote within the quote."""
    closings = 0
    for at in range(index, len(marks)):
        if marks[at].sign == mark:
            return False
        if marks[at].sign in PAIR[mark]:
            closings += 1
            if closings == 2:
                return True
    return False


def quoted_stretches(reading: Reading) -> list[Quoted]:
    """All stretches of words between marks."""
    return Marks(reading).pair()
