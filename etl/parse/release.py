"""The parser as a whole: which part reads what, in which order."""

from __future__ import annotations

from etl.parse.values import ParsedRelease

PARSER_VERSION = "1"


def parse(text: str) -> ParsedRelease:
    """Read the canonical text of a French release."""
    return ParsedRelease(
        text=text, title=None, published_on=None, dateline=None, spans={}, persons=(), organizations=(), quotes=(), figures=(), events=(), programmes=()
    )
