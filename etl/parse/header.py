"""Title, day and dateline: what stands before a release's body, with the noise of pages left out.

Where menus precede, only what follows them counts.
"""

from __future__ import annotations

from itertools import pairwise

from etl.parse.datelines import Header, find_late_dateline, take_dateline, take_day, take_last_day, take_place
from etl.parse.header_lines import (
    TEASER_STARTS,
    TEASERS,
    Line,
    crumbs_of,
    hangs_on,
    is_body,
    is_label,
    is_letter_head,
    is_noise,
    looks_like_title,
    opens_page,
    trimmed,
    without_menus,
)
from etl.parse.reading import Reading
from etl.parse.values import Span

__all__ = ["Header", "read_header"]

HEADER_LINES = 60
NO_LINE = Line(-1, -1, "", "")


def read_header(reading: Reading) -> Header:
    """Title, day, dateline and where the body begins."""
    header = Header()
    above = [-9, *(end for _, end in reading.paragraphs)]
    lines = [trimmed(reading.plain, *span, end) for span, end in zip(reading.paragraphs, above, strict=False)]
    candidates: list[Line] = []
    crumbs: set[str] = set()
    for before, line in pairwise([NO_LINE, *lines[:HEADER_LINES]]):
        if take_dateline(header, line):
            break
        if take_day(header, line) or take_place(header, before, line):
            continue
        if is_noise(line) or hangs_on(before, line):
            header.noise.append((line.start, line.end))
            crumbs |= crumbs_of(line)
            if header.day is None and opens_page(line):
                header.noise += [(one.start, one.end) for one in candidates]
                candidates = []
            continue
        if is_body(line):
            header.body = line.start
            find_late_dateline(header, lines, line)
            break
        candidates.append(line)
        header.body = line.end
    choose_title(header, candidates, len(lines), crumbs)
    if header.day is None:
        take_last_day(header, lines)
    header.noise += teasers(lines, header.body)
    return header


def choose_title(header: Header, candidates: list[Line], count: int, crumbs: set[str]) -> None:
    """The first line that looks like a title: kickers and lines in capitals count only where no other does.

    Of several lines in capitals, letter-heads come first and the title last; what a breadcrumb ends with is the title.
    """
    fit = [line for line in candidates if looks_like_title(line)]
    if not fit or len(fit) == count or all(is_letter_head(line) for line in fit):
        return
    fit = [line for line in fit if line.folded in crumbs and not is_label(line)] or fit
    plain = [line for line in fit if not line.said.isupper()]
    capitals = [line for line in fit if line.said.isupper() and len(line.said.split()) > 4]
    plain = without_menus(plain)
    long = next((line for line in plain if not is_label(line)), None)
    best = long or (capitals[-1] if capitals else (plain or fit)[0])
    header.title = Span(best.start, best.end)
    header.noise += [(line.start, line.end) for line in candidates if line.said.isupper() and line is not best]


def teasers(lines: list[Line], body: int) -> list[tuple[int, int]]:
    """Spans of other stories' teasers, and of credits and cookie lines in the body."""
    spans: list[tuple[int, int]] = []
    inside = False
    for line in lines:
        if line.start < body:
            continue
        said = line.folded.strip(" :|>-–•")
        if said in TEASERS or (len(line.said) < 200 and said.startswith(TEASER_STARTS)):
            inside = True
        elif inside and (len(line.said) > 320 or said.startswith(("contact", "note aux", "a propos", "notes aux"))):
            inside = False
        if inside or (len(line.said) < 160 and is_noise(line)):
            spans.append((line.start, line.end))
    return spans
