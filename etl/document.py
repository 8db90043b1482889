"""What the ETL takes in: documents as received, their canonical text, and what it refuses."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, fields
from datetime import date

TEXT = "text/plain"
JSON_LINE = "application/json"
HTML = "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EMAIL = "message/rfc822"
KEPT = ("title", "published_on", "issuer", "language", "city", "country")
LEFT_BEHIND = {"thumbs.db", "desktop.ini", ".ds_store", "__macosx"}


def is_document(name: str) -> bool:
    """Whether a name in a folder or zip counts: hidden files and what file managers leave behind do not."""
    return not name.startswith((".", "~$")) and name.lower() not in LEFT_BEHIND


@dataclass(frozen=True, slots=True)
class Refusal:
    """What could not be taken in, and the sentence that says why."""

    name: str
    reason: str


class RefusedError(Exception):
    """Raised with a sentence for the user where a document cannot be taken in."""


@dataclass(frozen=True, slots=True)
class Given:
    """What came with a document besides its text. Empty means not given."""

    identifier: str = ""
    url: str = ""
    title: str | None = None
    published_on: date | None = None
    issuer: str | None = None
    language: str | None = None
    city: str | None = None
    country: str | None = None

    def over(self, other: Given) -> Given:
        """These values, and those of `other` where there are none."""
        names = [one.name for one in fields(self)]
        return Given(**{name: getattr(self, name) or getattr(other, name) for name in names})

    def as_json(self) -> dict[str, str]:
        """What a release keeps of it in `parsed`, to be read again with; address and identifier are the source's."""
        return {one: value for one, value in self.whole().items() if one in KEPT}

    def whole(self) -> dict[str, str]:
        """All that is given, as JSON."""
        known = {one.name: value for one in fields(self) if (value := getattr(self, one.name))}
        return {one: value.isoformat() if isinstance(value, date) else value for one, value in known.items()}

    @classmethod
    def from_json(cls, kept: dict[str, str]) -> Given:
        """Read back what `as_json` or `whole` left."""
        day = kept.get("published_on")
        words = {one: value for one, value in kept.items() if one != "published_on"}
        return cls(published_on=date.fromisoformat(day) if day else None, **words)


NOTHING = Given()


@dataclass(frozen=True, slots=True)
class Document:
    """The bytes of one document under the name they came in by; a line of JSON Lines is a document of its own.

    What a table gives for it (`given`) wins over what the bytes say.
    """

    name: str
    content: bytes
    media_type: str = TEXT
    given: Given = NOTHING

    @property
    def sha256(self) -> str:
        """Hash of the bytes, in lower-case hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Text:
    """A document as text: decoded, NFC, lines ended by line feeds; `language` is BCP 47, und if it could not be told.

    `encoding` is empty where the form fixes it (JSON). What is `given` wins over what is parsed; what the form of the
    document only tells (the Date of an e-mail) stands in where the text says nothing.
    """

    content: str
    encoding: str
    language: str
    given: Given = field(default_factory=Given)
    told: Given = field(default_factory=Given)

    @property
    def is_french(self) -> bool:
        """Whether the parser can read it."""
        return self.language.partition("-")[0] == "fr"


@dataclass(frozen=True, slots=True)
class Extract:
    """What a form of document holds: its text, a paragraph a line, and what it says of itself (see `Text`)."""

    content: str
    encoding: str = ""
    given: Given = field(default_factory=Given)
    told: Given = field(default_factory=Given)
