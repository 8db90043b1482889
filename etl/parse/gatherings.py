"""Gatherings that have an ordinal or a name: sessions, conferences, summits, training courses.

Rules: `event.ordinal` (la 93e session de l’Assemblée générale), `event.named` (le sommet mondial We Protect Children
Online), `event.elided` (la 93e session à Riga ; la 94e, à Oslo).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from etl.lexicon import load, words
from etl.parse.dates import Dated
from etl.parse.event_names import ADJECTIVES, EventNames
from etl.parse.folding import fold
from etl.parse.ordinals import ordinal_at
from etl.parse.reading import Reading
from etl.parse.values import EventKind

DEFINITE = words("events", "definite") | ADJECTIVES
ORDINAL_ALONE = words("events", "ordinal_alone")
NEVER_BARE = words("events", "never_bare")
STANDING = [[word] for word in words("events", "standing")]
OF_MANY = words("events", "of_many")
VENUES = words("events", "venues")
MEETING = words("events", "held") | words("events", "opened") | words("events", "closed")
ANOTHER = words("events", "another")
BY_NAME: dict[str, list[str]] = load("events")["by_name"]
OF_ITS_KIND = words("events", "of_its_kind")
BEHIND_ELIDED = words("events", "behind_elided")
UNTELLING = words("events", "untelling")


@dataclass(slots=True)
class Gathering:
    """An event being read: tokens first..last of its first full name, and what is known of it."""

    first: int
    last: int
    kind: EventKind
    head: str
    name: str
    ordinal: int | None
    rule: str
    confidence: float
    places: list[tuple[int, int]] = field(default_factory=list)
    organization: str | None = None
    city: str | None = None
    country: str | None = None
    dated: Dated | None = None
    year: int | None = None
    coming: bool = False  # «la prochaine session», known by its place or date only

    def is_same(self, other: Gathering) -> bool:
        """Whether two names are of one event: the same ordinal and like words, or one name within the other."""
        if (self.kind == "operation") != (other.kind == "operation"):
            return False
        mine, theirs = telling(self.name), telling(other.name)
        if self.kind == "operation":
            numbers = {number_of(self.name), number_of(other.name)} - {None}
            return len(numbers) < 2 and (mine <= theirs or theirs <= mine)
        if self.ordinal and other.ordinal:
            alike = self.head == other.head or self.kind == other.kind or not mine.isdisjoint(theirs)
            return self.ordinal == other.ordinal and alike
        if self.kind != other.kind or self.coming != other.coming:
            return False
        if self.kind == "assembly" and (not mine or not theirs) and "assemblée" in (self.head, other.head):
            return not (self.organization and other.organization) or self.organization == other.organization
        if self.ordinal or other.ordinal:
            shorter, longer = (theirs, mine) if self.ordinal else (mine, theirs)
            return bool(shorter) and shorter <= longer
        return not mine.isdisjoint(theirs) and (mine <= theirs or theirs <= mine)

    def enrich(self, other: Gathering) -> None:
        """Take from the same event said again: the fuller name and the ordinal count."""
        if self.ordinal is None and other.ordinal is not None:
            self.ordinal, self.rule, self.confidence = other.ordinal, other.rule, other.confidence
        if len(telling(other.name)) > len(telling(self.name)) or (other.organization and not self.organization):
            self.name, self.organization = other.name, other.organization or self.organization


NUMBERED = re.compile(r"[ -]([IVXL]+|\d+(?:\.\d+)?)\Z")


def number_of(name: str) -> str | None:
    """«III» of opération Lotus III: editions are not one operation."""
    match = NUMBERED.search(name)
    return match[1] if match else None


@lru_cache(maxsize=2048)
def telling(name: str) -> frozenset[str]:
    """The name's telling words, folded."""
    said = re.findall(r"\w+", fold(name))
    return frozenset(word for word in said if len(word) > 2 and not word[0].isdigit()) - UNTELLING


