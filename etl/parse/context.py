"""What a figure belongs to: its quote, the event or programme of its sentence, the time it speaks of, an indicator."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TypeVar

from etl.lexicon import load
from etl.parse.dates import YEAR, YEARS
from etl.parse.folding import fold
from etl.parse.nouns import singular
from etl.parse.quantity import Quantity
from etl.parse.reading import Reading
from etl.parse.value import value
from etl.parse.values import ParsedEvent, ParsedFigure, ParsedProgramme, ParsedQuote

TIME = re.compile(
    r"(?:\ben\b|\bdepuis\b|\bdès\b|\(|\bannée\b|\bfin\b|\bdébut\b|\bcourant\b|\bpour\b) ?(?:l'année )?\Z", re.IGNORECASE
)
WORD = re.compile(r"[\w-]+")
Said = TypeVar("Said")
AS_FAR_AS = 90  # characters between a figure and the time behind it


@value
class Indicator:
    """A listed measure: a figure proposes it if it counts `noun`, holds all `words`, none of `without`; all folded."""

    name: str
    noun: str
    words: tuple[str, ...]
    without: tuple[str, ...]


def listed_indicators() -> list[Indicator]:
    """The indicators of the lexicon."""
    return [
        Indicator(
            one["name"], singular(fold(one["words"][0])), tuple(map(fold, one["words"])), tuple(one.get("not", ()))
        )
        for one in load("indicators")["indicator"]
    ]


INDICATORS = listed_indicators()


class Context:
    """Where things stand, for asking what is in the sentence of a figure."""

    def __init__(
        self, reading: Reading, quotes: list[ParsedQuote], events: list[ParsedEvent], programmes: list[ParsedProgramme]
    ) -> None:
        self.reading = reading
        self.quotes = sorted((one.start, one.end, at) for at, one in enumerate(quotes) if one.kind != "indirect")
        self.events = places(events)
        self.programmes = places(programmes)
        self.programme_names = [one.name for one in programmes]
        self.periods = self.all_periods()

    def all_periods(self) -> list[tuple[int, str]]:
        """Place and EDTF of every year or range of years that tells a time."""
        plain = self.reading.plain
        ranges = list(YEARS.finditer(plain))
        found = [(match.start(), f"{match[1]}/{match[2]}") for match in ranges if match[1] < match[2]]
        covered = {start for match in ranges for start in (match.start(1), match.start(2))}
        found += [
            (match.start(), match[0])
            for match in YEAR.finditer(plain)
            if match.start() not in covered and TIME.search(plain, max(0, match.start() - 14), match.start())
        ]
        return sorted(found)

    def figure(self, one: Quantity) -> ParsedFigure:
        """The quantity as a value of the release, with its quote, event, programme, period and indicator."""
        reading = self.reading
        start, end = reading.starts[one.low], reading.ends[one.high]
        begin, after = reading.sentence_of(one.low)
        sentence = reading.starts[begin], reading.ends[after - 1]
        programme = nearest(self.programmes, sentence, start)
        words = f"{one.unit or ''} {one.of or ''} {reading.text[start:end]}"
        return ParsedFigure(
            start=start,
            end=end,
            rule=one.rule,
            confidence=one.confidence,
            text=reading.text[start:end],
            value=one.value,
            upper=one.upper,
            qualifier=one.qualifier,
            unit=one.unit,
            of=one.of,
            indicator=indicator(
                one.unit, f"{words} {self.programme_names[programme]}" if programme is not None else words
            ),
            period=self.period(start, end, sentence),
            part_of=one.part_of,
            quote=self.quote(start, end),
            event=nearest(self.events, sentence, start),
            programme=programme,
        )

    def quote(self, start: int, end: int) -> int | None:
        """Index of the quote that holds the words start..end."""
        at = bisect_right(self.quotes, (start, len(self.reading.plain), 0)) - 1
        return self.quotes[at][2] if at >= 0 and end <= self.quotes[at][1] else None

    def period(self, start: int, end: int, sentence: tuple[int, int]) -> str | None:
        """The time that follows the figure closely («61 000 en 2008»), else the one its sentence opened with."""
        times = inside(self.periods, sentence)
        if not times:
            return None
        behind = [said for place, said in times if end <= place <= end + AS_FAR_AS]
        before = [said for place, said in times if place < start]
        if behind and (not before or len(times) == 1):
            return behind[0]
        return before[-1] if before else None


def places(things: Sequence[ParsedEvent | ParsedProgramme]) -> list[tuple[int, int]]:
    """Start of each mention with the index of what it names, in order."""
    return sorted((mention.start, at) for at, one in enumerate(things) for mention in one.mentions)


def inside(things: list[tuple[int, Said]], span: tuple[int, int]) -> list[tuple[int, Said]]:
    """Those of the things with their places, in order, whose place lies in the span."""
    return things[bisect_left(things, (span[0],)) : bisect_left(things, (span[1],))]


def nearest(mentions: list[tuple[int, int]], sentence: tuple[int, int], offset: int) -> int | None:
    """Index of what is named in the sentence last before `offset`, else first behind it."""
    if not mentions:
        return None
    near = inside(mentions, sentence)
    before = [at for place, at in near if place <= offset]
    return before[-1] if before else near[0][1] if near else None


def indicator(unit: str | None, words: str) -> str | None:
    """The listed indicator of the noun counted whose words the figure and its programme hold, the most telling one.

    «cinq fugitifs recherchés au moyen de notices rouges» counts no notices.
    """
    counted = fold(unit or "").split()
    of_noun = [one for one in INDICATORS if one.noun in counted]
    if not of_noun:
        return None
    said = set(WORD.findall(fold(words)))
    fit = [one for one in of_noun if said.issuperset(one.words) and said.isdisjoint(one.without)]
    return max(fit, key=lambda one: len(one.words)).name if fit else None
