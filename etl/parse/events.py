"""Gatherings and operations that have a name: which, where, when, and one for all their names in a release.

Rules: `event.ordinal` (la 93e session de l’Assemblée générale), `event.named` (le sommet mondial We Protect Children
Online), `event.operation` (l’opération Pangea XIV). «la conférence», «cette réunion» say an event again and make none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from typing import cast

from etl.lexicon import load
from etl.parse.dates import YEAR, Dated
from etl.parse.folding import fold
from etl.parse.gazetteer import Listed
from etl.parse.header import Header
from etl.parse.nouns import JOINTS, STOPS, phrase_end
from etl.parse.numbers import CARDINALS, cardinal_word
from etl.parse.places import Places
from etl.parse.reading import Reading
from etl.parse.spans import Spans
from etl.parse.values import EventKind, Found, ParsedEvent

HEADS: dict[str, str] = load("events")["heads"]
ADJECTIVES = frozenset(load("events")["words"]["adjectives"])
ORDINAL_SUFFIX = frozenset(
    ["e", "ᵉ", "ᵉʳ", "ʳᵉ", "ᵉᵐᵉ", "è", "ème", "ième", "eme", "er", "ère", "re", "ere", "nd", "nde"]
)
FIRST_ORDINALS = {"première": 1, "premier": 1, "second": 2, "seconde": 2}
ROMAN = re.compile(r"(?=[IVXL])(X{0,4}|XL|L?X{0,3})(IX|IV|V?I{0,3})\Z")
OPERATION_NAME = re.compile(r"[A-ZÀ-Þ0-9]")
REMEMBERED = 60  # events: no text tells of more at a time
AS_FAR_AS = 12_000  # characters
GENERIC = {
    "conférence",
    "réunion",
    "session",
    "rencontre",
    "assemblée",
    "atelier",
    "sommet",
    "forum",
    "séminaire",
    "congrès",
}
DEFINITE = frozenset(
    [
        "la",
        "le",
        "l'",
        "du",
        "au",
        "sa",
        "son",
        "leur",
        "notre",
        "grand",
        "grande",
        "prochain",
        "prochaine",
        "dernier",
        "dernière",
        "cette",
        "ce",
    ]
)
INTRODUCING = frozenset(["lors", "occasion", "ouverture", "cadre", "marge"])
HELD = frozenset(
    [
        "ouvert",
        "ouverte",
        "tenu",
        "tenue",
        "tient",
        "tiendra",
        "lieu",
        "achevé",
        "achevée",
        "réuni",
        "réunie",
        "déroule",
        "déroulé",
        "déroulera",
        "poursuit",
        "débuté",
    ]
)
DEMONSTRATIVE = frozenset(["ce", "cette", "cet", "la", "le", "l'"])
NOT_OPERATION_NAMES = frozenset(["interpol", "europol", "le", "la", "les", "l'", "afripol"])


@dataclass(slots=True)
class Gathering:
    """An event being read: tokens first..last of its first full name, and what is known of it."""

    first: int
    last: int
    kind: str
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


class Events:
    """Finds the events of a text."""

    def __init__(
        self, reading: Reading, header: Header, listed: list[Listed], skipped: Spans, dates: list[Dated]
    ) -> None:
        self.reading = reading
        self.header = header
        self.listed = listed
        self.places = Places(reading, listed)
        self.skipped = skipped
        self.dates = dates
        self.date_starts = [dated.start for dated in dates]
        self.named: set[int] = set()
        self.found: list[Gathering] = []

    def read(self) -> list[ParsedEvent]:
        """All events, each once."""
        for i in self.reading.positions(HEADS.keys()):
            if not self.skipped.holds(self.reading.starts[i]):
                self.at_head(i, HEADS[self.reading.low[i]])
        self.named = {i for one in self.found for first, last in one.places for i in range(first, last + 1)}
        for one in self.found:
            self.circumstances(one)
        return [self.parsed(one) for one in self.found]

    def at_head(self, i: int, kind: str) -> None:
        """The event whose head noun is token i, new or said again."""
        if self.found and any(first <= i <= last for first, last in self.found[-1].places):
            return
        low = self.reading.low[i]
        if low == "action" or (low in ("journée", "journées") and self.reading.low[i + 1 : i + 3] == ["d'", "action"]):
            one = self.action(i)
        else:
            one = self.operation(i) if kind == "operation" else self.gathering(i, kind)
        if one is None:
            return
        known = next((other for other in self.found[-REMEMBERED:] if self.same(other, one)), None)
        if known is None:
            one.places.append((one.first, one.last))
            self.found.append(one)
        else:
            known.places.append((one.first, one.last))
            self.enrich(known, one)

    def action(self, i: int) -> Gathering | None:
        """«l’action conjointe « Pandora »», «journée d’action “Silent Ledger”»: an operation by another noun."""
        last = self.quoted_name(i)
        if last is None:
            return None
        opening = next(at for at in range(last, i, -1) if self.reading.words[at] in '«“"')
        name = f"{self.written(i, i)} {self.written(opening + 1, last)}"
        return Gathering(i, last, "operation", self.reading.low[i], name, None, "event.operation", 0.8)

    def operation(self, i: int) -> Gathering | None:
        """«opération Pangea XIV», «l’opération « Lotus d’or »», «opération baptisée “Serengeti”»."""
        words_, low = self.reading.words, self.reading.low
        at = i + 1
        while at < len(words_) and low[at] in (
            "baptisée",
            "nommée",
            "dénommée",
            "dite",
            "mondiale",
            "internationale",
            "policière",
            "coordonnée",
            "conjointe",
            "intitulée",
            ",",
            "appelée",
            "régionale",
        ):
            at += 1
        marks = {"«": "»", "“": "”", '"': '"'}
        if at < len(words_) and words_[at] in marks:
            close = next((n for n in range(at + 1, min(at + 9, len(words_))) if words_[n] in marks[words_[at]]), None)
            if close is None or not words_[at + 1][0].isupper():
                return None
            name_first, last = at + 1, close - 1
            if close + 1 < len(words_) and ROMAN.match(words_[close + 1]) and words_[close + 1]:
                last = close + 1
        elif (
            at < len(words_)
            and words_[at][0].isupper()
            and low[at] not in NOT_OPERATION_NAMES
            and self.reading.tight(at - 1)
        ):
            name_first = last = at
            while (
                last + 1 < len(words_)
                and self.reading.tight(last)
                and (
                    words_[last + 1][0].isupper()
                    or words_[last + 1].isdigit()
                    or (
                        low[last + 1] in ("de", "d'", "of", "du", "des", "la")
                        and last + 2 < len(words_)
                        and words_[last + 2][0].isupper()
                    )
                )
            ):
                last += 1
            if words_[last].isdigit() and len(words_[last]) > 3 and int(words_[last]) > 1900:
                pass
        else:
            return None
        name = (
            "opération "
            + self.written(name_first, last)
            .replace("»", "")
            .replace("”", "")
            .replace('"', "")
            .replace("  ", " ")
            .strip()
        )
        return Gathering(i, last, "operation", "opération", name, None, "event.operation", 0.93)

    def gathering(self, i: int, kind: str) -> Gathering | None:
        """A session, conference, summit … with an ordinal or a name."""
        low, words_ = self.reading.low, self.reading.words
        first, ordinal = self.ordinal_before(i)
        if low[i] == "conférence" and i + 2 < len(low) and low[i + 1] == "de" and low[i + 2] == "presse":
            return None
        if low[i] in ("table", "cours", "coupe", "université") and (
            low[i + 1 : i + 2] not in (["ronde"], ["du"], ["d'"], ["d'été"])
        ):
            return None
        last = self.quoted_name(i) or self.name_end(i)
        capital = words_[i][0].isupper() and i not in self.reading.sentence_starts
        named = any(words_[at][0].isupper() for at in range(i + 1, last + 1))
        if ordinal is None and not self.definite(first, last):
            return None
        if ordinal is None and not self.is_named(i, last, capital, named):
            return None
        if (
            ordinal is not None
            and last == i
            and not capital
            and not words_[i].isupper()
            and low[i]
            not in (
                "session",
                "conférence",
                "congrès",
                "sommet",
                "forum",
                "assemblée",
                "réunion",
                "atelier",
                "colloque",
                "symposium",
                "séminaire",
            )
        ):
            return None
        name = self.written(first, last)
        head_kind = self.kind_of(i, last, kind)
        rule, confidence = ("event.ordinal", 0.93) if ordinal else ("event.named", 0.75)
        one = Gathering(first, last, head_kind, low[i], name, ordinal, rule, confidence)
        one.organization = self.organization_in(i, last)
        return one

    def is_named(self, i: int, last: int, capital: bool, named: bool) -> bool:
        """Whether a gathering without an ordinal has a name of its own."""
        low = self.reading.low
        if (
            low[i]
            in (
                "comité",
                "université",
                "convention",
                "formation",
                "édition",
                "exercice",
                "stage",
                "cours",
                "table",
                "dialogue",
                "semaine",
                "journée",
                "exposition",
            )
            and not capital
        ):
            return False
        if low[i] in ("comité", "convention"):
            return False
        if low[i] == "session":
            return "assemblée" in low[i:last]
        if low[i] in ("assemblée", "ag"):
            return False
        return (capital and last > i) or (
            named
            and last > i
            and (
                low[i + 1] in ADJECTIVES
                or low[i + 1] in ("de", "des", "du", "d'", "sur", "«", "“")
                or self.reading.words[i + 1][0].isupper()
            )
        )

    def definite(self, first: int, last: int) -> bool:
        """Whether an article makes the gathering a known one; an indefinite one will do with an organisation."""
        before = self.reading.low[first - 1] if first else ""
        if before in ("une", "un"):
            return self.organization_in(first, last) is not None or self.reading.words[last] in '»”"'
        return before in DEFINITE or before in ADJECTIVES

    def ordinal_before(self, i: int) -> tuple[int, int | None]:
        """First token of an ordinal before the head (84ème, 93e, XVe, vingt et unième) and its number."""
        low, words_, starts, ends = self.reading.low, self.reading.words, self.reading.starts, self.reading.ends
        at = i - 1
        while at >= 0 and low[at] in ADJECTIVES:
            at -= 1
        if at < 0:
            return i, None
        if low[at] == "unième" and at > 1 and low[at - 1] == "et" and low[at - 2] in CARDINALS:
            return at - 2, CARDINALS[low[at - 2]] + 1
        spelt = ordinal_word(low[at])
        if spelt is not None:
            return at, spelt
        if low[at] in ORDINAL_SUFFIX and at and low[at - 1].isdigit() and starts[at] - ends[at - 1] <= 1:
            return at - 1, int(low[at - 1])
        roman = re.fullmatch(r"([IVXL]+)(?:e|è|ᵉ|ème|ième|re|er)", words_[at])
        if roman:
            return at, roman_value(roman[1])
        if (
            low[at] in ORDINAL_SUFFIX
            and at
            and words_[at - 1]
            and ROMAN.match(words_[at - 1])
            and starts[at] - ends[at - 1] <= 1
        ):
            return at - 1, roman_value(words_[at - 1])
        return i, None

    def name_end(self, i: int) -> int:
        """Last token of the name: through «de l’Assemblée générale d’INTERPOL», up to a comma, verb or date."""
        reading, low = self.reading, self.reading.low
        last = phrase_end(reading, i, 18)
        stop = last
        for at in range(i + 1, last + 1):
            if low[at] in ("à", "en", "au", "aux") and (self.is_place(at + 1) or low[at + 1] in ("laquelle", "lequel")):
                stop = at - 1
                break
            if (
                low[at] in ("pour", "et")
                and at > i + 1
                and not reading.words[at + 1][0].isupper()
                and low[at - 1] not in ("droits",)
            ):
                stop = at - 1
                break
            if low[at].endswith(("ée", "ées", "ue", "ie")) and low[at] in (
                "réunie",
                "tenue",
                "organisée",
                "consacrée",
                "prévue",
                "ouverte",
                "débattue",
                "adoptée",
                "accueillie",
                "présidée",
                "achevée",
                "intitulée",
                "coorganisée",
                "clôturée",
                "conclue",
            ):
                stop = at - 1
                break
            if low[at] in (
                "organisé",
                "tenu",
                "réuni",
                "consacré",
                "prévu",
                "ouvert",
                "accueilli",
                "annonce",
                "rassemble",
                "débute",
                "intitulé",
                "coorganisé",
                "célébrée",
                "célébré",
                "janvier",
                "février",
                "mars",
                "avril",
                "mai",
                "juin",
                "juillet",
                "août",
                "septembre",
                "octobre",
                "novembre",
                "décembre",
            ):
                stop = at - 1
                break
        while stop > i and (low[stop] in JOINTS or low[stop] in ("la", "le", "l'", "les") or low[stop] in STOPS):
            stop -= 1
        return stop

    def quoted_name(self, i: int) -> int | None:
        """«colloque « Patrimoine en péril »», «journée d’action “Silent Ledger”»: last token of a name in marks."""
        words_, low, at = self.reading.words, self.reading.low, i + 1
        while (
            at < len(words_)
            and at < i + 6
            and (
                low[at] in ADJECTIVES
                or low[at]
                in (
                    "d'",
                    "action",
                    "baptisée",
                    "baptisé",
                    "intitulé",
                    "intitulée",
                    "conjointe",
                    "coordonnée",
                    "dénommée",
                    "nommée",
                )
            )
        ):
            at += 1
        if at + 1 >= len(words_) or words_[at] not in '«“"' or not words_[at + 1][0].isupper():
            return None
        close = next((n for n in range(at + 2, min(at + 12, len(words_))) if words_[n] in '»”"'), None)
        return close - 1 if close else None

    def is_place(self, at: int) -> bool:
        """Whether a place begins at token `at`, an article aside."""
        low = self.reading.low
        if at < len(low) and low[at] in ("la", "l'", "les"):
            at += 1
        return at < len(low) and (at in self.places.at or (self.reading.words[at][0].isupper()))

    def kind_of(self, i: int, last: int, kind: str) -> str:
        """A session is an assembly's; an assembly of chiefs a conference …"""
        low = self.reading.low
        inside = low[i : last + 1]
        if low[i] == "session" and "conférence" in inside:
            return "conference"
        if low[i] == "session" and not any(word in ("assemblée", "ag") for word in inside):
            return (
                "meeting"
                if any(word in ("comité", "conseil", "commission", "groupe") for word in inside)
                else "assembly"
            )
        if low[i] == "réunion" and "sommet" in inside:
            return "summit"
        if low[i] == "réunion" and ("chefs" in inside):
            return "conference"
        return kind

    def organization_in(self, i: int, last: int) -> str | None:
        """The listed organisation inside the name."""
        return next(
            (one.entry.stands_for for one in self.listed if one.entry.kind == "organization" and i < one.first <= last),
            None,
        )

    def same(self, one: Gathering, other: Gathering) -> bool:
        """Whether two names are of one event: the same ordinal and like words, or one name within the other."""
        if (one.kind == "operation") != (other.kind == "operation"):
            return False
        mine, theirs = content(one.name), content(other.name)
        if one.kind == "operation":
            return mine <= theirs or theirs <= mine
        if one.ordinal and other.ordinal:
            return one.ordinal == other.ordinal and (
                one.head == other.head or bool(mine & theirs) or one.kind == other.kind
            )
        if one.ordinal or other.ordinal:
            shorter = theirs if one.ordinal else mine
            longer = mine if one.ordinal else theirs
            return bool(shorter) and shorter <= longer and one.kind == other.kind
        return one.kind == other.kind and bool(mine & theirs) and (mine <= theirs or theirs <= mine)

    def enrich(self, known: Gathering, other: Gathering) -> None:
        """The fuller name and the ordinal count."""
        if known.ordinal is None and other.ordinal is not None:
            known.ordinal, known.rule, known.confidence = other.ordinal, other.rule, other.confidence
        if len(content(other.name)) > len(content(known.name)) or (other.organization and not known.organization):
            known.name, known.organization = other.name, other.organization or known.organization

    def circumstances(self, one: Gathering) -> None:
        """Place and date from the sentences that name the event, else from where it is said again."""
        for first, last in one.places:
            begin, after = self.reading.sentence_of(first)
            if one.city is None and one.country is None:
                one.city, one.country = self.place(begin, first, last, after)
            if one.dated is None and one.year is None:
                self.date(one, begin, first, last, after)
        if one.dated is None and one.year is None:
            self.follow_up(one)
        if one.city is None and one.country is None and one is self.found[0]:
            one.city, one.country = self.place_said_again(one)
        if (
            one.city is None
            and one.country is None
            and one.year is None
            and self.header.dateline
            and self.held_here(one)
        ):
            one.city, one.country = self.header.dateline.city, self.header.dateline.country

    def place(self, begin: int, first: int, last: int, after: int) -> tuple[str | None, str | None]:
        """City and country: «…, à Bridgetown (Barbade)», «Berlin accueillera …», «à Gand, lors du XVIIIe Congrès»."""
        low = self.reading.low
        host = self.host(begin, first, after) if any(word.startswith("accueill") for word in low[begin:after]) else None
        city, country = self.places.where(last + 1, min(after, last + 18))
        if city is None and country is None and (host is not None or self.introduced(begin, first)):
            before = self.places.where(begin, first)
            city, country = before if before[0] or before[1] else (None, None)
        if host is not None:
            kind, name = host
            return (city or name, country) if kind == "city" else (city, country or name)
        return city, country

    def place_said_again(self, one: Gathering) -> tuple[str | None, str | None]:
        """«L’Assemblée générale s’est ouverte à Riga»: the place of the gathering the release is about."""
        low = self.reading.low
        for i in self.reading.positions(GENERIC | {one.head}):
            if i in self.named or low[i - 1] not in ("la", "l'", "le", "cette", "ce"):
                continue
            _, after = self.reading.sentence_of(i)
            if any(word in HELD for word in low[i + 1 : min(after, i + 8)]):
                city, country = self.places.where(i + 1, min(after, i + 14))
                if city or country:
                    return city, country
        return None, None

    def host(self, begin: int, first: int, after: int) -> tuple[str, str] | None:
        """«L’Indonésie accueillera …», «désigné Wellington pour accueillir …»: the host, city or country."""
        low = self.reading.low
        verbs = [i for i in range(begin, after) if low[i].startswith("accueill")]
        verb = max((i for i in verbs if i < first), default=verbs[0])
        for i in range(verb - 1, begin - 1, -1):
            one = self.places.at.get(i)
            if one is not None and one.entry.kind in ("city", "country") and low[i - 1] not in ("à", "en", "au", "aux"):
                return one.entry.kind, self.places.written(one.first, one.last)
        return None

    def introduced(self, begin: int, first: int) -> bool:
        """Whether the sentence comes to the event by «lors de», «à l’occasion de», «à l’ouverture de»."""
        low = self.reading.low
        return low[begin].startswith("réuni") or any(word in INTRODUCING for word in low[max(begin, first - 5) : first])

    def date(self, one: Gathering, begin: int, first: int, last: int, after: int) -> None:
        """The date behind the name in its sentence, else before it; a bare year counts with «en»."""
        reading = self.reading
        name_start, name_end, high = reading.starts[first], reading.ends[last], reading.ends[after - 1]
        behind = self.dates_between(name_end, min(high, name_end + 140))
        if behind and behind[0].low[2]:
            one.dated = behind[0]
            return
        year = YEAR.search(reading.plain, name_end, min(high, name_end + 60))
        if (
            year
            and not behind
            and reading.plain[max(0, year.start() - 3) : year.start()] in ("en ", " (", "n, ", "de ")
        ):
            one.year = int(year[0])
            return
        if behind:
            one.dated = behind[0]
            return
        if (
            one.kind == "operation"
            or self.introduced(begin, first)
            or "accueill" in reading.plain[reading.starts[begin] : name_start]
        ):
            before = self.dates_between(reading.starts[begin], name_start - 1)
            if before:
                one.dated = before[-1]
            elif year := YEAR.search(reading.plain, reading.starts[begin], name_start):
                one.year = int(year[0])

    def follow_up(self, one: Gathering) -> None:
        """«ce sommet de deux jours (16 et 17 novembre)», «la conférence … (9 - 11 avril)»: said again with its date.

        For the gathering that the release is about, «Pendant trois jours (17-19 juin)» will do.
        """
        reading, low = self.reading, self.reading.low
        again = {one.head} | (GENERIC if one is self.found[0] else set())
        for dated in self.dates_between(reading.starts[one.first], reading.starts[one.first] + AS_FAR_AS):
            if dated.start < reading.starts[one.first] or not dated.low[2]:
                continue
            at = reading.token_at(dated.start)
            begin, _ = reading.sentence_of(at)
            for i in range(max(begin, at - 16), at):
                if low[i] in again and low[i - 1] in DEMONSTRATIVE and i not in self.named:
                    one.dated = dated
                    return
            if one is self.found[0] and low[at - 1] == "(" and low[at - 2] == "jours" and self.held_here(one):
                one.dated = dated
                return

    def dates_between(self, start: int, end: int) -> list[Dated]:
        """Dates that begin at characters start to end."""
        return self.dates[bisect_left(self.date_starts, start) : bisect_right(self.date_starts, end)]

    def held_here(self, one: Gathering) -> bool:
        """Whether the release tells of the event from its place: the first gathering of the first sentences."""
        return (
            one.kind in ("assembly", "conference", "summit", "meeting", "training")
            and one.first < 60 + self.reading.token_at(self.header.body)
            and self.found[0] is one
        )

    def parsed(self, one: Gathering) -> ParsedEvent:
        """As a value of the release."""
        reading = self.reading
        mentions = tuple(
            Found(reading.starts[first], reading.ends[last], one.rule, one.confidence) for first, last in one.places
        )
        date = one.dated.edtf(self.header.year) if one.dated else f"{one.year}" if one.year else None
        return ParsedEvent(
            one.name,
            cast("EventKind", one.kind),
            one.organization,
            one.ordinal,
            one.city,
            one.country,
            date,
            (),
            mentions,
        )

    def written(self, first: int, last: int) -> str:
        """The words as the text has them."""
        return " ".join(self.reading.text[self.reading.starts[first] : self.reading.ends[last]].split())


