"""True answers: what a careful reader finds in a text, as tests/gold/README.md describes the form."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Fields = Mapping[str, Any]
MONTH_AND_DAY = re.compile(r"\d\d-\d\d")


class GoldError(Exception):
    """Raised with a sentence for the user where answers cannot be read."""


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """A dateline that is right."""

    city: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class GoldPerson:
    """An individual by the fullest name; one of `roles` has to be found, if there are any."""

    name: str
    roles: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """Words said, by their first and last ones; `speakers` are the names that are right, none where nobody is named."""

    starts: str
    ends: str
    speaker: str | None = None
    speakers: tuple[str, ...] = ()
    kind: str = "indirect"
    kinds: frozenset[str] = frozenset()
    optional: bool = False
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class GoldFigure:
    """A quantity; `anchors` are the words as written, the first one above all."""

    value: float | None
    upper: float | None
    qualifier: str | None
    unit: str | None
    of: str | None
    anchor: str
    anchors_alt: tuple[str, ...] = ()
    optional: bool = False

    @property
    def anchors(self) -> tuple[str, ...]:
        return (self.anchor, *self.anchors_alt)


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """A gathering or operation; `starts` and `ends` are EDTF."""

    name: str
    ordinal: int | None = None
    ordinals: frozenset[int] = frozenset()
    city: str | None = None
    cities: tuple[str, ...] = ()
    country: str | None = None
    countries: tuple[str, ...] = ()
    starts: str | None = None
    ends: str | None = None
    place_from_dateline: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Gold:
    """All that is to be found in one text; `stem` is the name of the file without its suffix."""

    stem: str
    title: str | None
    published_on: str | None
    datelines: tuple[GoldPlace, ...]
    persons: tuple[GoldPerson, ...] = ()
    quotes: tuple[GoldQuote, ...] = ()
    indirect: tuple[GoldQuote, ...] = ()
    figures: tuple[GoldFigure, ...] = ()
    events: tuple[GoldEvent, ...] = ()


def read_gold(folder: Path) -> list[Gold]:
    """The answers of a folder in the order of their names. Raises GoldError where there are none, or one is broken."""
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise GoldError(f"{folder} holds no answers (*.json).")
    return [read_one(path) for path in paths]


def read_one(path: Path) -> Gold:
    try:
        return gold_of(path.stem, json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise GoldError(f"{path.name} has not the form of answers: {error!r}") from error


def gold_of(stem: str, answers: Fields) -> Gold:
    """Answers from their JSON object."""
    release = answers["release"]
    places = (release, *release.get("accept", ()))
    figures = [figure(one, bool(one.get("optional"))) for one in answers["figures"]]
    return Gold(
        stem,
        release.get("title"),
        release.get("published_on"),
        tuple(GoldPlace(one.get("city"), one.get("country")) for one in places),
        tuple(person(one) for one in answers["persons"]),
        tuple(quote(one) for one in answers["quotes"]),
        tuple(quote(one) for one in answers.get("indirect", ())),
        (*figures, *(figure(one, optional=True) for one in answers.get("figures_optional", ()))),
        tuple(event(one) for one in answers["events"]),
    )


def person(one: Fields) -> GoldPerson:
    return GoldPerson(one["name"], tuple(one.get("roles", ())), bool(one.get("optional")))


def quote(one: Fields) -> GoldQuote:
    kind = one.get("kind", "indirect")
    return GoldQuote(
        one["starts"],
        one["ends"],
        one.get("speaker"),
        listed(one.get("speaker"), one.get("speaker_alt")),
        kind,
        frozenset(listed(kind, one.get("kind_alt"))),
        bool(one.get("optional")),
        bool(one.get("truncated")),
    )


def figure(one: Fields, optional: bool) -> GoldFigure:
    return GoldFigure(
        one.get("value"),
        one.get("value_max"),
        one.get("qualifier"),
        one.get("unit"),
        one.get("of"),
        one["anchor"],
        tuple(one.get("anchor_alt", ())),
        optional,
    )


def event(one: Fields) -> GoldEvent:
    year = one.get("year")
    return GoldEvent(
        one["name"],
        one.get("ordinal"),
        frozenset(int(known) for known in (one.get("ordinal"), one.get("ordinal_alt")) if known),
        one.get("city"),
        listed(one.get("city"), one.get("city_alt")),
        one.get("country"),
        listed(one.get("country"), one.get("country_alt")),
        one.get("starts_on") or any_year(one.get("starts_partial")) or (str(year) if year else None),
        one.get("ends_on") or any_year(one.get("ends_partial")),
        bool(one.get("place_from_dateline")),
        bool(one.get("optional")),
    )


def any_year(day: str | None) -> str | None:
    """A month and day as EDTF: 11-24 → XXXX-11-24; what is longer stands as it is."""
    return f"XXXX-{day}" if day and MONTH_AND_DAY.fullmatch(day) else day


def listed(first: str | None, others: str | list[str] | None) -> tuple[str, ...]:
    """The first and the others, those that are given; others may be one or several."""
    more = [others] if isinstance(others, str) else others or []
    return tuple(one for one in (first, *more) if one)
