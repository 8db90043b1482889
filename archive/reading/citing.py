"""Citing what was read: as a sentence, for reference managers, and as a Web Annotation."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from functools import singledispatch
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from archive.curation.selectors import select
from archive.models import Annotation, Figure, Quote, Release
from archive.presentation import wording
from archive.presentation.dates import day_in_words
from archive.reading.addresses import absolute, address


@dataclass(frozen=True, slots=True)
class Citation:
    """What a citation names: the words, who said them in which office, and where and when they stand."""

    key: str
    words: str
    speaker: str
    office: str
    title: str
    issuer: str
    day: date | None
    url: str
    sha256: str
    selector: tuple[dict[str, Any], ...]
    release_url: str

    def as_text(self) -> str:
        """One line: words, speaker, office, release, issuer, day, address, hash."""
        by = ", ".join(filter(None, [self.speaker, self.office]))
        day = day_in_words(self.day) if self.day else _("undated")
        where = ", ".join(filter(None, [_("“%(title)s”") % {"title": self.title}, self.issuer, day]))
        return (
            " ".join(f"{part}." for part in (f"{self.words} — {by}" if by else self.words, where, self.url) if part)
            + f" SHA-256\u00a0: {self.sha256}."
        )

    def as_bibtex(self) -> str:
        """An entry of the type misc."""
        fields = {
            "author": self.speaker or self.issuer,
            "title": self.title,
            "publisher": self.issuer if self.speaker else "",
            "date": self.day.isoformat() if self.day else "",
            "year": str(self.day.year) if self.day else "",
            "url": self.url,
            "note": " ".join(filter(None, [self.words, self.office and f"({self.office})", f"SHA-256 {self.sha256}"])),
        }
        lines = [f"  {name} = {{{in_tex(value)}}}" for name, value in fields.items() if value]
        return f"@misc{{{self.key},\n" + ",\n".join(lines) + "\n}\n"

    def as_csl(self) -> dict[str, Any]:
        """An item of CSL-JSON."""
        item: dict[str, Any] = {
            "id": self.key,
            "type": "article",
            "genre": _("press release"),
            "title": self.title,
            "author": [{"literal": self.speaker or self.issuer}] if self.speaker or self.issuer else None,
            "publisher": self.issuer,
            "issued": {"date-parts": [[self.day.year, self.day.month, self.day.day]]} if self.day else None,
            "URL": self.url,
            "note": f"{self.words} SHA-256: {self.sha256}",
        }
        return {name: value for name, value in item.items() if value}

    def as_annotation(self) -> dict[str, Any]:
        """A Web Annotation: the selectors by which the words are found in the release's text."""
        target: dict[str, Any] = {"source": self.release_url}
        if self.selector:
            target["selector"] = list(self.selector)
        return {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": self.url,
            "type": "Annotation",
            "motivation": "describing",
            "body": {"type": "TextualBody", "value": self.words, "format": "text/plain"},
            "target": target,
        }


def cited(request: HttpRequest, one: Annotation) -> Citation:
    """The citation of an annotation; its release has text, issuer and source, its relations are loaded."""
    release: Release = one.release
    speaker, office = by_whom(one)
    kind = str(one._meta.model_name)
    return Citation(
        key=f"{kind}-{one.pk}",
        words=words_of(one),
        speaker=speaker,
        office=office,
        title=str(release),
        issuer=release.issuer.name if release.issuer else "",
        day=release.published_on,
        url=absolute(request, address(one)),
        sha256=release.source.sha256,
        selector=selectors(one),
        release_url=absolute(request, address(release)),
    )


@singledispatch
def words_of(one: Annotation) -> str:
    """What is cited of it: its exact words, in quotation marks."""
    return f"«\u202f{one.exact}\u202f»"


@words_of.register
def _quote(one: Quote) -> str:
    if one.kind == Quote.Kind.INDIRECT:
        return _("%(words)s (reported words)") % {"words": one.text}
    return f"«\u202f{one.text}\u202f»"


def by_whom(one: Annotation) -> tuple[str, str]:
    """Name and office of whoever says it: the speaker of a quote, or of the quote in which a figure stands."""
    quote = one.quote if isinstance(one, Figure) else one
    if not isinstance(quote, Quote):
        return "", ""
    who = quote.speaker or quote.organization
    return (who.name if who else ""), (wording.office(quote.role) if quote.role else "")


def selectors(one: Annotation) -> tuple[dict[str, Any], ...]:
    """Position and words with what stands around them; none for what is no longer in the text."""
    if one.start is None or one.end is None:
        return ()
    found = select(one.release.text, one.start, one.end)
    return (
        {"type": "TextPositionSelector", "start": one.start, "end": one.end},
        {"type": "TextQuoteSelector", "exact": found.exact, "prefix": found.prefix, "suffix": found.suffix},
    )


def in_tex(value: str) -> str:
    """Text within braces, its signs of TeX made harmless."""
    plain = " ".join(value.split()).replace("\\", "\\textbackslash ")
    return re.sub(r"([{}%&$#_])", r"\\\1", plain).replace("\\textbackslash ", "\\textbackslash{}")


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
