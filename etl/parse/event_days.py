"""Days that a text tells by the day of its release: «ouverte lundi», «le 24 février prochain», «en novembre».

`Days` finds them and gives dates their year; without a release's day, nothing is reckoned from it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from etl.lexicon import load, words
from etl.parse.dates import MONTHS, YEAR, Dated, Parts
from etl.parse.numbers import CARDINALS
from etl.parse.reading import Reading
from etl.parse.values import Span

WEEKDAYS: dict[str, int] = load("dates")["weekdays"]
OFFSETS: dict[str, int] = load("dates")["offsets"]
TELLING = WEEKDAYS.keys() | OFFSETS.keys()
FULL_MONTHS = MONTHS.keys() - words("dates", "short")
NEXT = words("dates", "next")
LAST = words("dates", "last")
BEFORE_MONTH = words("dates", "before_month")
LASTING = words("dates", "lasting")
FUTURE_ENDS = tuple(sorted(words("dates", "future_ends")))
COMING = words("dates", "coming")
IN_A_YEAR = re.compile(
    r" ?,? ?(?:de |en |à )?"
    r"(?:(?P<next>l'année prochaine|l'an prochain)|(?P<last>l'an(?:née)? (?:dernier|dernière|passée?)))",
    re.IGNORECASE,
)
SLACK = timedelta(days=30)  # a page may be dated before what it tells of, and after
YEAR_BESIDE = 10  # characters
NOT_LONG_AHEAD = timedelta(days=165)  # where no word tells of what is to come


class Days:
    """The days of a text, reckoned from the day of the release where the text does so."""

    def __init__(self, reading: Reading, day: str | None, dates: list[Dated]) -> None:
        self.reading = reading
        self.today = date.fromisoformat(day) if day else None
        self.dates = dates
        self.starts = [dated.start for dated in dates]
        self.only_year = sole_year(dates)

    def between(self, start: int, end: int, year: int | None = None) -> list[Dated]:
        """Dates that begin at characters start to end - 1, each with its year where it can be told, or with `year`."""
        found = self.dates[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        return [self.in_year(dated, year) for dated in found]

    def in_year(self, dated: Dated, year: int | None = None) -> Dated:
        """The date with the year that the text means: said beside it, or the release's, the one before or after."""
        if dated.low[0] is not None or dated.low[1] is None:
            return dated
        year = year or self.year_beside(dated.start) or self.year_of(dated.low[1], dated.low[2] or 1, dated)
        if year is None:
            return dated
        low, high = dated.low[1:], dated.high[1:]
        turned = (high[0] or 0, high[1] or 0) < (low[0] or 0, low[1] or 0)
        return replace(dated, low=(year, *low), high=(dated.high[0] or year + turned, *high))

    def year_of(self, month: int, day: int, words: Span) -> int | None:
        """The year of a day that stands at `words`."""
        if self.today is None:
            return self.only_year
        said = IN_A_YEAR.match(self.reading.plain, words.end)
        if said:
            return self.today.year + (1 if said["next"] else -1)
        there = date(self.today.year, month, min(day, 28))
        at = self.reading.token_at(words.end)
        following = self.reading.low[at : at + 1]
        begin, after = self.reading.sentence_of(max(at - 1, 0))
        if following and following[0] in NEXT:
            return there.year + (there < self.today)
        if following and following[0] in LAST:
            return there.year - (there > self.today)
        future = any(self.is_future(word) for word in self.reading.low[begin:after])
        if future:
            return there.year + (there < self.today - SLACK)
        return there.year - (there > self.today + NOT_LONG_AHEAD)

    def is_future(self, word: str) -> bool:
        """Whether a word tells of what is to come: «accueillera», «prévue»."""
        return word in COMING or (len(word) > 3 and word.endswith(FUTURE_ENDS))

    def year_beside(self, start: int) -> int | None:
        """The year right before the date at character `start`: «pendant l’Euro 2024, du 14 juin au 14 juillet»."""
        year = YEAR.search(self.reading.plain, max(0, start - YEAR_BESIDE), start)
        return int(year[0]) if year else None

    def may_tell(self, at: int) -> bool:
        """Whether token `at` may tell a day by the release's."""
        return self.reading.low[at] in TELLING

    def told(self, at: int, *, future: bool) -> Dated | None:
        """The day that token `at` tells by the release's: «aujourd’hui», «hier», «lundi»."""
        low = self.reading.low
        if self.today is None:
            return None
        if low[at] in OFFSETS:
            return self.dated(at, self.today + timedelta(days=OFFSETS[low[at]]))
        if low[at] not in WEEKDAYS or (at + 1 < len(low) and low[at + 1][0].isdigit()):
            return None
        ahead = (WEEKDAYS[low[at]] - self.today.isoweekday()) % 7
        if at + 1 < len(low) and low[at + 1] in NEXT:
            ahead = ahead or 7
        elif not future and ahead:
            ahead -= 7
        return self.dated(at, self.today + timedelta(days=ahead))

    def dated(self, at: int, day: date) -> Dated:
        """The day, told by token `at`."""
        parts: Parts = (day.year, day.month, day.day)
        return Dated(self.reading.starts[at], self.reading.ends[at], parts, parts)

    def month(self, first: int, after: int) -> Dated | None:
        """«en novembre», «d’octobre à décembre derniers», «l’an dernier» between two tokens; None without a year."""
        low, plain = self.reading.low, self.reading.plain
        for at in range(first, after):
            if low[at] in FULL_MONTHS and at and low[at - 1] in BEFORE_MONTH:
                return self.months(at, MONTHS[low[at]])
            if low[at] == "l'" and self.today:
                said = IN_A_YEAR.match(plain, self.reading.starts[at])
                if said:
                    year = self.today.year + (1 if said["next"] else -1)
                    return Dated(said.start(), said.end(), (year, None, None), (year, None, None))
        return None

    def months(self, at: int, month: int) -> Dated | None:
        """The month at token `at`, through the one that follows by «à», with their year."""
        low = self.reading.low
        last = at + 2 if low[at + 1 : at + 2] in (["à"], ["et"]) and set(low[at + 2 : at + 3]) & FULL_MONTHS else at
        end = self.reading.ends[last]
        if YEAR.match(self.reading.plain, end + 1):
            return None
        year = self.year_of(month, 1, Span(self.reading.starts[at], end))
        if year is None:
            return None
        until = MONTHS[low[last]]
        return Dated(self.reading.starts[at], end, (year, month, None), (year + (until < month), until, None))

    def lasting(self, first: int, after: int) -> int | None:
        """How many days a gathering lasts: «de trois jours», «qui dure deux jours»."""
        low = self.reading.low
        for at in range(max(first, 2), after):
            if low[at] == "jours" and low[at - 2] in LASTING:
                days = CARDINALS.get(low[at - 1]) or (int(low[at - 1]) if low[at - 1].isdecimal() else 0)
                return int(days) if 1 < days < 32 else None
        return None


def sole_year(dates: Sequence[Dated]) -> int | None:
    """The year of a text all of whose whole dates are of one."""
    years = {dated.high[0] for dated in dates if dated.high[0] and dated.high[2]}
    return years.pop() if len(years) == 1 else None


def moved(dated: Dated, days: int) -> Parts:
    """The day that many days behind a date's first one."""
    year, month, day = dated.low
    if not (year and month and day):
        return dated.low
    there = date(year, month, day) + timedelta(days=days)
    return there.year, there.month, there.day
