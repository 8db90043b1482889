"""The parser's contract: a parsed release as the JSON object that other programs rely on."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any

from etl.document import Document, Text
from etl.parse import ParsedRelease, parse
from etl.text import canonical

NOT_IN_CONTRACT = ("subjects", "countries")


def parsed_document(document: Document) -> tuple[Text, ParsedRelease]:
    """Decode and parse a document; what is not French stays unparsed. Raises RefusedError for what is no text."""
    text = canonical(document)
    return text, with_metadata(text, parsed_text(text))


def with_metadata(text: Text, parsed: ParsedRelease) -> ParsedRelease:
    """The release with the title and day that came with it; what was given instead was read nowhere."""
    day = text.given.published_on or (None if parsed.published_on else text.told.published_on)
    values = {
        "title": text.given.title or parsed.title or text.told.title,
        "published_on": day.isoformat() if day else parsed.published_on,
    }
    spans = {
        name: span
        for name, span in parsed.spans.items()
        if getattr(parsed, name) == values.get(name, getattr(parsed, name))
    }
    return replace(parsed, title=values["title"], published_on=values["published_on"], spans=spans)


def parsed_text(text: Text) -> ParsedRelease:
    """Parse a text, or say in a warning that it is not French."""
    return parse(text.content) if text.is_french else unparsed(text)


def unparsed(text: Text) -> ParsedRelease:
    nothing = ParsedRelease(text.content, None, None, None, {}, (), (), (), (), (), ())
    return replace(nothing, warnings=(f"The text is not French but “{text.language}”: nothing was parsed.",))


def to_contract(source: str, text: Text, parsed: ParsedRelease) -> dict[str, Any]:
    """One object of the contract, as docs/parsed-release.schema.json describes it."""
    found = asdict(parsed)
    for name in NOT_IN_CONTRACT:
        del found[name]
    return {"source": source, "language": text.language, **found}


def line(source: str, text: Text, parsed: ParsedRelease) -> str:
    """One line of `manage.py parse`."""
    return json.dumps(to_contract(source, text, parsed), ensure_ascii=False)
