"""What a figure belongs to: its quote, the event or programme of its sentence, the time it speaks of, an indicator."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from etl.lexicon import load
from etl.parse.dates import YEAR, YEARS
from etl.parse.folding import fold
from etl.parse.reading import Reading
from etl.parse.values import ParsedEvent, ParsedFigure, ParsedProgramme, ParsedQuote

TIME = re.compile(
    r"(?:\ben\b|\bdepuis\b|\bdès\b|\(|\bannée\b|\bfin\b|\bdébut\b|\bcourant\b|\bpour\b) ?(?:l'année )?\Z", re.IGNORECASE
)
AS_FAR_AS = 90  # characters between a figure and the time behind it


@dataclass(frozen=True, slots=True)
class Indicator:
    """A listed measure: a figure proposes it if it holds all of `words` and none of `without`, all folded."""

    name: str
    words: tuple[str, ...]
    without: tuple[str, ...]


def listed_indicators() -> list[Indicator]:
    """The indicators of the lexicon."""
    return [
        Indicator(one["name"], tuple(map(fold, one["words"])), tuple(one.get("not", ())))
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

    def of(self, figure: ParsedFigure) -> ParsedFigure:
        """The figure with its quote, event, programme, period and indicator."""
        reading = self.reading
        begin, after = reading.sentence_of(reading.token_at(figure.start))
        start, end = reading.starts[begin], reading.ends[after - 1]
        programme = nearest(self.programmes, start, end, figure.start)
        return replace(
            figure,
            quote=self.quote(figure),
            event=nearest(self.events, start, end, figure.start),
            programme=programme,
            period=self.period(figure, start, end),
            indicator=indicator(figure, self.programme_names[programme] if programme is not None else ""),
        )

    def quote(self, figure: ParsedFigure) -> int | None:
        """Index of the quote that holds the figure."""
        at = bisect_right(self.quotes, (figure.start, len(self.reading.plain), 0)) - 1
        return self.quotes[at][2] if at >= 0 and figure.end <= self.quotes[at][1] else None

    def period(self, figure: ParsedFigure, start: int, end: int) -> str | None:
        """The time that follows the figure closely («61 000 en 2008»), else the one its sentence opened with."""
        low, high = bisect_left(self.periods, (start, "")), bisect_left(self.periods, (end, ""))
        times = self.periods[low:high]
        behind = [said for place, said in times if figure.end <= place <= figure.end + AS_FAR_AS]
        before = [said for place, said in times if place < figure.start]
        if behind and (not before or len(times) == 1):
            return behind[0]
        return before[-1] if before else None


def places(things: Sequence[ParsedEvent | ParsedProgramme]) -> list[tuple[int, int]]:
    """Start of each mention with the index of what it names, in order."""
    return sorted((mention.start, at) for at, one in enumerate(things) for mention in one.mentions)


def nearest(mentions: list[tuple[int, int]], start: int, end: int, offset: int) -> int | None:
    """Index of what is named in the sentence start..end last before `offset`, else first behind it."""
    low, high = bisect_left(mentions, (start, -1)), bisect_left(mentions, (end, -1))
    inside = mentions[low:high]
    before = [at for place, at in inside if place <= offset]
    return before[-1] if before else inside[0][1] if inside else None


def indicator(figure: ParsedFigure, programme: str) -> str | None:
    """The listed indicator whose words the figure's unit, noun and programme hold, the most telling one."""
    said = set(re.findall(r"[\w-]+", fold(f"{figure.unit or ''} {figure.of or ''} {figure.text} {programme}")))
    fit = [one for one in INDICATORS if said.issuperset(one.words) and said.isdisjoint(one.without)]
    return max(fit, key=lambda one: len(one.words)).name if fit else None
