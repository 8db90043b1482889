"""Texts that tests give the parser, and short ways to what it read."""

from __future__ import annotations

from etl.parse import ParsedRelease, parse
from etl.parse.values import ParsedEvent, ParsedFigure, ParsedPerson, ParsedQuote

OPENING = (
    "Un réseau de faussaires démantelé dans l’archipel\n\n"
    "12 mars 2018\n\n"
    "VALPARAÍSO (Chili) – Les enquêteurs ont présenté leurs résultats à la presse ce matin."
)


def release(text: str) -> ParsedRelease:
    """What the parser reads off a whole text."""
    return parse(text)


def story(*paragraphs: str) -> ParsedRelease:
    """What it reads off paragraphs that follow title, day, dateline and a lead without names or figures."""
    return parse("\n\n".join([OPENING, *paragraphs]))


def plain(words: str | None) -> str | None:
    """Words with spaces and apostrophes made one."""
    return None if words is None else " ".join(words.replace("’", "'").split())


def statements(parsed: ParsedRelease) -> list[ParsedQuote]:
    """Direct quotes and fragments, in the text's order."""
    return [quote for quote in parsed.quotes if quote.kind != "indirect"]


def said(parsed: ParsedRelease) -> list[str | None]:
    """The words of each statement."""
    return [plain(quote.text) for quote in statements(parsed)]


def speaker(quote: ParsedQuote) -> str | None:
    """Who said it, by canonical name."""
    return plain(quote.speaker.name) if quote.speaker else None


def speakers(parsed: ParsedRelease) -> list[str | None]:
    """Who said each statement."""
    return [speaker(quote) for quote in statements(parsed)]


def reported(parsed: ParsedRelease) -> list[tuple[str | None, str | None]]:
    """Reported speech: its words and who spoke."""
    return [(plain(quote.text), speaker(quote)) for quote in parsed.quotes if quote.kind == "indirect"]


def names(parsed: ParsedRelease) -> list[str | None]:
    """Canonical names of the persons, in alphabetical order."""
    return sorted(plain(person.name) or "" for person in parsed.persons)


def person(parsed: ParsedRelease, name: str) -> ParsedPerson:
    """The person of that name."""
    return next(one for one in parsed.persons if plain(one.name) == name)


def offices(parsed: ParsedRelease, name: str) -> list[str]:
    """The titles that the text gives a person, case aside."""
    return [(plain(role.title) or "").lower() for role in person(parsed, name).roles]


def figures(parsed: ParsedRelease) -> list[tuple[float | None, str | None]]:
    """Value and unit of each figure, in the text's order."""
    return [(one.value, one.unit) for one in parsed.figures]


def figure(parsed: ParsedRelease, value: float | None) -> ParsedFigure:
    """The figure of that value."""
    return next(one for one in parsed.figures if one.value == value)


def event(parsed: ParsedRelease, words: str) -> ParsedEvent:
    """The event whose name has these words."""
    return next(one for one in parsed.events if words in (plain(one.name) or ""))
