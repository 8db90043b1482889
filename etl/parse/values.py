"""What the parser returns: plain values with a place in the text. No Django, no I/O.

Offsets are code points into the text that was parsed; `end` is exclusive. The JSON form is a contract (`to_contract`).
"""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from etl.parse.value import value

QuoteKind = Literal["direct", "fragment", "indirect"]
Basis = Literal["named", "pronoun", "office", "context"]
Gender = Literal["female", "male"]
EventKind = Literal["assembly", "conference", "meeting", "summit", "operation", "training", "visit", "other"]
Part = Literal["chaired", "opened", "closed", "hosted", "addressed", "elected", "attended"]
SpeakerType = Literal["person", "organization"]


@value
class Span:
    """A place in the text: `text[start:end]`."""

    start: int
    end: int


@value
class Found(Span):
    """A place, the id of the rule that found it, and how sure the rule is (0 to 1)."""

    rule: str
    confidence: float


@value
class Dateline:
    """The place a release is dated from, as written; `country_code` is ISO 3166-1 alpha-2, null if none is named."""

    city: str | None
    country: str | None
    country_code: str | None


@value
class ParsedRole(Found):
    """An office that the text gives a person: title in the text's words, organisation where it is said."""

    title: str
    organization: str | None


@value
class ParsedPerson:
    """An individual by the fullest name in the text, without honorific or rank."""

    name: str
    gender: Gender | None
    roles: tuple[ParsedRole, ...]
    mentions: tuple[Found, ...]


@value
class ParsedOrganization:
    """A body that the text names."""

    name: str
    acronym: str | None
    mentions: tuple[Found, ...]


@value
class Speaker:
    """Who said it, by canonical name."""

    type: SpeakerType
    name: str


@value
class Attribution(Span):
    """The speaker as written: M. Stock, a-t-il, le chef d’INTERPOL."""

    text: str


@value
class ParsedQuote(Found):
    """Words said; the span runs from the first to the last quoted character, outer marks left out."""

    text: str
    kind: QuoteKind
    speaker: Speaker | None
    attribution: Attribution | None
    basis: Basis | None
    role: str | None


@value
class ParsedFigure(Found):
    """A quantity: `value` the plain number, `unit` ISO 4217, % or a singular noun, `of` what is counted.

    `part_of`, `quote`, `event` and `programme` are indexes into the release's figures, quotes, events and programmes.
    """

    text: str
    value: float | None
    upper: float | None
    qualifier: str | None
    unit: str | None
    of: str | None
    indicator: str | None = None
    period: str | None = None
    part_of: int | None = None
    quote: int | None = None
    event: int | None = None
    programme: int | None = None


@value
class Participant(Found):
    """A person, organisation or country (by name) that took part in an event."""

    name: str
    part: Part


@value
class ParsedEvent:
    """A named gathering or operation; `date` is EDTF."""

    name: str
    kind: EventKind
    organization: str | None
    ordinal: int | None
    city: str | None
    country: str | None
    date: str | None
    participants: tuple[Participant, ...]
    mentions: tuple[Found, ...]


@value
class ParsedProgramme:
    """A named system, database, network, project or service."""

    name: str
    kind: str | None
    mentions: tuple[Found, ...]


@value
class ParsedSubject:
    """A crime area of the lexicon that the text speaks of."""

    name: str
    mentions: tuple[Found, ...]


@value
class ParsedCountry:
    """A country that the text names; `code` is ISO 3166-1 alpha-2."""

    code: str
    mentions: tuple[Found, ...]


@value
class ParsedRelease:
    """All that the parser read off one text; `spans` has title, published_on and dateline, those that were found."""

    text: str
    title: str | None
    published_on: str | None
    dateline: Dateline | None
    spans: dict[str, Span]
    persons: tuple[ParsedPerson, ...]
    organizations: tuple[ParsedOrganization, ...]
    quotes: tuple[ParsedQuote, ...]
    figures: tuple[ParsedFigure, ...]
    events: tuple[ParsedEvent, ...]
    programmes: tuple[ParsedProgramme, ...]
    subjects: tuple[ParsedSubject, ...] = ()
    countries: tuple[ParsedCountry, ...] = ()
    warnings: tuple[str, ...] = field(default=())
