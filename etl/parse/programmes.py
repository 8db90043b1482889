"""Named systems, databases, networks, projects: listed ones and new ones that a kind word shows.

Rules: `programme.listed` (I-24/7), `programme.kind_word` (projet X, initiative X, base de données X), also crime areas and countries
from the lists: `subject.term`, `country.name`.
"""

from __future__ import annotations

from etl.parse.gazetteer import Listed
from etl.parse.nouns import phrase_end
from etl.parse.organizations import acronym_at
from etl.parse.reading import Reading
from etl.parse.values import Found, ParsedCountry, ParsedProgramme, ParsedSubject

KIND_WORDS = {
    "projet": "project",
    "initiative": "initiative",
    "programme": "project",
    "système": "system",
    "plateforme": "system",
    "réseau": "network",
    "base": "database",
    "portail": "system",
    "mécanisme": "service",
    "fichier": "database",
    "outil": "system",
}


def programmes(reading: Reading, listed: list[Listed], kinds: dict[str, str]) -> list[ParsedProgramme]:
    """All programmes, in order of their first mention; `kinds` gives the kind of each listed one."""
    found: dict[str, tuple[str | None, list[Found]]] = {}
    covered: set[int] = set()
    for one in listed:
        if one.entry.kind != "programme" or not (one.entry.alone or kind_word_before(reading, one.first)):
            continue
        name = one.entry.stands_for
        found.setdefault(name, (kinds.get(name), []))[1].append(
            place(reading, one.first, one.last, "programme.listed", 0.96)
        )
        covered.update(range(one.first, one.last + 1))
    for i in reading.positions(KIND_WORDS.keys()):
        new_programme(reading, i, covered, found)
    return [
        ParsedProgramme(name, kind, tuple(sorted(places, key=lambda one: one.start)))
        for name, (kind, places) in sorted(found.items(), key=lambda item: item[1][1][0].start)
    ]


def kind_word_before(reading: Reading, first: int) -> bool:
    """Whether a kind word stands within the three tokens before: «son projet Baseline», «la base de données FIND»."""
    return any(
        word in KIND_WORDS or word in ("données", "notice", "opération", "dispositif")
        for word in reading.low[max(0, first - 3) : first]
    )


def new_programme(
    reading: Reading, i: int, covered: set[int], found: dict[str, tuple[str | None, list[Found]]]
) -> None:
    """«projet Lionfish», «initiative “Villes sûres”», «base de données sur les navires (BNDX)»: a name right behind a kind word."""
    words, at = reading.words, i + 1
    if reading.low[i] == "base" and reading.low[i + 1 : i + 3] == ["de", "données"]:
        at = i + 3
        last = phrase_end(reading, i)
        acronym = acronym_at(reading, last + 1)
        if acronym is not None and last + 2 not in covered:
            add(reading, i, last + 3, f"{reading.text[reading.starts[i] : reading.ends[last]]} ({acronym})", found)
            return
    if at < len(words) and words[at] in '«“"' and at + 1 < len(words):
        at += 1
    if at >= len(words) or at in covered or not words[at][0].isupper() or len(words[at]) < 2:
        return
    if reading.starts[at] - reading.ends[at - 1] > 1:
        return
    last = at
    while (
        last + 1 < len(words)
        and reading.tight(last)
        and last + 1 not in covered
        and (words[last + 1][0].isupper() or words[last + 1].isdigit())
    ):
        last += 1
    add(reading, at, last, reading.text[reading.starts[at] : reading.ends[last]], found, KIND_WORDS[reading.low[i]])


def add(
    reading: Reading,
    first: int,
    last: int,
    name: str,
    found: dict[str, tuple[str | None, list[Found]]],
    kind: str = "database",
) -> None:
    """Keep a new programme at tokens first..last."""
    found.setdefault(name, (kind, []))[1].append(place(reading, first, last, "programme.kind_word", 0.7))


def subjects(reading: Reading, listed: list[Listed]) -> list[ParsedSubject]:
    """Crime areas whose terms occur."""
    found: dict[str, list[Found]] = {}
    for one in listed:
        if one.entry.kind == "subject":
            found.setdefault(one.entry.stands_for, []).append(place(reading, one.first, one.last, "subject.term", 0.9))
    return [ParsedSubject(name, tuple(places)) for name, places in found.items()]


def countries(reading: Reading, listed: list[Listed]) -> list[ParsedCountry]:
    """Countries by code."""
    found: dict[str, list[Found]] = {}
    for one in listed:
        if one.entry.kind == "country":
            found.setdefault(one.entry.stands_for, []).append(place(reading, one.first, one.last, "country.name", 0.95))
    return [ParsedCountry(code, tuple(places)) for code, places in found.items()]


def place(reading: Reading, first: int, last: int, rule: str, confidence: float) -> Found:
    """Tokens first..last as a place in the text."""
    return Found(reading.starts[first], reading.ends[last], rule, confidence)
