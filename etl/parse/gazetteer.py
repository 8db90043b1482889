"""Names that the lexicon lists (places, countries, organisations, programmes, crime areas), found in one pass."""

from __future__ import annotations

import gc
from functools import cache
from typing import NamedTuple

from etl.lexicon import load
from etl.parse.folding import fold
from etl.parse.reading import TOKEN, Reading, unified

PLACES = frozenset({"city", "region", "country"})


class Entry(NamedTuple):
    """A name of the lexicon and what it stands for.

    `kind` is city, region, country, organization, programme or subject; a name that may not stand `alone` needs a kind
    word before it; one in `exact_case` counts only as it is written, or in capitals; one that `ends_in_capital` («La
    Réunion») only with a capital there: «la réunion» is none.
    """

    kind: str
    stands_for: str
    words: list[str]
    low: list[str]
    exact_case: bool
    ends_in_capital: bool
    alone: bool


class Listed(NamedTuple):
    """A listed name at tokens first..last."""

    first: int
    last: int
    entry: Entry


class Gazetteer:
    """Listed names, looked up by their first word or first two words, longest first."""

    def __init__(self) -> None:
        self.single: dict[str, list[Entry]] = {}
        self.longer: dict[str, dict[str, list[Entry]]] = {}
        self.firsts: frozenset[str] = frozenset()

    def add(self, kind: str, phrase: str, stands_for: str, *, alone: bool = True) -> None:
        """List `phrase` as a name of `stands_for`."""
        words = TOKEN.findall(unified(phrase))
        low = [word.lower() for word in words]
        exact_case = len(words) == 1 and any(char.isupper() for char in phrase)
        ends_in_capital = kind in PLACES and words[-1][0].isupper()
        entry = Entry(kind, stands_for, words, low, exact_case, ends_in_capital, alone)
        if len(low) == 1:
            self.single.setdefault(low[0], []).append(entry)
        else:
            self.longer.setdefault(low[0], {}).setdefault(low[1], []).append(entry)

    def seal(self) -> None:
        """Put longer names first."""
        self.firsts = frozenset(self.single) | frozenset(self.longer)
        for seconds in self.longer.values():
            for entries in seconds.values():
                entries.sort(key=lambda entry: -len(entry.low))

    def find(self, reading: Reading) -> list[Listed]:
        """The longest listed names, not overlapping, in order."""
        low, single, longer = reading.low, self.single, self.longer
        found: list[Listed] = []
        until = -1
        for i in reading.positions(self.firsts):
            if i <= until:
                continue
            word = low[i]
            seconds = longer[word].get(low[i + 1]) if word in longer and i + 1 < len(low) else None
            one = self.longer_at(reading, i, seconds) if seconds is not None else None
            if one is None and word in single:
                one = self.single_at(reading, i, single[word])
            if one is not None:
                found.append(one)
                until = one.last
        return found

    def longer_at(self, reading: Reading, i: int, entries: list[Entry]) -> Listed | None:
        """The longest name of several words at token i, of those with the same first two."""
        for entry in entries:
            length = len(entry.low)
            if reading.low[i : i + length] != entry.low:
                continue
            if not entry.ends_in_capital or reading.words[i + length - 1][0].isupper():
                return Listed(i, i + length - 1, entry)
        return None

    def single_at(self, reading: Reading, i: int, entries: list[Entry]) -> Listed | None:
        """The name of one word at token i, in its own case or in capitals."""
        word = reading.words[i]
        for entry in entries:
            if not entry.exact_case or word == entry.words[0] or (len(word) > 3 and word.isupper()):
                return Listed(i, i, entry)
        return None


@cache
def gazetteer() -> Gazetteer:
    """All names that the lexicon lists."""
    names = Gazetteer()
    for name, code in country_names():
        names.add("country", name, code)
    for organization in load("organizations")["organization"]:
        for name in filter(None, (organization["name"], organization.get("acronym"), *organization.get("aliases", ()))):
            names.add("organization", name, organization["name"])
    add_programmes(names)
    for subject in load("subjects")["subject"]:
        for term in (subject["name"], *subject["terms"]):
            names.add("subject", term, subject["name"])
    for kind, key in (("city", "cities"), ("region", "regions")):
        for name in load("places")[key]:
            names.add(kind, name, name)
    names.seal()
    gc.freeze()  # the lexicon lives as long as its process: no collection need look through it
    return names


def add_programmes(names: Gazetteer) -> None:
    """List the programmes; everyday words among their names need a kind word before them."""
    not_alone = frozenset(load("programmes")["not_alone"])
    for programme in load("programmes")["programme"]:
        for name in (programme["name"], *programme.get("aliases", ())):
            names.add("programme", name, programme["name"], alone=name not in not_alone)


def country_names() -> list[tuple[str, str]]:
    """Names of countries with their ISO 3166-1 alpha-2 codes."""
    return [
        (name, code)
        for code, country in load("countries").items()
        for name in (country["name"], *country.get("aliases", ()))
    ]


@cache
def demonyms() -> frozenset[str]:
    """Adjectives of countries, lower case."""
    national = (adjective for country in load("countries").values() for adjective in country.get("adjectives", ()))
    return frozenset(national) | frozenset(load("names")["regional_demonyms"])


@cache
def country_codes() -> dict[str, str]:
    """Names of countries, folded → ISO 3166-1 alpha-2."""
    return {fold(name): code for name, code in country_names()}


@cache
def cities() -> frozenset[str]:
    """Names of cities, folded."""
    return frozenset(fold(name) for name in load("places")["cities"])
