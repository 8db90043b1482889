"""Organisations that a text names: listed ones, those that a head noun or an acronym shows, names that speak.

Rules: `organization.listed` (INTERPOL, Organisation mondiale des douanes), `organization.acronym` (l’Observatoire
ouest-africain des migrations (OOAM)), `organization.head` (le parquet de Paris, le ministère de l’Intérieur),
`organization.country` (La France a plaidé), `organization.speaks` (Pro Senectute estime que).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from etl.lexicon import words
from etl.parse.body_names import HEADS, LONGEST, NAMED_BY_ACRONYM, name_end
from etl.parse.folding import fold
from etl.parse.gazetteer import Listed
from etl.parse.mentions import mention
from etl.parse.nouns import ARTICLES
from etl.parse.reading import Reading
from etl.parse.titles import OFFICES
from etl.parse.values import ParsedOrganization
from etl.parse.verbs import ALSO_NOUNS, Saying

OPENERS = words("words", "sentence_openers") | words("words", "clause_words")
BEFORE_OBJECTS = words("words", "before_objects")
FAR = frozenset({"et", "pour", "à", "en", "contre"})


@dataclass(slots=True)
class Organization:
    """An organisation of the release with its places (first and last token)."""

    name: str
    acronym: str | None
    rule: str
    confidence: float
    places: list[tuple[int, int]] = field(default_factory=list)

    def parsed(self, reading: Reading) -> ParsedOrganization:
        """As a value of the release."""
        mentions = tuple(mention(reading, first, last, self.rule, self.confidence) for first, last in self.places)
        return ParsedOrganization(self.name, self.acronym, mentions)


def organizations(
    reading: Reading, listed: list[Listed], names: set[int], first_names: frozenset[int], sayings: list[Saying]
) -> list[Organization]:
    """All organisations of the text, each once, in order of their first place.

    `names` are the tokens of persons' names, `first_names` those where one begins.
    """
    search = Organizations(reading, first_names | {saying.first for saying in sayings})
    named = [one for one in listed if one.first not in names]
    search.read_listed([one for one in named if one.entry.kind == "organization"])
    search.read_headed()
    search.read_acronyms()
    search.covered.update(names)
    search.read_countries([one for one in named if one.entry.kind == "country"], sayings)
    search.read_speaking(sayings)
    return search.in_order()


class Organizations:
    """The organisations found so far, by name, and the tokens that are taken."""

    def __init__(self, reading: Reading, first_names: frozenset[int]) -> None:
        self.reading = reading
        self.first_names = first_names
        self.covered: set[int] = set()
        self.found: dict[str, Organization] = {}
        self.folded: dict[str, Organization] = {}
        self.acronyms: dict[str, Organization] = {}

    def place(self, one: Organization, first: int, last: int) -> None:
        """Give an organisation a place."""
        one.places.append((first, last))
        self.covered.update(range(first, last + 1))

    def known(self, name: str, acronym: str | None, rule: str, confidence: float) -> Organization:
        """The organisation of this very name, a new one if there is none."""
        return self.found.setdefault(name, Organization(name, acronym, rule, confidence))

    def read_listed(self, listed: list[Listed]) -> None:
        """«INTERPOL», «l’Organisation mondiale des douanes»."""
        for one in listed:
            organization = self.known(one.entry.stands_for, None, "organization.listed", 0.97)
            self.place(organization, one.first, one.last)
        for organization in self.found.values():  # the fullest of its names that the text has
            forms = [self.written(*place) for place in organization.places]
            organization.name = organization.name if organization.name in forms else max(forms, key=len)
        self.folded = {fold(name): one for name, one in self.found.items()}

    def read_headed(self) -> None:
        """«le parquet de Paris», «l’Observatoire ouest-africain des migrations (OOAM)»."""
        for i in self.reading.positions(HEADS):
            if i not in self.covered and not self.is_within(i):
                self.at_head(i)

    def is_within(self, i: int) -> bool:
        """«un réseau de police mondial»: a head that only says of what kind another is."""
        low = self.reading.low
        return i > 1 and low[i - 1] in ("de", "d'") and low[i - 2] in HEADS and self.reading.words[i][0].islower()

    def at_head(self, i: int) -> None:
        """Keep the organisation whose head noun is token i, if it has a name or an acronym."""
        last, acronym = self.headed_end(i)
        if acronym is None and (self.reading.low[i] in NAMED_BY_ACRONYM or not self.is_named(i, last)):
            return
        name = self.written(i, last)
        rule, confidence = ("organization.acronym", 0.93) if acronym else ("organization.head", 0.75)
        key = fold(name)
        one = self.folded.get(key)
        if one is None:
            one = self.folded[key] = self.known(name, acronym, rule, confidence)
        if acronym:
            self.acronyms[acronym] = one
        self.place(one, i, last)

    def headed_end(self, i: int) -> tuple[int, str | None]:
        """Last token of the name that token i heads, and its acronym; the acronym may stand inside the noun phrase."""
        reading = self.reading
        last = self.phrase_end(i)
        acronym = acronym_at(reading, last + 1)
        if acronym is None and reading.words[i][0].isupper():
            for at in range(i + 1, last + 1):
                if inside := acronym_at(reading, at + 1):
                    return at, inside
        return last, acronym

    def phrase_end(self, i: int) -> int:
        """Last token of the name that head i begins, before any other name; a lower-case head reaches less far."""
        reading, end = self.reading, min(i + LONGEST, self.reading.count)
        limit = next((at for at in range(i + 1, end) if at in self.first_names or at in self.covered), end)
        last = name_end(reading, i, limit)
        if reading.words[i][0].isupper():
            return last
        joints = (at - 1 for at in range(i + 1, last) if reading.low[at] in FAR)
        return next(joints, last)

    def is_named(self, i: int, last: int) -> bool:
        """Whether a capital shows that head i with what follows is a name."""
        words_ = self.reading.words
        capital = words_[i][0].isupper() and i not in self.reading.openings
        return last > i and (capital or any(words_[at][0].isupper() for at in range(i + 1, last + 1)))

    def read_acronyms(self) -> None:
        """«OOAM», once the text has said what it stands for."""
        for acronym, one in self.acronyms.items():
            for i in self.reading.index.get(acronym.lower(), ()):
                if i not in self.covered and self.reading.words[i] == acronym:
                    self.place(one, i, i)

    def read_countries(self, listed: list[Listed], sayings: list[Saying]) -> None:
        """«La France a plaidé»: a country that speaks."""
        speakers = {saying.first - 1 for saying in sayings}
        for one in listed:
            if one.last in speakers and one.first not in self.covered:
                name = self.reading.text[self.reading.starts[one.first] : self.reading.ends[one.last]]
                self.place(self.known(name, None, "organization.country", 0.7), one.first, one.last)

    def read_speaking(self, sayings: list[Saying]) -> None:
        """«Pro Senectute estime que»: a name that is no person’s and speaks."""
        words_ = self.reading.words
        for saying in sayings:
            last = saying.first - 1
            if last < 0 or self.is_noun(saying) or not self.is_free_name(last) or not words_[last][-1].isalnum():
                continue
            first = last
            while first and self.is_free_name(first - 1) and self.goes_on(first - 1):
                first -= 1
            if not self.is_subject(first):
                continue
            name = self.reading.text[self.reading.starts[first] : self.reading.ends[last]]
            self.place(self.known(name, None, "organization.speaks", 0.6), first, last)

    def is_noun(self, saying: Saying) -> bool:
        """«Espace presse | Contact»: a word that may be a verb, and behind which no clause goes on."""
        behind = saying.last + 1
        return saying.verb in ALSO_NOUNS and not (
            behind < self.reading.count
            and self.reading.low[behind][0].isalpha()
            and self.reading.words[behind][0].islower()
        )

    def is_subject(self, i: int) -> bool:
        """Whether a name that begins at token i may be a subject; «du ministre de l’Intérieur» has none at its end."""
        low = self.reading.low
        before = i - 2 if i and low[i - 1] in ARTICLES else i - 1
        return (before < 0 or low[before] not in BEFORE_OBJECTS) and low[i] not in OFFICES

    def is_free_name(self, i: int) -> bool:
        """Whether token i has a capital, is not taken and does not just open a sentence."""
        return self.reading.words[i][0].isupper() and i not in self.covered and self.reading.low[i] not in OPENERS

    def goes_on(self, i: int) -> bool:
        """Whether token i and the next may be one name."""
        return self.reading.words[i][0].isalpha() and self.reading.tight(i)

    def written(self, first: int, last: int) -> str:
        """The words as the text has them, with single spaces."""
        return " ".join(self.reading.text[self.reading.starts[first] : self.reading.ends[last]].split())

    def in_order(self) -> list[Organization]:
        """All, by their first place."""
        for one in self.found.values():
            one.places.sort()
        return sorted(self.found.values(), key=lambda one: one.places[0])


def acronym_at(reading: Reading, i: int) -> str | None:
    """«(OOAM)» at token i: the acronym."""
    words_ = reading.words
    if i + 2 < len(words_) and words_[i] == "(" and words_[i + 2] == ")":
        word = words_[i + 1]
        if 2 <= len(word) <= 14 and sum(char.isupper() for char in word) * 2 > len(word):
            return word
    return None
