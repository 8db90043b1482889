"""Title, day and dateline: what stands before a release's body, with the noise of pages left out.

Where menus precede, only what follows them counts.
"""

from __future__ import annotations

from etl.parse.datelines import Header, find_late_dateline, take_dateline, take_day, take_last_day
from etl.parse.header_lines import (
    TEASER_STARTS,
    TEASERS,
    Line,
    is_body,
    is_label,
    is_menu,
    is_noise,
    looks_like_title,
    trimmed,
    without_menus,
)
from etl.parse.reading import Reading
from etl.parse.values import Span

__all__ = ["Header", "read_header"]

HEADER_LINES = 60


def read_header(reading: Reading) -> Header:
    """Title, day, dateline and where the body begins."""
    header = Header()
    lines = [trimmed(reading.plain, start, end) for start, end in reading.paragraphs]
    candidates: list[Line] = []
    for line in lines[:HEADER_LINES]:
        if take_dateline(header, line):
            break
        if take_day(header, line):
            continue
        if is_noise(line):
            header.noise.append((line.start, line.end))
            if is_menu(line):
                header.noise += [(one.start, one.end) for one in candidates]
                candidates = []
            continue
        if is_body(line):
            header.body = line.start
            find_late_dateline(header, lines, line)
            break
        candidates.append(line)
        header.body = line.end
    choose_title(header, candidates, len(lines))
    if header.day is None:
        take_last_day(header, lines)
    header.noise += teasers(lines, header.body)
    return header


def choose_title(header: Header, candidates: list[Line], count: int) -> None:
    """The first line that looks like a title: kickers and lines in capitals count only where no other does.

    Of several lines in capitals, letter-heads come first and the title last.
    """
    fit = [line for line in candidates if looks_like_title(line)]
    if not fit or len(fit) == count:
        return
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
