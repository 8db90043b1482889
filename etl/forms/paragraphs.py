"""Lines on a page → paragraphs: by the space between them, by how full they are, by what they say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
PAGE_NUMBER = re.compile(r"(?:page\s*|p\.\s*|[-–—]\s*)?\d{1,3}(?:\s*(?:/|sur|of|de)\s*\d{1,3})?(?:\s*[-–—])?", re.I)
NUMBERS = re.compile(r"\d+")
SENTENCE_END = re.compile(r"[.!?…:;][»”\"’)\s]*$")
ITEM = re.compile(r"[•▪‣◦●■–—-]\s|\d{1,2}[.)]\s")
ELISION = re.compile(r"\b(?:[cdjlmnst]|qu)[’']$", re.I)
BROKEN_WORD = re.compile(r"([^\W\d_]+)-$")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
FIRST_WORD = re.compile(r"[^\W\d_]+")
# Hyphens that belong to the word: sous-marin, vingt-deux, a-t-il, celles-ci.
BEFORE_HYPHEN = {
    "sous", "vice", "ex", "non", "quasi", "demi", "mi", "semi", "celui", "celle", "ceux", "celles", "lui", "elle",
    "eux", "elles", "nous", "vous", "soi", "au", "ci", "là", "vingt", "trente", "quarante", "cinquante", "soixante",
    "quatre", "dix", "avant", "après", "haut", "haute", "hauts", "hautes", "grand", "porte", "garde", "contre", "t",
    "est", "peut", "savoir", "bien", "franco", "afro", "outre", "rendez", "chef", "cyber",
}  # fmt: skip
AFTER_HYPHEN = {"t", "il", "elle", "ils", "elles", "on", "ci", "là", "même", "mêmes", "ce", "je", "nous", "vous"}
FULL, WIDER_GAP, SIZES_APART = 0.75, 1.25, 0.08
EDGE_LINES, FEW_GAPS = 2, 5


@dataclass(frozen=True, slots=True)
class Line:
    """A line on a page: its words, how high they stand, and how tall they are; 0 where that is unknown."""

    words: str
    y: float
    height: float


def paragraphs(pages: Sequence[Sequence[Line]]) -> Iterator[str]:
    """The paragraphs of all pages, without what is repeated at the edges of each; one may go on overleaf."""
    bodies = [[Line(line.words.translate(LIGATURES), line.y, line.height) for line in page] for page in pages]
    bodies = without_edges(bodies)
    known = Counter(word.lower() for page in bodies for line in page for word in WORD.findall(line.words))
    usual = usual_gap(bodies)
    said = ""
    before: Line | None = None
    for page in bodies:
        widest = max((len(line.words) for line in page), default=0)
        for number, line in enumerate(page):
            overleaf = number == 0
            if before is None or not goes_on(before, line, widest, usual, overleaf=overleaf):
                if said:
                    yield said
                said = line.words
            else:
                said = joined(said, line.words, known)
            before = line
    if said:
        yield said


def without_edges(pages: list[list[Line]]) -> list[list[Line]]:
    """Pages without their numbers, and without what stands at the head or foot of most of them."""
    seen = Counter(shape for page in pages for shape in {NUMBERS.sub("0", line.words) for line in edges(page)})
    often = {shape for shape, times in seen.items() if len(pages) > 1 and times > 1 and times >= 0.6 * len(pages)}
    kept = []
    for page in pages:
        edge = {id(line) for line in edges(page)}
        kept.append(
            [
                line
                for line in page
                if id(line) not in edge
                or not (PAGE_NUMBER.fullmatch(line.words) or NUMBERS.sub("0", line.words) in often)
            ]
        )
    return kept


def edges(page: list[Line]) -> list[Line]:
    """The lines first and last drawn, and the highest and lowest."""
    by_height = sorted(page, key=lambda line: -line.y)
    return (
        [*page[:EDGE_LINES], *page[-EDGE_LINES:], *by_height[:EDGE_LINES], *by_height[-EDGE_LINES:]]
        if len(page) > 1
        else list(page)
    )


def usual_gap(pages: Sequence[Sequence[Line]]) -> float:
    """From one line to the next of a paragraph, in heights of a line."""
    gaps = [
        round((one.y - two.y) / one.height, 2)
        for page in pages
        for one, two in pairwise(page)
        if one.height and 0.8 <= (one.y - two.y) / one.height <= 3 and alike(one, two)
    ]
    if len(gaps) < FEW_GAPS:
        return min([*gaps, 1.4])
    return sorted(gaps)[len(gaps) // 5]


def alike(one: Line, two: Line) -> bool:
    """Whether two lines are of one size."""
    return abs(one.height - two.height) <= SIZES_APART * max(one.height, two.height)


def goes_on(before: Line, line: Line, widest: int, usual: float, *, overleaf: bool) -> bool:
    """Whether `line` belongs to the paragraph of the line before it."""
    if not alike(before, line) or ITEM.match(line.words):
        return False
    hanging = not SENTENCE_END.search(before.words)
    if overleaf:
        return hanging and (line.words[:1].islower() or len(before.words) >= FULL * widest)
    if before.height and abs(before.y - line.y) > WIDER_GAP * usual * before.height:
        return False
    if len(before.words) >= FULL * widest or ELISION.search(before.words):
        return True
    return hanging and line.words[:1].islower()


def joined(said: str, words: str, known: Counter[str]) -> str:
    """Two lines as one; a word broken at the end of a line is put together."""
    if said.endswith("\xad"):
        return said[:-1] + words
    if (broken := BROKEN_WORD.search(said)) and words[:1].isalpha():
        keep = keeps_hyphen(broken[1], words, known) or said[: broken.start()].endswith("-")
        return said + words if keep else said[:-1] + words
    return said + words if said.endswith(("’", "'")) else f"{said} {words}"


def keeps_hyphen(head: str, words: str, known: Counter[str]) -> bool:
    """Whether the hyphen at the end of a line belongs to the word."""
    match = FIRST_WORD.match(words)
    tail = match[0] if match else ""
    if known[f"{head}{tail}".lower()]:
        return False
    if known[f"{head}-{tail}".lower()] or tail[:1].isupper():
        return True
    return head.lower() in BEFORE_HYPHEN or tail.lower() in AFTER_HYPHEN
