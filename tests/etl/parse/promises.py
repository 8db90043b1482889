"""What holds for every parsed text, whatever the text."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from jsonschema import Draft202012Validator

from etl.contract import to_contract
from etl.document import Text
from etl.parse import ParsedRelease, parse
from etl.parse.values import Found, Span

SCHEMA = Path(__file__).parents[3] / "docs" / "parsed-release.schema.json"


@cache
def contract() -> Draft202012Validator:
    """The parser's contract, ready to validate."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def broken_promises(text: str) -> list[str]:
    """Sentences that say what does not hold of this text; an exception is one of them."""
    try:
        parsed, again = parse(text), parse(text)
        document = to_contract("a.txt", Text(text, "utf-8", "fr"), parsed)
    except Exception as error:  # whatever it is, it should not be raised
        return [raised(error)]
    schema = [f"the contract: {error.json_path} {error.message[:200]}" for error in errors(document)]
    return [*broken(parsed), *schema, *([] if parsed == again else ["parsing twice gives different results"])]


def broken_at_once(text: str) -> list[str]:
    """The same, less what is slow to tell: the contract's schema, and parsing twice."""
    try:
        return list(broken(parse(text)))
    except Exception as error:
        return [raised(error)]


def raised(error: Exception) -> str:
    """An exception as a broken promise."""
    return f"raises {type(error).__name__}: {error}"


def broken(parsed: ParsedRelease) -> Iterator[str]:
    """What does not hold of one parse."""
    yield from (f"a span outside the text or empty: {one}" for one in places(parsed) if not inside(parsed.text, one))
    yield from (f"a confidence beyond 0 to 1: {one}" for one in finds(parsed) if not 0 <= one.confidence <= 1)
    yield from (f"a find without a rule: {one}" for one in finds(parsed) if not one.rule)
    yield from wrong_words(parsed)
    yield from wrong_order(parsed)
    yield from wrong_indexes(parsed)
    yield from wrong_names(parsed)


def errors(document: dict[str, object]) -> list[object]:
    """Where the JSON form breaks the contract."""
    return list(contract().iter_errors(json.loads(json.dumps(document))))


def inside(text: str, one: Span) -> bool:
    return 0 <= one.start < one.end <= len(text)


def named(parsed: ParsedRelease) -> Iterator[tuple[str, Sequence[Found]]]:
    """Whatever has a name, with its mentions."""
    groups = (parsed.persons, parsed.organizations, parsed.events, parsed.programmes, parsed.subjects)
    yield from ((one.name, one.mentions) for group in groups for one in group)
    yield from ((one.code, one.mentions) for one in parsed.countries)


def finds(parsed: ParsedRelease) -> Iterator[Found]:
    """Every annotation."""
    yield from parsed.quotes
    yield from parsed.figures
    yield from (role for person in parsed.persons for role in person.roles)
    yield from (one for event in parsed.events for one in event.participants)
    yield from (mention for _, mentions in named(parsed) for mention in mentions)


def places(parsed: ParsedRelease) -> Iterator[Span]:
    """Every span."""
    yield from finds(parsed)
    yield from parsed.spans.values()
    yield from (quote.attribution for quote in parsed.quotes if quote.attribution)


def wrong_words(parsed: ParsedRelease) -> Iterator[str]:
    """Words that are not those at their place."""
    for figure in parsed.figures:
        if parsed.text[figure.start : figure.end] != figure.text:
            yield f"a figure's words are not those of its span: {figure}"
    for quote in parsed.quotes:
        if not quote.text.strip():
            yield f"a quote without words: {quote}"
        if quote.attribution and parsed.text[quote.attribution.start : quote.attribution.end] != quote.attribution.text:
            yield f"an attribution's words are not those of its span: {quote}"
    title = parsed.spans.get("title")
    if title and parsed.text[title.start : title.end] != parsed.title:
        yield f"a title that is not what stands at its span: {parsed.title}"


def in_order(spans: Iterable[Span]) -> bool:
    """Whether spans stand in the text's order."""
    order = [(one.start, one.end) for one in spans]
    return order == sorted(order)


def wrong_order(parsed: ParsedRelease) -> Iterator[str]:
    """Lists that do not follow the text."""
    if not in_order(parsed.quotes):
        yield "quotes out of order"
    if not in_order(parsed.figures):
        yield "figures out of order"
    for name, mentions in named(parsed):
        if not mentions:
            yield f"no mention of {name}"
        if not in_order(mentions):
            yield f"mentions of {name} out of order"


def wrong_indexes(parsed: ParsedRelease) -> Iterator[str]:
    """Figures that point at nothing, or at themselves."""
    for at, figure in enumerate(parsed.figures):
        pointed = (
            ("part_of", figure.part_of, len(parsed.figures)),
            ("quote", figure.quote, len(parsed.quotes)),
            ("event", figure.event, len(parsed.events)),
            ("programme", figure.programme, len(parsed.programmes)),
        )
        yield from (f"{name} {index} of {count}" for name, index, count in pointed if index and index >= count)
        if not all(math.isfinite(one) for one in (figure.value, figure.upper) if one is not None):
            yield f"a figure that JSON cannot say: {figure.value} {figure.upper} {figure.text[:20]}"
        if figure.part_of == at:
            yield f"a figure that is part of itself: {figure}"
        if figure.value is not None and figure.upper is not None and figure.value > figure.upper:
            yield f"a range that falls: {figure}"


def wrong_names(parsed: ParsedRelease) -> Iterator[str]:
    """Speakers that the release does not know, and names that are none."""
    persons = {person.name for person in parsed.persons}
    for quote in parsed.quotes:
        if quote.speaker and quote.speaker.type == "person" and quote.speaker.name not in persons:
            yield f"a speaker who is no person of the release: {quote.speaker}"
        if quote.speaker is None and quote.basis is not None:
            yield f"a basis without a speaker: {quote}"
    yield from (f"an empty name at {mentions}" for name, mentions in named(parsed) if not name.strip())
