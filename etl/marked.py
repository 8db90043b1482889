"""A parsed text for the eye: marks in colour, rules named, a legend for each kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text as Line

from etl.document import Text
from etl.harmless import harmless
from etl.parse.values import Found, ParsedFigure, ParsedQuote, ParsedRelease

STYLES = {
    "quote": "green",
    "figure": "yellow",
    "person": "cyan",
    "office": "blue",
    "organization": "magenta",
    "event": "red",
    "participation": "bright_red",
    "programme": "bright_magenta",
    "subject": "bright_black",
    "country": "bright_blue",
    "release": "bold underline",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked place: what kind of thing stands there, what was made of it, by which rule."""

    start: int
    end: int
    kind: str
    meaning: str
    rule: str
    confidence: float | None = None


def show(name: str, text: Text, parsed: ParsedRelease, console: Console | None = None) -> None:
    """Print the text with its marks, then a table a kind with the rules and how sure they are."""
    console = console or Console(highlight=False)
    marks = sorted(marks_of(parsed), key=lambda mark: (mark.start, -mark.end))
    content = harmless(text.content)
    console.rule(Line(f"{harmless(name)} · {text.language}"))
    console.print(painted(content, marks), soft_wrap=True)
    for kind in STYLES:
        if of_kind := [mark for mark in marks if mark.kind == kind]:
            console.print(legend(kind, content, of_kind))
    for warning in parsed.warnings:
        console.print(f"! {warning}", style="bold red", markup=False)


def painted(content: str, marks: list[Mark]) -> Line:
    line = Line(content)
    for mark in marks:
        line.stylize(STYLES[mark.kind], mark.start, mark.end)
    return line


def legend(kind: str, content: str, marks: list[Mark]) -> Table:
    table = Table(
        title=Line(f"{kind} ({len(marks)})", style=STYLES[kind]), title_justify="left", show_edge=False, pad_edge=False
    )
    for heading in ("place", "words", "read as", "rule"):
        table.add_column(heading, overflow="fold")
    table.add_column("sure", justify="right")
    for mark in marks:
        words = content[mark.start : mark.end].replace("\n", " ")
        shown = words if len(words) <= 60 else f"{words[:40]} … {words[-17:]}"
        sure = "" if mark.confidence is None else f"{mark.confidence:.2f}"
        table.add_row(f"{mark.start}–{mark.end}", *map(Line, (shown, harmless(mark.meaning), mark.rule)), sure)
    return table


def marks_of(parsed: ParsedRelease) -> Iterator[Mark]:
    """Every place that the parser read something from."""
    for name, span in parsed.spans.items():
        yield Mark(span.start, span.end, "release", meaning_of_field(parsed, name), name)
    for quote in parsed.quotes:
        yield mark(quote, "quote", meaning_of_quote(quote))
    for figure in parsed.figures:
        yield mark(figure, "figure", meaning_of_figure(figure))
    for person in parsed.persons:
        yield from (mark(found, "person", f"{person.name} ({person.gender or '?'})") for found in person.mentions)
        yield from (
            mark(role, "office", f"{person.name}: {role.title}, {role.organization or '–'}") for role in person.roles
        )
    for event in parsed.events:
        facts = (event.kind, event.ordinal, event.city, event.country, event.date)
        yield from (
            mark(found, "event", ", ".join([event.name, *(str(fact) for fact in facts if fact)]))
            for found in event.mentions
        )
        yield from (mark(taker, "participation", f"{taker.name} {taker.part}") for taker in event.participants)
    for kind, named in named_things(parsed):
        yield from (mark(found, kind, named[0]) for found in named[1])


def named_things(parsed: ParsedRelease) -> Iterator[tuple[str, tuple[str, tuple[Found, ...]]]]:
    yield from (("organization", (one.name, one.mentions)) for one in parsed.organizations)
    yield from (("programme", (one.name, one.mentions)) for one in parsed.programmes)
    yield from (("subject", (one.name, one.mentions)) for one in parsed.subjects)
    yield from (("country", (one.code, one.mentions)) for one in parsed.countries)


def mark(found: Found, kind: str, meaning: str) -> Mark:
    return Mark(found.start, found.end, kind, meaning, found.rule, found.confidence)


def meaning_of_field(parsed: ParsedRelease, name: str) -> str:
    line = parsed.dateline
    return (
        ", ".join(filter(None, (line.city, line.country)))
        if name == "dateline" and line
        else str(getattr(parsed, name, ""))
    )


def meaning_of_quote(quote: ParsedQuote) -> str:
    who = f"{quote.speaker.name} ({quote.basis})" if quote.speaker else "nobody named"
    return f"{quote.kind}, {who}"


def meaning_of_figure(figure: ParsedFigure) -> str:
    value = "?" if figure.value is None else f"{figure.value:g}"
    upper = "" if figure.upper is None else f"–{figure.upper:g}"
    return " ".join(
        filter(None, (figure.qualifier, value + upper, figure.unit, f"({figure.of})" if figure.of else None))
    )
