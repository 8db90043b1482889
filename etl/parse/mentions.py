"""What the lists name and the text mentions: crime areas and countries.

Rules: `subject.term` (la traite d’êtres humains), `country.name` (le Rwanda).
"""

from __future__ import annotations

from etl.parse.gazetteer import Listed
from etl.parse.reading import Reading
from etl.parse.values import Found, ParsedCountry, ParsedSubject


def mention(reading: Reading, first: int, last: int, rule: str, confidence: float) -> Found:
    """Tokens first..last as a place in the text, found by `rule`."""
    return Found(reading.starts[first], reading.ends[last], rule, confidence)


def subjects(reading: Reading, listed: list[Listed]) -> list[ParsedSubject]:
    """Crime areas whose terms occur, in order of their first mention."""
    found = mentions(reading, listed, "subject", "subject.term", 0.9)
    return [ParsedSubject(name, tuple(places)) for name, places in found.items()]


def countries(reading: Reading, listed: list[Listed]) -> list[ParsedCountry]:
    """Countries that are named, in order of their first mention."""
    found = mentions(reading, listed, "country", "country.name", 0.95)
    return [ParsedCountry(code, tuple(places)) for code, places in found.items()]


def mentions(reading: Reading, listed: list[Listed], kind: str, rule: str, confidence: float) -> dict[str, list[Found]]:
    """What the listed names of a kind stand for → its mentions."""
    found: dict[str, list[Found]] = {}
    for one in listed:
        if one.entry.kind == kind:
            places = found.setdefault(one.entry.stands_for, [])
            places.append(mention(reading, one.first, one.last, rule, confidence))
    return found
