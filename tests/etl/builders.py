"""Parsed releases of our own making: what the parser would say, without the parser."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from etl.parse.values import (
    Attribution,
    Dateline,
    Found,
    ParsedCountry,
    ParsedEvent,
    ParsedFigure,
    ParsedOrganization,
    ParsedPerson,
    ParsedProgramme,
    ParsedQuote,
    ParsedRelease,
    ParsedRole,
    ParsedSubject,
    Participant,
    Span,
    Speaker,
)

TEXT = (
    "Une présidente pour l’archipel\n5 novembre 2015\n"
    "LYON (France) – La présidente de la FIDA, Anne Martin, a ouvert la 12e session "
    "de l’Assemblée générale de la FIDA à Lyon.\n"
    "« Plus de 120 pêcheurs ont été secourus grâce à NEPTUNE », a déclaré Mme Martin devant les délégués du Rwanda.\n"
    "La piraterie recule."
)


def at(text: str, words: str, nth: int = 0) -> tuple[int, int]:
    """Where the words stand in the text, for the nth time (counted from 0)."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


def found(text: str, words: str, rule: str = "test.found", nth: int = 0) -> Found:
    return Found(*at(text, words, nth), rule=rule, confidence=0.9)


def nothing(text: str = TEXT, **fields: Any) -> ParsedRelease:
    """A release in which nothing was found but `fields`."""
    return replace(ParsedRelease(text, None, None, None, {}, (), (), (), (), (), ()), **fields)


def person(
    text: str, words: str, name: str | None = None, gender: Any = None, roles: tuple[ParsedRole, ...] = ()
) -> ParsedPerson:
    return ParsedPerson(name or words, gender, roles, (found(text, words, "test.person"),))


def role(text: str, words: str, organization: str | None = None, title: str | None = None) -> ParsedRole:
    return ParsedRole(
        *at(text, words), rule="test.role", confidence=0.9, title=title or words, organization=organization
    )


def quote(text: str, words: str, speaker: Speaker | str | None = None, nth: int = 0, **fields: Any) -> ParsedQuote:
    said = Speaker("person", speaker) if isinstance(speaker, str) else speaker
    fields = {
        "kind": "direct",
        "attribution": None,
        "basis": "named" if said else None,
        "role": None,
        "text": words,
        **fields,
    }
    return ParsedQuote(*at(text, words, nth), rule="test.quote", confidence=0.9, speaker=said, **fields)


def figure(text: str, words: str, value: float | None, nth: int = 0, **fields: Any) -> ParsedFigure:
    fields = {"upper": None, "qualifier": None, "unit": None, "of": None, **fields}
    return ParsedFigure(*at(text, words, nth), rule="test.figure", confidence=0.9, text=words, value=value, **fields)


def event(text: str, words: str, name: str | None = None, **fields: Any) -> ParsedEvent:
    defaults = {
        "kind": "assembly",
        "organization": None,
        "ordinal": None,
        "city": None,
        "country": None,
        "date": None,
        "participants": (),
    }
    return ParsedEvent(name=name or words, mentions=(found(text, words, "test.event"),), **{**defaults, **fields})


def organization(text: str, words: str, acronym: str | None = None) -> ParsedOrganization:
    return ParsedOrganization(words, acronym, (found(text, words, "test.organization"),))


def programme(text: str, words: str, kind: str | None = None) -> ParsedProgramme:
    return ParsedProgramme(words, kind, (found(text, words, "test.programme"),))


def full(text: str = TEXT) -> ParsedRelease:
    """A release with one of everything."""
    attribution = Attribution(*at(text, "Mme Martin"), text="Mme Martin")
    said = "Plus de 120 pêcheurs ont été secourus grâce à NEPTUNE"
    return nothing(
        text,
        title="Une présidente pour l’archipel",
        published_on="2015-11-05",
        dateline=Dateline("LYON", "France", "FR"),
        spans={
            "title": Span(*at(text, "Une présidente pour l’archipel")),
            "published_on": Span(*at(text, "5 novembre 2015")),
            "dateline": Span(*at(text, "LYON (France)")),
        },
        persons=(
            person(text, "Anne Martin", gender="female", roles=(role(text, "présidente", "FIDA", "présidente"),)),
        ),
        organizations=(organization(text, "FIDA"),),
        quotes=(quote(text, said, "Anne Martin", attribution=attribution, role="présidente"),),
        figures=(
            figure(
                text,
                "Plus de 120 pêcheurs",
                120,
                qualifier="plus de",
                unit="pêcheur",
                of="pêcheurs secourus",
                quote=0,
                programme=0,
                event=0,
            ),
        ),
        events=(
            event(
                text,
                "12e session de l’Assemblée générale de la FIDA",
                "Assemblée générale de la FIDA",
                organization="FIDA",
                ordinal=12,
                city="Lyon",
                country="France",
                date="2015",
                participants=(
                    Participant(
                        *at(text, "a ouvert"), rule="test.part", confidence=0.9, name="Anne Martin", part="opened"
                    ),
                ),
            ),
        ),
        programmes=(programme(text, "NEPTUNE", "network"),),
        subjects=(ParsedSubject("piraterie maritime", (found(text, "piraterie", "test.subject"),)),),
        countries=(ParsedCountry("RW", (found(text, "Rwanda", "test.country"),)),),
    )
