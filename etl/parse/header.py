"""Title, day and dateline: what stands before a release's body, with the noise of pages left out.

Where menus precede, only what follows them counts.
"""

from __future__ import annotations

from etl.parse.datelines import Header, dateline_at, take_dated_dateline, take_dateline, take_late_dateline, take_place
from etl.parse.day_lines import is_dated_title, opens_release, take_day, take_day_of_title, take_last_day, take_late_day
from etl.parse.header_lines import TEASER_STARTS, TEASERS, Line, is_body, is_noise, looks_like_title, trimmed
from etl.parse.headline import Headline
from etl.parse.reading import Reading

__all__ = ["Header", "read_header"]

HEADER_LINES = 60
GAP = " " * 4
LONGEST_IN_COLUMNS = 160  # characters
NO_LINE = Line(-1, -1, "", "")


def read_header(reading: Reading) -> Header:
    """Title, day, dateline and where the body begins."""
    header, headline = Header(), Headline()
    above = [-9, *(end for _, end in reading.paragraphs)]
    lines = [
        column
        for span, end in zip(reading.paragraphs, above, strict=False)
        for column in columns_of(reading.plain, trimmed(reading.plain, *span, end))
    ]
    read_lines(header, headline, lines)
    header.title = headline.choose(len(lines))
    teasing = teasers(lines, header.body)
    if header.day is None:
        take_last_day(header, lines, teasing)
    if header.day is None and header.title:
        take_day_of_title(header, reading.plain[header.title.start : header.title.end])
    header.noise = [(line.start, line.end) for line in headline.noise] + teasing
    return header


def columns_of(plain: str, line: Line) -> list[Line]:
    """A short line in the columns that wide gaps part: «www.parquet.example          Lyon, le 3 mai 2016»."""
    gap = line.said.find(GAP) if len(line.said) < LONGEST_IN_COLUMNS else -1
    if gap < 0:
        return [line]
    first = trimmed(plain, line.start, line.start + gap)
    rest = trimmed(plain, line.start + gap, line.end)
    return [first._replace(below=line.below), *columns_of(plain, rest)]


def read_lines(header: Header, headline: Headline, lines: list[Line]) -> None:
    """Sort the lines down to the body into day, dateline, noise and what may be the title."""
    before = NO_LINE
    for line, after in zip(lines[:HEADER_LINES], [*lines[1:], NO_LINE], strict=False):
        if not is_placed_title(line, after) and (take_dateline(header, line) or take_dated_dateline(header, line)):
            return
        if is_dated_title(line, after):
            headline.take(before, line)
        elif take_day(header, line) or take_place(header, before, line):
            headline.take_day(before, line)
        elif not headline.take_noise(before, line, dated=header.day is not None):
            if is_body(line):
                header.body = line.start
                following = [one for one in lines if one.start > line.start]
                take_late_day(header, following)
                take_late_dateline(header, line, following)
                return
            headline.take(before, line)
            header.body = line.end
        before = line


def is_placed_title(line: Line, after: Line) -> bool:
    """Whether a line that begins as a dateline does is a title: «Lyon – Riga : un pont», and then the day."""
    return bool(dateline_at(line.said[:160])) and looks_like_title(line) and opens_release(after)


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
