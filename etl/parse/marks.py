"""Quotation marks: what stands between them, paragraph by paragraph.

A mark is read by what stands beside it, never by counting: a long quote reopens at each paragraph and closes once, and a
forgotten closing mark ends with its paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from etl.parse.reading import Reading

MARK = re.compile(r"[«»“”„\"‹›]|(?<!\w)''|''(?!\w)")
OPENING, CLOSING = "«“„‹", "»”›"
PAIR = {"«": "»", "“": "”", "„": "“”", "‹": "›", '"': '"', "”": "”", "''": "''"}


@dataclass(slots=True)
class Quoted:
    """Words between marks: pieces (start, end), one a paragraph, marks and outer spaces left out; `open_at` and `close_at` are the
    places of the outer marks (`close_at` is the end of the last piece where none closes)."""

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


class Marks:
    """Pairs the marks of a text."""

    def __init__(self, reading: Reading) -> None:
        self.plain = reading.plain
        self.paragraphs = reading.paragraphs
        self.found: list[Quoted] = []

    def pair(self) -> list[Quoted]:
        """All quoted stretches, in order."""
        carried: Quoted | None = None
        for at, (start, end) in enumerate(self.paragraphs):
            carried = self.paragraph(at, start, end, carried)
        if carried is not None:
            self.keep(carried)
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

    def paragraph(self, at: int, start: int, end: int, carried: Quoted | None) -> Quoted | None:
        """Read one paragraph; `carried` is a quote left open by the one before, the result one that this leaves open."""
        marks = [match.span() for match in MARK.finditer(self.plain, start, end)]
        first = self.plain[start:end].lstrip()[:2]
        current: Quoted | None = None
        depth = 0
        begin = 0
        if carried is not None:
            reopened = bool(first) and (
                first[0] in carried.mark
                or first.startswith(carried.mark)
                or (carried.mark == "«" and first[0] == "»" and len(marks) > 1)
            )
            if reopened and marks:
                current, begin = carried, 1
                current.pieces.append((marks[0][1], end))
            elif self.closes_first(marks, carried):
                current = carried
                current.pieces.append((start, end))
            else:
                self.keep(carried)
        for index in range(begin, len(marks)):
            place, after = marks[index]
            mark = self.plain[place:after]
            if current is None:
                if self.opens(mark, place, after, start, end):
                    current = Quoted([(after, end)], mark, place, end, closed=False)
                    depth = 0
                continue
            if mark == current.mark and mark not in "\"''" and mark in OPENING:
                if self.nested(marks, index + 1, current.mark):
                    depth += 1
                else:  # the closing mark was forgotten: the first ends where its sentence does
                    self.end_unclosed(current, place)
                    current = Quoted([(after, end)], mark, place, end, closed=False)
                continue
            if self.closes(mark, place, after, current, start, end):
                if depth:
                    depth -= 1
                    continue
                current.pieces[-1] = (current.pieces[-1][0], place)
                current.close_at, current.closed = after, True
                self.keep(current)
                current = None
        if current is not None:
            current.pieces[-1] = (current.pieces[-1][0], end)
            current.close_at = end
        return current

    def closes_first(self, marks: list[tuple[int, int]], carried: Quoted) -> bool:
        """Whether the paragraph's first mark of the carried kind closes it: a quote that reopens nothing."""
        if not marks or carried.mark not in "«“":
            return False
        return self.plain[marks[0][0] : marks[0][1]] in PAIR[carried.mark]

    def opens(self, mark: str, place: int, after: int, start: int, end: int) -> bool:
        """Whether the mark opens here."""
        if mark in ("«", "“", "„", "‹"):
            return True
        if mark in ("»", "›"):
            return False
        before = self.plain[place - 1] if place > start else "\n"
        following = self.plain[after] if after < end else "\n"
        if mark == "”":
            return before in " (\n" and following.isalnum()
        return (
            following != "\n"
            and (before in " \n('-–—:/[" or place == start)
            and (not following.isspace() or before.isspace() or place == start)
        )

    def closes(self, mark: str, place: int, after: int, current: Quoted, start: int, end: int) -> bool:
        """Whether the mark closes the current quote."""
        if mark not in PAIR[current.mark]:
            return False
        if current.mark not in ('"', "''"):
            return True
        before = self.plain[place - 1] if place > start else "\n"
        following = self.plain[after] if after < end else "\n"
        return not before.isspace() or following in " ,.;:!?)\n"

    def nested(self, marks: list[tuple[int, int]], index: int, mark: str) -> bool:
        """Whether two closings follow before the next opening: the mark opens a quote within the quote."""
        closings = 0
        for at in range(index, len(marks)):
            other = self.plain[marks[at][0] : marks[at][1]]
            if other == mark:
                return False
            if other in PAIR[mark]:
                closings += 1
                if closings == 2:
                    return True
        return False

    def end_unclosed(self, current: Quoted, before: int) -> None:
        """Keep a quote whose closing mark was forgotten, up to the attribution or the end of its sentence."""
        piece_start = current.pieces[-1][0]
        said = self.plain[piece_start:before]
        stop = re.search(r",? (?:a|ont|avait)(?:-t-\w+)? \w+é\b|[.!?] ", said)
        piece_end = piece_start + (stop.start() if stop else len(said))
        current.pieces[-1] = (piece_start, piece_end)
        current.close_at = piece_end
        self.keep(current)


def quoted_stretches(reading: Reading) -> list[Quoted]:
    """All stretches of words between marks."""
    return Marks(reading).pair()
