"""What a line of JSON Lines gives: a text and what is known of it, or a sentence that refuses."""

from __future__ import annotations

import json
from datetime import date

import pytest

from etl.document import JSON_LINE, Document, Given, RefusedError, Text
from etl.text import canonical


def read(**fields: object) -> Text:
    return canonical(Document("f.jsonl#1", json.dumps(fields).encode(), JSON_LINE))


def refused(raw: bytes | None = None, **fields: object) -> str:
    with pytest.raises(RefusedError) as caught:
        canonical(Document("f.jsonl#1", raw if raw is not None else json.dumps(fields).encode(), JSON_LINE))
    return str(caught.value)


def test_everything_that_is_known_is_taken() -> None:
    text = read(
        text="Bonjour à tous",
        identifier="IP/15/1",
        url="https://example.org/1",
        title="Un titre",
        published_on="2015-11-05",
        issuer="ONUDC",
        language="fr-CH",
        city="Lyon",
        country="France",
        other="left aside",
    )
    given = Given("IP/15/1", "https://example.org/1", "Un titre", date(2015, 11, 5), "ONUDC", "fr-CH", "Lyon", "France")
    assert text == Text("Bonjour à tous", "", "fr-CH", given)


def test_null_and_empty_are_not_given() -> None:
    assert read(text="Bonjour à tous", title="", issuer=None).given == Given()


def test_an_identifier_may_be_a_number() -> None:
    assert read(text="Bonjour à tous", identifier=7).given.identifier == "7"


def test_the_text_of_a_line_is_composed_too() -> None:
    assert read(text="e\u0301te\u0301\r\nici").content == "été\nici"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"{", "no JSON"),
        (b"[1]", "no JSON object"),
        (b'{"text": "\xe9"}', "not in UTF-8"),
        (b"[" * 100_000, "no JSON"),
        (b'{"text": "half \\ud83d a pair"}', "half a surrogate pair"),
        (b'{"text": "nul \\u0000"}', "NUL"),
        (b'{"text": "un", "title": "nul \\u0000"}', "“title” has NUL"),
    ],
)
def test_a_broken_line_is_refused(raw: bytes, reason: str) -> None:
    assert reason in refused(raw)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, "no “text”"),
        ({"text": 7}, "no string"),
        ({"text": "  "}, "empty"),
        ({"html": 7}, "no “text” or “html”"),
        ({"html": "<p> </p>"}, "no text"),
        ({"text": "un", "title": ["a"]}, "“title” is no string"),
        ({"text": "un", "identifier": True}, "“identifier” is no string"),
        ({"text": "un", "published_on": "2015-02-30"}, "“2015-02-30”, which is no day"),
        ({"text": "un", "published_on": "20150230"}, "no day"),
        ({"text": "un", "published_on": 2015}, "no string"),
        ({"text": "un", "language": "français"}, "no language tag"),
        ({"text": "un", "url": "https://example.org/" + "x" * 2000}, "“url” is too long"),
    ],
)
def test_a_line_with_wrong_values_is_refused(fields: dict[str, object], reason: str) -> None:
    assert reason in refused(**fields)


def test_numbers_that_overflow_are_refused_like_any_wrong_type() -> None:
    assert "no string" in refused(b'{"text": "un", "title": 1e999}')