def content(name: str) -> set[str]:
    """The name's telling words, folded."""
    return {
        word
        for word in re.findall(r"\w+", fold(name))
        if len(word) > 2
        and not word.isdigit()
        and word
        not in (
            "des",
            "les",
            "eme",
            "session",
            "operation",
            "reunion",
            "conference",
            "interpol",
            "sommet",
            "annuelle",
            "annuel",
            "sur",
            "pour",
        )
    }


@lru_cache(maxsize=2048)
def ordinal_word(word: str) -> int | None:
    """troisième → 3, dix-neuvième → 19, soixante-sixième → 66."""
    if word in FIRST_ORDINALS:
        return FIRST_ORDINALS[word]
    if not word.endswith("ième"):
        return None
    root = word.removesuffix("ième")
    root = (
        {"neuv": "neuf", "cinqu": "cinq"}.get(root.rsplit("-", 1)[-1], root)
        if "-" not in root
        else root.replace("-neuv", "-neuf").replace("-cinqu", "-cinq").replace("-un", "-un")
    )
    return cardinal_word(root) or cardinal_word(f"{root}e") or cardinal_word(f"{root}s")


def roman_value(word: str) -> int:
    """XV → 15."""
    values = {"I": 1, "V": 5, "X": 10, "L": 50}
    total = 0
    for at, char in enumerate(word):
        value = values[char]
        total += -value if at + 1 < len(word) and values[word[at + 1]] > value else value
    return total
