"""schema.org descriptions of records, as JSON-LD inside their pages."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from archive.models import Event, Organization, Person, Quote, Release
from archive.reading.addresses import absolute, address

# Inside a script element, nothing may look like its end, or like the beginning of a comment.
ESCAPED = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}
IDENTIFIERS = {
    "wikidata": "https://www.wikidata.org/wiki/{}",
    "viaf": "https://viaf.org/viaf/{}",
    "isni": "https://isni.org/isni/{}",
}
Thing = dict[str, Any]


def script(thing: Thing) -> SafeString:
    """The element that holds a description. It is a block of data, which no policy forbids and no browser runs."""
    written = json.dumps(pruned({"@context": "https://schema.org", **thing}), ensure_ascii=False).translate(ESCAPED)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(written))  # noqa: S308 escaped above


def pruned(thing: Thing) -> Thing:
    """Without what is not known."""
    return {name: value for name, value in thing.items() if value not in (None, "", [], {})}


def person(request: HttpRequest, one: Person) -> Thing:
    """A Person with other names and identifiers."""
    return pruned(
        {
            "@type": "Person",
            "@id": absolute(request, address(one)),
            "name": one.name,
            "alternateName": one.aliases,
            "sameAs": list(elsewhere(one.identifiers).values()),
        }
    )


def organization(request: HttpRequest, one: Organization) -> Thing:
    """An Organization."""
    return pruned(
        {
            "@type": "Organization",
            "@id": absolute(request, address(one)),
            "name": one.name,
            "alternateName": [*([one.acronym] if one.acronym else []), *one.aliases],
            "sameAs": list(elsewhere(one.identifiers).values()),
        }
    )


def release(request: HttpRequest, one: Release) -> Thing:
    """A NewsArticle without its text."""
    return pruned(
        {
            "@type": "NewsArticle",
            "@id": absolute(request, address(one)),
            "headline": str(one),
            "inLanguage": one.language,
            "datePublished": one.published_on.isoformat() if one.published_on else None,
            "dateline": ", ".join(filter(None, [one.city, one.country])),
            "publisher": organization(request, one.issuer) if one.issuer else None,
        }
    )


def quotation(request: HttpRequest, one: Quote) -> Thing:
    """A Quotation, of whom and out of which release."""
    speaker = person(request, one.speaker) if one.speaker else None
    body = organization(request, one.organization) if one.organization else None
    return pruned(
        {
            "@type": "Quotation",
            "@id": absolute(request, address(one)),
            "text": one.text,
            "creator": speaker or body,
            "isPartOf": release(request, one.release),
        }
    )


def event(request: HttpRequest, one: Event) -> Thing:
    """An Event; dates only where their year is known."""
    place = ", ".join(filter(None, [one.city, one.country]))
    return pruned(
        {
            "@type": "Event",
            "@id": absolute(request, address(one)),
            "name": one.name,
            "startDate": one.earliest.isoformat() if one.earliest else None,
            "endDate": one.latest.isoformat() if one.latest else None,
            "location": {"@type": "Place", "name": place, "address": place} if place else None,
            "organizer": organization(request, one.organization) if one.organization else None,
        }
    )


def elsewhere(identifiers: Any) -> dict[str, str]:
    """Identifier → address of the same elsewhere, for the registers that are known."""
    known = identifiers if isinstance(identifiers, dict) else {}
    return {
        name: IDENTIFIERS[name].format(str(value).replace(" ", ""))
        for name, value in known.items()
        if name in IDENTIFIERS and str(value).replace(" ", "").isalnum()
    }
