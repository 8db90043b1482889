"""Cutting a text where annotations begin and end, however they overlap. Pure: no Django."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """An annotation's place in a text (`text[start:end]`), what it is, what it says, where its record is.

    `state` is what an editor said of it, where that shows.
    """

    start: int
    end: int
    kind: str
    label: str = ""
    url: str = ""
    anchor: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of characters under the same marks: the widest mark first, the closest last."""

    start: int
    text: str
    marks: tuple[Mark, ...] = ()

    @property
    def opening(self) -> tuple[Mark, ...]:
        """The marks that begin here."""
        return tuple(mark for mark in self.marks if mark.start == self.start)


def marked_segments(text: str, annotations: Iterable[Mark]) -> list[Segment]:
    """Cut `text` so that no mark begins or ends, and no line ends, inside a segment.

    The segments joined are the text. What does not stand in the text is left out; a line feed is a segment of its own.
    """
    marks = sorted((m for m in annotations if 0 <= m.start < m.end <= len(text)), key=lambda m: (m.start, -m.end))
    cuts = sorted({0, len(text)}.union(*((m.start, m.end) for m in marks), _line_ends(text)))
    segments: list[Segment] = []
    covering: list[Mark] = []
    coming = 0
    for start, end in pairwise(cuts):
        covering = [mark for mark in covering if mark.end > start]
        while coming < len(marks) and marks[coming].start == start:
            covering.append(marks[coming])
            coming += 1
        segments.append(
            Segment(start, text[start:end], tuple(sorted(covering, key=lambda m: (m.start - m.end, m.start))))
        )
    return segments


def paragraphs(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Group segments by line; empty lines are dropped."""
    lines: list[list[Segment]] = [[]]
    for segment in segments:
        if segment.text == "\n":
            lines.append([])
        else:
            lines[-1].append(segment)
    return [line for line in lines if any(segment.text.strip() for segment in line)]


def surroundings(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the place of the paragraphs in which `text[start:end]` stands."""
    last = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if last < 0 else last


def _line_ends(text: str) -> Iterator[int]:
    found = text.find("\n")
    while found >= 0:
        yield found
        yield found + 1
        found = text.find("\n", found + 1)
