"""Who may be one and the same: pairs of records that look alike, with a score and why. Pure.

Nothing here decides; an editor merges, or says «not the same».
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from archive.curation.folding import folded_words

ENOUGH = 0.6  # score from which a pair is worth an editor's look
MOST_BY_LETTERS = 0.75  # that names are written alike says no more than this
SAME_NAME = gettext_noop("the same name")
INITIALS = gettext_noop("the same last name, and initials that fit")
WITHIN = gettext_noop("one name holds the other")
LAST_NAME = gettext_noop("the same last name")
ALIKE = gettext_noop("names alike")
ACRONYM = gettext_noop("one is the other’s acronym")
SAME_OFFICE = gettext_noop("held the same office")
SAME_BODY = gettext_noop("belong to the same organisation")
SAME_TIME = gettext_noop("the same kind at the same time")
SAME_PLACE = gettext_noop("the same place")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a record: its names, and what tells it from others."""

    id: int
    names: Sequence[str]
    kind: str = ""
    acronym: str = ""
    offices: frozenset[int] = frozenset()
    bodies: frozenset[int] = frozenset()
    place: str = ""
    earliest: date | None = None
    latest: date | None = None


@dataclass(slots=True)
class Look:
    """How alike two records are, from 0 to 1, and why."""

    score: float = 0.0
    reasons: list[str] = field(default_factory=list)

    def at_least(self, score: float, reason: str) -> None:
        if score > self.score:
            self.score, self.reasons = score, [reason]

    def more(self, score: float, reason: str) -> None:
        self.score = min(1.0, self.score + score)
        self.reasons.append(reason)


def in_words(reason: str) -> str:
    """A stored reason in the reader's language."""
    return "; ".join(_(part) for part in reason.split("; ") if part)


def look(table: str, one: Known, other: Known, similarity: float) -> Look | None:
    """How alike two records of `table` are, `similarity` being that of their names' trigrams; None if not enough."""
    found = Look()
    for name in one.names:
        for second in other.names:
            compare_names(found, table, folded_words(name), folded_words(second))
    found.at_least(min(similarity, MOST_BY_LETTERS), ALIKE)
    ways = {"person": as_persons, "organization": as_bodies, "event": as_events, "office": as_offices}
    if table in ways:
        ways[table](found, one, other)
    return found if found.score >= ENOUGH else None


def compare_names(found: Look, table: str, one: Sequence[str], other: Sequence[str]) -> None:
    """The same words in any order; one within the other; for persons, initials and last names."""
    if not one or not other:
        return
    shorter, longer = sorted((list(one), list(other)), key=len)
    if sorted(one) == sorted(other):
        found.at_least(0.95, SAME_NAME)
    elif len(shorter) > 1 and set(shorter) <= set(longer):
        found.at_least(0.8, WITHIN)
    elif table == "person" and shorter[-1] == longer[-1]:
        if len(shorter) > 1 and fits(shorter[:-1], longer[:-1]):
            found.at_least(0.8, INITIALS)
        elif len(shorter) == 1:
            found.at_least(0.5, LAST_NAME)


def fits(given: Sequence[str], names: Sequence[str]) -> bool:
    """Whether given names may be the same, each written out or as its initial: «J.» and «Jürgen»."""
    pairs = zip(given, names, strict=False)
    return all(one == other or (one[0] == other[0] and 1 in (len(one), len(other))) for one, other in pairs)


def as_persons(found: Look, one: Known, other: Known) -> None:
    if found.score >= 0.5 and one.offices & other.offices:
        found.more(0.15, SAME_OFFICE)
    elif found.score >= 0.5 and one.bodies & other.bodies:
        found.more(0.05, SAME_BODY)


def as_bodies(found: Look, one: Known, other: Known) -> None:
    for short, long in ((one, other), (other, one)):
        acronyms = {long.acronym.casefold(), *(initials(name) for name in long.names)} - {""}
        if acronyms & {short.acronym.casefold(), *(name.casefold() for name in short.names)}:
            found.at_least(0.85, ACRONYM)


def initials(name: str) -> str:
    """First letters of the words that have more than three, in lower case, where there are three such words or more."""
    words = [word for word in folded_words(name) if len(word) > 3]
    return "".join(word[0] for word in words) if len(words) >= 3 else ""


def as_events(found: Look, one: Known, other: Known) -> None:
    """Events of different kinds or times are different, whatever they are called."""
    if one.kind != other.kind or not overlap(one, other):
        found.score = 0.0
        return
    found.at_least(0.45, SAME_TIME)
    if one.place and one.place == other.place:
        found.more(0.2, SAME_PLACE)
    if one.bodies & other.bodies:
        found.more(0.15, SAME_BODY)


def overlap(one: Known, other: Known) -> bool:
    """Whether two events may have been at the same time: undated ones may."""
    if one.earliest is None or other.earliest is None or one.latest is None or other.latest is None:
        return True
    return one.earliest <= other.latest and other.earliest <= one.latest


def as_offices(found: Look, one: Known, other: Known) -> None:
    """Offices of different organisations are different."""
    if one.bodies and other.bodies and not one.bodies & other.bodies:
        found.score = 0.0
