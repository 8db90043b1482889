"""Organisations that a text names: listed ones, and those that a head noun with a capital or an acronym in brackets shows.

Rules: `organization.listed` (INTERPOL, Organisation mondiale des douanes), `organization.acronym` (l’Observatoire ouest-africain des
migrations (OOAM)), `organization.head` (le parquet de Paris, le ministère de l’Intérieur).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from etl.lexicon import words
from etl.parse.folding import fold
from etl.parse.gazetteer import Listed
from etl.parse.nouns import phrase_end
from etl.parse.reading import Reading
from etl.parse.values import Found, ParsedOrganization
from etl.parse.verbs import Saying

HEADS = words("organizations_generic", "heads")
NOT_ALONE = words("organizations_generic", "not_alone")
OPENERS = words("words", "sentence_openers") | words("words", "clause_words")
LONGEST_NAME = 12


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
        mentions = tuple(
            Found(reading.starts[first], reading.ends[last], self.rule, self.confidence) for first, last in self.places
        )
        return ParsedOrganization(self.name, self.acronym, mentions)


def organizations(
    reading: Reading, listed: list[Listed], names: set[int], first_names: frozenset[int], sayings: list[Saying]
) -> list[Organization]:
    """All organisations of the text, each once, in order; `names` are the tokens of persons' names, `first_names` where one begins."""
    found: dict[str, Organization] = {}
    covered: set[int] = set()
    for one in listed:
        if one.entry.kind == "organization" and one.first not in names:
            name = one.entry.stands_for
            found.setdefault(name, Organization(name, None, "organization.listed", 0.97)).places.append(
                (one.first, one.last)
            )
            covered.update(range(one.first, one.last + 1))
    acronyms: dict[str, Organization] = {}
    folded = {fold(name): one for name, one in found.items()}
    for i in reading.positions(HEADS):
        if i in covered:
            continue
        organization = headed(reading, i, first_names, covered, found, folded, acronyms)
        if organization is not None:
            first, last = organization.places[-1]
            covered.update(range(first, last + 1))
    for acronym, organization in acronyms.items():
        for i in reading.index.get(acronym.lower(), ()):
            if i not in covered and reading.words[i] == acronym:
                organization.places.append((i, i))
                covered.add(i)
    speakers = {saying.first - 1 for saying in sayings}
    for one in listed:
        if one.entry.kind == "country" and one.last in speakers and one.first not in names and one.first not in covered:
            name = reading.text[reading.starts[one.first] : reading.ends[one.last]]
            found.setdefault(name, Organization(name, None, "organization.country", 0.7)).places.append(
                (one.first, one.last)
            )
            covered.update(range(one.first, one.last + 1))
    speaking(reading, sayings, covered | names, found)
    for organization in found.values():
        organization.places.sort()
    return sorted(found.values(), key=lambda one: one.places[0])


def headed(
    reading: Reading,
    i: int,
    stop_before: frozenset[int],
    covered: set[int],
    found: dict[str, Organization],
    folded: dict[str, Organization],
    acronyms: dict[str, Organization],
) -> Organization | None:
    """The organisation whose head noun is token i."""
    low, words_ = reading.low, reading.words
    limit = next(
        (at - i for at in range(i + 1, min(i + LONGEST_NAME, len(low))) if at in stop_before or at in covered),
        LONGEST_NAME,
    )
    last = phrase_end(reading, i, limit)
    last = next(
        (
            at - 1
            for at in range(i + 1, last)
            if low[at] in ("et", "pour", "à", "en", "contre") and not words_[i][0].isupper()
        ),
        last,
    )
    bracket = acronym_at(reading, last + 1)
    if bracket is None and words_[i][0].isupper():  # the acronym may stand inside the phrase
        for at in range(i + 1, last + 1):
            if acronym_at(reading, at + 1):
                last, bracket = at, acronym_at(reading, at + 1)
                break
    capital = words_[i][0].isupper() and i not in reading.sentence_starts
    named = last > i and (capital or any(words_[at][0].isupper() for at in range(i + 1, last + 1)))
    if bracket is None and not named:
        return None
    name = " ".join(reading.text[reading.starts[i] : reading.ends[last]].split())
    rule, confidence = ("organization.acronym", 0.93) if bracket else ("organization.head", 0.75)
    key = fold(name)
    organization = folded.get(key)
    if organization is None:
        organization = folded[key] = found.setdefault(name, Organization(name, bracket, rule, confidence))
    if bracket:
        acronyms[bracket] = organization
    organization.places.append((i, last))
    return organization


def speaking(reading: Reading, sayings: list[Saying], covered: set[int], found: dict[str, Organization]) -> None:
    """«Pro Senectute estime que», «La France a plaidé»: a name that is no person’s and speaks."""
    words_, low = reading.words, reading.low
    for saying in sayings:
        last = saying.first - 1
        if (
            last < 0
            or last in covered
            or not words_[last][0].isupper()
            or low[last] in OPENERS
            or not words_[last][-1].isalnum()
        ):
            continue
        first = last
        while (
            first
            and words_[first - 1][0].isupper()
            and words_[first - 1][0].isalpha()
            and first - 1 not in covered
            and low[first - 1] not in OPENERS
            and reading.tight(first - 1)
        ):
            first -= 1
        name = reading.text[reading.starts[first] : reading.ends[last]]
        found.setdefault(name, Organization(name, None, "organization.speaks", 0.6)).places.append((first, last))
        covered.update(range(first, last + 1))


def acronym_at(reading: Reading, i: int) -> str | None:
    """«(OOAM)» at token i: the acronym."""
    words_ = reading.words
    if i + 2 < len(words_) and words_[i] == "(" and words_[i + 2] == ")":
        word = words_[i + 1]
        if 2 <= len(word) <= 14 and sum(char.isupper() for char in word) * 2 > len(word):
            return word
    return None
