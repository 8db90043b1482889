"""Names that the lexicon lists: places, countries, organisations, programmes, crime areas, found in one pass over the tokens."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from etl.lexicon import load
from etl.parse.reading import SAME_LENGTH, TOKEN, Reading


class Entry(NamedTuple):
    """A name of the lexicon: its kind (city, region, country, organization, programme, subject) and what it stands for."""

    kind: str
    stands_for: str
    words: tuple[str, ...]
    low: tuple[str, ...]
    exact_case: bool
    alone: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A listed name at tokens first..last."""

    first: int
    last: int
    entry: Entry


class Gazetteer:
    """Listed names by their first word, longest first."""

    def __init__(self) -> None:
        self.by_first: dict[str, list[Entry]] = {}

    def add(self, kind: str, phrase: str, stands_for: str, *, alone: bool = True) -> None:
        """List `phrase` as a name of `stands_for`."""
        words = tuple(TOKEN.findall(phrase.translate(SAME_LENGTH)))
        low = tuple(word.lower() for word in words)
        exact_case = len(words) == 1 and any(char.isupper() for char in phrase)
        self.by_first.setdefault(low[0], []).append(Entry(kind, stands_for, words, low, exact_case, alone))

    def seal(self) -> None:
        """Put longer names first."""
        for entries in self.by_first.values():
            entries.sort(key=lambda entry: -len(entry.low))

    def find(self, reading: Reading) -> list[Listed]:
        """Longest listed names, not overlapping within the same kind of name, in order."""
        low, words, by_first = reading.low, reading.words, self.by_first
        found: list[Listed] = []
        until = -1
        for i, word in enumerate(low):
            if word not in by_first or i <= until:
                continue
            for entry in by_first[word]:
                length = len(entry.low)
                if length > 1 and tuple(low[i : i + length]) != entry.low:
                    continue
                if entry.exact_case and words[i] != entry.words[0] and not (words[i].isupper() and len(words[i]) > 3):
                    continue
                found.append(Listed(i, i + length - 1, entry))
                until = i + length - 1
                break
        return found


@cache
def gazetteer() -> Gazetteer:
    """All names that the lexicon lists."""
    names = Gazetteer()
    for code, country in load("countries").items():
        for name in (country["name"], *country.get("aliases", ())):
            names.add("country", name, code)
    for organization in load("organizations")["organization"]:
        for name in filter(None, (organization["name"], organization.get("acronym"), *organization.get("aliases", ()))):
            names.add("organization", name, organization["name"])
    not_alone = frozenset(load("programmes")["not_alone"])
    for programme in load("programmes")["programme"]:
        for name in (programme["name"], *programme.get("aliases", ())):
            names.add("programme", name, programme["name"], alone=name not in not_alone)
    for subject in load("subjects")["subject"]:
        for term in (subject["name"], *subject["terms"]):
            names.add("subject", term, subject["name"])
    places = load("places")
    for kind, key in (("city", "cities"), ("region", "regions")):
        for name in places[key]:
            names.add(kind, name, name)
    names.seal()
    return names


@cache
def demonyms() -> frozenset[str]:
    """Adjectives of countries, lower case."""
    return frozenset(adjective for country in load("countries").values() for adjective in country.get("adjectives", ()))


@cache
def country_codes() -> dict[str, str]:
    """Names of countries, folded → ISO 3166-1 alpha-2."""
    from etl.parse.folding import fold

    return {
        fold(name): code
        for code, country in load("countries").items()
        for name in (country["name"], *country.get("aliases", ()))
    }


@cache
def cities() -> frozenset[str]:
    """Names of cities, folded."""
    from etl.parse.folding import fold

    return frozenset(fold(name) for name in load("places")["cities"])
