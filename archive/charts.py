"""Small charts as SVG, drawn by the server: for the eye only, since a table with the same numbers stands beside each.

The admin, the reading pages and the reports share them. Colours are classes of charts.css, so that they follow light
and dark; lengths are those of the view box.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, HEIGHT, FOOT, TOP, SIDE = 520, 120, 16, 14, 4
NAMES, NUMBERS, LINE = 190, 48, 20  # of lying bars: room for what they are called, for their numbers, and their height
SHORTENED = 26  # characters
SERIES = ("first", "second", "third")


@dataclass(frozen=True, slots=True)
class Bar:
    """A column: what stands below it (or nothing), what it tells when pointed at, and its parts from the bottom."""

    label: str
    told: str
    parts: Sequence[int]


@dataclass(frozen=True, slots=True)
class Point:
    """A value on a day, the upper end of a range if it is one, and what it tells when pointed at."""

    day: date
    value: float
    told: str
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class Lying:
    """A bar that lies: what it is called, what is written behind it, its parts from the left; a mark at `mark`."""

    label: str
    number: str
    parts: Sequence[float]
    mark: float | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """From a first day to a last: what it is called, and what it tells when pointed at."""

    label: str
    told: str
    first: date
    last: date


def bars(title: str, columns: Sequence[Bar], highest: str) -> SafeString:
    """Stacked columns; `highest` is written at the height of the highest."""
    top = max([sum(column.parts) for column in columns] or [0]) or 1
    room = (WIDTH - 2 * SIDE) / max(1, len(columns))
    drawn = format_html_join(
        "", "{}", ((column_of(one, SIDE + at * room, room, top),) for at, one in enumerate(columns))
    )
    return framed(title, drawn, highest)


def column_of(column: Bar, left: float, room: float, top: int) -> SafeString:
    height = HEIGHT - FOOT - TOP
    below = 0
    rects = []
    for name, part in zip(SERIES, column.parts, strict=False):
        tall = part / top * height
        y = HEIGHT - FOOT - (below / top * height) - tall
        rects.append((name, f"{left + room * 0.12:.1f}", f"{y:.1f}", f"{room * 0.76:.1f}", f"{tall:.1f}"))
        below += part
    shapes = format_html_join("", '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="1"/>', rects)
    word = format_html('<text x="{}" y="{}">{}</text>', f"{left + room / 2:.1f}", HEIGHT - 3, column.label)
    return format_html("<g><title>{}</title>{}{}</g>", column.told, shapes, word if column.label else "")


def lying(title: str, rows: Sequence[Lying]) -> SafeString:
    """Bars one below the other, for names that are long."""
    top = max([max(sum(row.parts), row.mark or 0) for row in rows] or [0]) or 1
    room = WIDTH - NAMES - NUMBERS
    drawn = format_html_join("", "{}", ((bar_of(row, at * LINE, room / top),) for at, row in enumerate(rows)))
    return picture(title, drawn, len(rows) * LINE)


def bar_of(row: Lying, y: float, scale: float) -> SafeString:
    left = float(NAMES)
    rects = []
    for name, part in zip(SERIES, row.parts, strict=False):
        rects.append((name, f"{left:.1f}", f"{y + 3:.1f}", f"{part * scale:.1f}", LINE - 6))
        left += part * scale
    shapes = format_html_join("", '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="1"/>', rects)
    number = format_html('<text class="from" x="{}" y="{}">{}</text>', f"{left + 5:.1f}", f"{y + 14:.1f}", row.number)
    mark = (
        format_html(
            '<line class="range" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>',
            f"{NAMES + row.mark * scale:.1f}",
            f"{y + 1:.1f}",
            f"{y + LINE - 1:.1f}",
        )
        if row.mark is not None
        else ""
    )
    told = format_html("<title>{}: {}</title>", row.label, row.number)
    return format_html("<g>{}{}{}{}{}</g>", told, name_of(row.label, y), shapes, mark, number)


def name_of(label: str, y: float) -> SafeString:
    short = label if len(label) <= SHORTENED else label[: SHORTENED - 1] + "…"
    return format_html('<text class="to" x="{}" y="{}">{}</text>', NAMES - 6, f"{y + 14:.1f}", short)


def spans(title: str, rows: Sequence[Span]) -> SafeString:
    """Times one below the other, on a scale of their years."""
    low = min(row.first for row in rows).toordinal()
    high = max(row.last for row in rows).toordinal()
    scale = (WIDTH - NAMES - 2 * SIDE) / ((high - low) or 1)
    shapes = []
    for at, row in enumerate(rows):
        left = NAMES + (row.first.toordinal() - low) * scale
        wide = max(5.0, (row.last - row.first).days * scale)
        rect = format_html(
            '<rect class="first" x="{}" y="{}" width="{}" height="{}" rx="2"/>',
            f"{min(left, WIDTH - 5):.1f}",
            at * LINE + 5,
            f"{wide:.1f}",
            LINE - 10,
        )
        shapes.append((row.told, name_of(row.label, at * LINE), rect))
    drawn = format_html_join("", "<g><title>{}</title>{}{}</g>", shapes)
    foot = len(rows) * LINE
    years = format_html(
        '<line class="axis" x1="{}" x2="{}" y1="{}" y2="{}"/>'
        '<text class="from" x="{}" y="{}">{}</text><text class="to" x="{}" y="{}">{}</text>',
        *(NAMES, WIDTH, foot, foot),
        *(NAMES, foot + 13, date.fromordinal(low).year),
        *(WIDTH, foot + 13, date.fromordinal(high).year),
    )
    return picture(title, SafeString(drawn + years), foot + FOOT)


def points(title: str, found: Sequence[Point], highest: str) -> SafeString:
    """Values over time, joined by a line in the order of their days; a range is a stroke."""
    ordered = sorted(found, key=lambda one: one.day)
    places = [(x_of(one.day, ordered), y_of(one.value, ordered)) for one in ordered]
    line = format_html('<polyline class="line" points="{}"/>', " ".join(f"{x:.1f},{y:.1f}" for x, y in places))
    dots = format_html_join(
        "",
        '<g><title>{}</title>{}<circle class="dot" cx="{}" cy="{}" r="4"/></g>',
        (
            (one.told, stroke(one, x, ordered), f"{x:.1f}", f"{y:.1f}")
            for one, (x, y) in zip(ordered, places, strict=True)
        ),
    )
    years = format_html_join(
        "",
        '<text class="{}" x="{}" y="{}">{}</text>',
        (
            (end, f"{x:.1f}", HEIGHT - 3, year)
            for end, x, year in (
                ("from", SIDE, ordered[0].day.year),
                ("to", WIDTH - SIDE, ordered[-1].day.year),
            )
        )
        if ordered
        else (),
    )
    return framed(title, SafeString(line + dots + years), highest)


def stroke(one: Point, x: float, among: Sequence[Point]) -> SafeString:
    if one.upper is None:
        return SafeString("")
    y = (f"{y_of(value, among):.1f}" for value in (one.value, one.upper))
    return format_html('<line class="range" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>', f"{x:.1f}", *y)


def x_of(day: date, among: Sequence[Point]) -> float:
    first, last = among[0].day.toordinal(), among[-1].day.toordinal()
    room = WIDTH - 2 * SIDE - 12
    return SIDE + 6 + (room / 2 if first == last else (day.toordinal() - first) / (last - first) * room)


def y_of(value: float, among: Sequence[Point]) -> float:
    """From nothing at the foot, so that no small change looks like a leap; from the lowest if that is below."""
    top = max(one.upper if one.upper is not None else one.value for one in among)
    foot = min(0.0, *(one.value for one in among), 0.0)
    share = (value - foot) / ((top - foot) or 1)
    return TOP + (1 - share) * (HEIGHT - FOOT - TOP - 4)


def framed(title: str, drawn: SafeString, highest: str) -> SafeString:
    """The picture with its name for screen readers, a line at its foot and one at its highest value."""
    around = format_html(
        '<line class="axis" x1="0" x2="{w}" y1="{foot}" y2="{foot}"/>'
        '<line class="top" x1="0" x2="{w}" y1="{top}" y2="{top}"/>'
        '<text class="highest" x="0" y="{above}">{highest}</text>',
        w=WIDTH,
        foot=HEIGHT - FOOT,
        top=TOP,
        above=TOP - 3,
        highest=highest,
    )
    return picture(title, SafeString(around + drawn), HEIGHT)


def picture(title: str, drawn: SafeString, height: float) -> SafeString:
    """A picture with its name for screen readers."""
    return format_html(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}" focusable="false">{}</svg>',
        *(WIDTH, height, title, drawn),
    )
