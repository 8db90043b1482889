"""Named systems, databases, networks, projects: listed ones and new ones that a kind word shows.

Rules: `programme.listed` (I-24/7), `programme.kind_word` (projet X, initiative « X y z », base de données X).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from etl.lexicon import load, words
from etl.parse.gazetteer import Listed
from etl.parse.mentions import mention
from etl.parse.nouns import phrase_end
from etl.parse.organizations import acronym_at
from etl.parse.reading import Reading
from etl.parse.values import Found, ParsedProgramme

KIND_WORDS: dict[str, str] = load("programmes")["kind_words"]
LEADS = words("programmes", "leads")
FUNCTION_WORDS = words("words", "before_objects") | words("nouns", "articles")
OPENING_MARKS = '«“"'
CLOSING_MARKS = '»”"'
LONGEST_QUOTED = 10  # tokens


@cache
def listed_kinds() -> dict[str, str]:
    """Listed programmes → kind."""
    return {one["name"]: one["kind"] for one in load("programmes")["programme"]}


def programmes(reading: Reading, listed: list[Listed]) -> list[ParsedProgramme]:
    """All programmes, in order of their first mention."""
    search = Programmes(reading, named=named_otherwise(listed))
    for one in listed:
        if one.entry.kind == "programme" and (one.entry.alone or kind_word_before(reading, one.first)):
            search.add_listed(one)
    for i in reading.positions(KIND_WORDS.keys()):
        search.at_kind_word(i)
    return search.parsed()


def named_otherwise(listed: list[Listed]) -> frozenset[tuple[int, int]]:
    """First and last token of what the lists know as anything else: «le réseau INTERPOL» is no programme."""
    return frozenset((one.first, one.last) for one in listed if one.entry.kind != "programme")


def kind_word_before(reading: Reading, first: int) -> bool:
    """Whether a kind word stands within the three tokens before: «son projet Baseline», «la base de données FIND»."""
    return any(word in KIND_WORDS or word in LEADS for word in reading.low[max(0, first - 3) : first])


@dataclass(slots=True)
class Programmes:
    """The programmes found so far: name → kind and mentions, and the tokens of listed ones."""

    reading: Reading
    named: frozenset[tuple[int, int]]
    found: dict[str, tuple[str | None, list[Found]]] = field(default_factory=dict)
    covered: set[int] = field(default_factory=set)

    def add_listed(self, one: Listed) -> None:
        """Keep a listed programme."""
        name = one.entry.stands_for
        self.add(name, listed_kinds().get(name), mention(self.reading, one.first, one.last, "programme.listed", 0.96))
        self.covered.update(range(one.first, one.last + 1))

    def add_new(self, name: str, kind: str, first: int, last: int) -> None:
        """Keep a programme that no list knows."""
        self.add(name, kind, mention(self.reading, first, last, "programme.kind_word", 0.7))

    def add(self, name: str, kind: str | None, place: Found) -> None:
        """Keep a mention; the first one says the kind."""
        self.found.setdefault(name, (kind, []))[1].append(place)

    def at_kind_word(self, i: int) -> None:
        """«projet Lionfish», «initiative “Villes sûres”»: a name right behind a kind word."""
        reading, at = self.reading, i + 1
        if reading.low[i : i + 3] == ["base", "de", "données"]:
            if self.database(i):
                return
            at = i + 3
        quoted = at + 1 < reading.count and reading.words[at] in OPENING_MARKS
        at += quoted
        if self.begins_name(at):
            last = self.closed(at) if quoted else self.name_end(at)
            if (at, last) not in self.named:
                self.add_new(
                    reading.text[reading.starts[at] : reading.ends[last]], KIND_WORDS[reading.low[i]], at, last
                )

    def database(self, i: int) -> bool:
        """«base de données sur les navires (BNDX)»: keep a database that has an acronym; whether it has one."""
        reading, last = self.reading, phrase_end(self.reading, i)
        acronym = acronym_at(reading, last + 1)
        if acronym is None or last + 2 in self.covered:
            return False
        name = f"{reading.text[reading.starts[i] : reading.ends[last]]} ({acronym})"
        self.add_new(name, "database", i, last + 3)
        return True

    def begins_name(self, at: int) -> bool:
        """Whether a capitalised word that is no listed programme stands right at token `at`."""
        reading = self.reading
        if at >= reading.count or at in self.covered:
            return False
        word = reading.words[at]
        function_word = word.isupper() and reading.low[at] in FUNCTION_WORDS
        return word[0].isupper() and len(word) > 1 and not function_word and reading.tight(at - 1)

    def closed(self, at: int) -> int:
        """Last token before the mark that closes the name begun at token `at`; without one, that of the capitals."""
        for closing in range(at + 1, min(at + LONGEST_QUOTED + 1, self.reading.count)):
            if self.reading.words[closing] in CLOSING_MARKS:
                return closing - 1
        return self.name_end(at)

    def name_end(self, at: int) -> int:
        """Last token of the capitalised words and digits that go on from token `at`."""
        words_ = self.reading.words
        while (
            self.reading.tight(at)
            and at + 1 not in self.covered
            and (words_[at + 1][0].isupper() or words_[at + 1].isdigit())
        ):
            at += 1
        return at

    def parsed(self) -> list[ParsedProgramme]:
        """As values of the release, in order of their first mention."""
        return [
            ParsedProgramme(name, kind, tuple(sorted(places, key=lambda one: one.start)))
            for name, (kind, places) in sorted(self.found.items(), key=lambda item: item[1][1][0].start)
        ]