class Gatherings:
    """Reads gatherings at their head nouns."""

    def __init__(self, reading: Reading, names: EventNames) -> None:
        self.reading = reading
        self.names = names

    def gathering(self, i: int, kind: EventKind) -> Gathering | None:
        """The session, conference, summit … that token i heads, if it has an ordinal or a name."""
        if self.is_other_noun(i):
            return None
        if self.reading.words[i] == "COP":
            return self.conference_of_parties(i)
        first, ordinal = self.ordinal_before(i)
        last = self.names.end(i)
        if ordinal is None:
            ordinal = self.ordinal_behind(last)
        if ordinal is None:
            named = (self.is_definite(first, last) and self.is_named(i, last)) or self.is_one_of_many(i, last)
            if not named and not self.is_exercise(i) and not self.is_assembly_held(i, last):
                return None
        elif not self.is_numbered(i, last):
            return None
        rule, confidence = ("event.ordinal", 0.93) if ordinal else ("event.named", 0.75)
        name, head_kind = self.names.written(first, last), self.kind_of(i, last, kind)
        one = Gathering(first, last, head_kind, self.reading.low[i], name, ordinal, rule, confidence)
        one.organization = self.names.organization_in(i, last)
        one.coming = ordinal is None and self.reading.low[first - 1] in ANOTHER
        return one

    def elided(self, one: Gathering) -> Gathering | None:
        """«La 93e session se tiendra à Riga ; la 94e, à Oslo»: the next of its kind, without the noun."""
        low = self.reading.low
        _, after = self.reading.sentence_of(one.first)
        for i in range(one.last + 2, after - 1):
            first, ordinal = ordinal_at(self.reading, i) or (i, None)
            follows = ordinal == (one.ordinal or 0) + 1 and low[first - 1] in ("la", "le", "l'")
            if follows and low[i + 1] in BEHIND_ELIDED:
                name = f"{self.names.written(first, i)} {one.head}"
                return Gathering(first, i, one.kind, one.head, name, ordinal, "event.elided", 0.7)
        return None

    def by_name(self, i: int) -> Gathering | None:
        """«INTERPOL World 2017»: a gathering that a list knows."""
        reading, last = self.reading, i + 1
        if not reading.tight(i) or reading.words[last] not in BY_NAME[reading.low[i]]:
            return None
        name = self.names.written(i, last)
        return Gathering(i, last, "conference", reading.low[i], name, None, "event.named", 0.8)

    def conference_of_parties(self, i: int) -> Gathering | None:
        """«la COP 26», «COP28»."""
        if not self.reading.words[i + 1 : i + 2] or not self.reading.words[i + 1].isdigit():
            return None
        name = f"COP {self.reading.words[i + 1]}"
        return Gathering(i, i + 1, "conference", "cop", name, None, "event.named", 0.75)

    def is_one_of_many(self, i: int, last: int) -> bool:
        """«une conférence régionale sur les ports sûrs»: a gathering that is told of by its subject."""
        low = self.reading.low
        return (
            last > i + 3
            and low[i - 1] in ("un", "une", "le", "la", "l'", "au", "du")
            and low[i + 1] in OF_MANY
            and "sur" in low[i + 2 : i + 4]
            and low[i] not in NEVER_BARE
        )

    def is_assembly_held(self, i: int, last: int) -> bool:
        """«L’Assemblée générale d’INTERPOL se tient à Riga»: the body’s session without its number."""
        low, words_ = self.reading.low, self.reading.words
        if low[i : i + 2] != ["assemblée", "générale"] or not words_[i][0].isupper():
            return False
        _, after = self.reading.sentence_of(i)
        verb = next((at for at in range(last + 1, min(after, last + 6)) if low[at] in MEETING), None)
        return verb is not None and self.names.place_said(verb + 1, min(after, verb + 4))

    def is_exercise(self, i: int) -> bool:
        """«l’exercice Okapi V»: a name right behind the noun, no body’s and no place’s."""
        following = self.reading.words[i + 1][0] if self.reading.tight(i) else " "
        return self.reading.low[i] == "exercice" and following.isupper() and not self.names.is_listed(i + 1)

    def is_other_noun(self, i: int) -> bool:
        """«conférence de presse», «table» (not «table ronde»), «coupe» (not «Coupe du monde»), «palais des congrès»."""
        low = self.reading.low
        if low[i] == "congrès" and i > 1 and low[i - 1] == "des" and low[i - 2] in VENUES:
            return True
        if low[i] in ("table", "cours", "coupe", "université"):
            return low[i + 1 : i + 2] not in (["ronde"], ["du"], ["d'"], ["d'été"])
        return low[i : i + 3] == ["conférence", "de", "presse"] or low[i + 1 : i + 2] in STANDING

    def ordinal_before(self, i: int) -> tuple[int, int | None]:
        """First token of an ordinal before the head, adjectives skipped, and its number; (i, None) if there is none."""
        at = i - 1
        while at >= 0 and self.reading.low[at] in ADJECTIVES:
            at -= 1
        ordinal = ordinal_at(self.reading, at) if at >= 0 else None
        return ordinal if ordinal is not None else (i, None)

    def ordinal_behind(self, last: int) -> int | None:
        """«…, la troisième du genre», «le prochain Symposium, huitième du nom»: the ordinal behind the name."""
        low = self.reading.low
        if low[last + 1 : last + 2] != [","]:
            return None
        at = next((n for n in range(last + 2, min(last + 7, len(low) - 1)) if low[n] == "du"), None)
        if at is None or low[at + 1] not in OF_ITS_KIND:
            return None
        ordinal = ordinal_at(self.reading, at - 1)
        return ordinal[1] if ordinal is not None else None

    def is_definite(self, first: int, last: int) -> bool:
        """Whether an article makes the gathering a known one; an indefinite one will do with an organisation."""
        before = self.reading.low[first - 1] if first else ""
        if before in ("une", "un"):
            return self.names.organization_in(first, last) is not None or self.reading.words[last] in '»”"'
        return before in DEFINITE

    def has_capital(self, i: int) -> bool:
        """Whether the head has a capital of its own."""
        return self.reading.words[i][0].isupper() and i not in self.reading.openings

    def is_numbered(self, i: int, last: int) -> bool:
        """Whether an ordinal makes head i an event: it has more words, a capital, or is a noun that needs none."""
        low, word = self.reading.low[i], self.reading.words[i]
        return last > i or self.has_capital(i) or word.isupper() or low in ORDINAL_ALONE

    def is_named(self, i: int, last: int) -> bool:
        """Whether a gathering without an ordinal has a name of its own."""
        low = self.reading.low
        if low[i] == "session":
            return "assemblée" in low[i:last]
        if last == i or low[i] in ("comité", "convention", "assemblée", "ag"):
            return False
        if low[i] == "jeux" and low[i + 1] not in ADJECTIVES and low[i + 1] not in ("de", "des", "du", "d'"):
            return False
        return self.has_capital(i) or (low[i] not in NEVER_BARE and self.has_name_behind(i, last))

    def has_name_behind(self, i: int, last: int) -> bool:
        """«sommet mondial We Protect», «forum de Dakar»: a capital, behind an adjective or «de» or at once."""
        words_, following = self.reading.words, self.reading.low[i + 1]
        if not any(words_[at][0].isupper() for at in range(i + 1, last + 1)):
            return False
        joint = following in ADJECTIVES or following in ("de", "des", "du", "d'", "sur", "«", "“")
        return joint or words_[i + 1][0].isupper()

    def kind_of(self, i: int, last: int, kind: EventKind) -> EventKind:
        """A session is an assembly's, a conference's or a committee's; a meeting of chiefs a conference …"""
        head, inside = self.reading.low[i], frozenset(self.reading.low[i : last + 1])
        if head == "session":
            if "conférence" in inside:
                return "conference"
            if inside.isdisjoint(("assemblée", "ag")):
                return "assembly" if inside.isdisjoint(("comité", "conseil", "commission", "groupe")) else "meeting"
        if head == "réunion" and "sommet" in inside:
            return "summit"
        return "conference" if head == "réunion" and "chefs" in inside else kind
