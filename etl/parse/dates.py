"""Dates and periods as French texts write them → EDTF.

`1er mars 2012` → 2012-03-01 · `du 24 au 27 novembre 2025` → 2025-11-24/2025-11-27 ·
`(9 - 11 avril)` → XXXX-04-09/XXXX-04-11 · `mai 2014` → 2014-05 · `09/04/2019`, day first.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from etl.lexicon import load
from etl.parse.value import value
from etl.parse.values import Span

MONTHS: dict[str, int] = load("dates")["months"]
WEEKDAYS: dict[str, int] = load("dates")["weekdays"]
_MONTH = "|".join(sorted((re.escape(month) for month in MONTHS), key=len, reverse=True))
_WEEKDAY = rf"(?:(?:{'|'.join(WEEKDAYS)})\ )?"
_DAY = rf"{_WEEKDAY}(?:[0-2]?\d|3[01])(?:\ ?er|ᵉʳ|\(er\))?(?!\d)"
_YEAR = r"(?:19|20)\d\d(?!\d)"
DATE = re.compile(
    rf"""
    (?P<iso>{_YEAR}-[01]\d-[0-3]\d)
  | (?P<slashed>[0-3]?\d[/.-][01]?\d[/.-]{_YEAR})
  | (?P<day>{_DAY})
    (?:\ (?P<month>{_MONTH})(?!\w)(?:\ (?P<year>{_YEAR}))?)?
    (?:\ ?(?:-|–|—|/|\bau\b|\bet\b(?:\ le\b)?|\bà\b|,)\ ?(?:les?\ )?(?P<day2>{_DAY}))?
    (?:\ ?(?:,|et)\ (?P<day3>{_DAY}))?
    \ (?P<month2>{_MONTH})(?!\w)(?:,?\ (?P<year2>{_YEAR}))?
  | (?P<month3>{_MONTH})(?:\ (?P<year3>{_YEAR}))?\ ?(?:\bà\b|\bet\b|-|–)\ ?(?P<month4>{_MONTH})\ (?P<year4>{_YEAR})
  | (?P<day5>{_DAY})\ (?P<month5>{_MONTH})(?!\w)(?:\ (?P<year5>{_YEAR}))?
  | (?P<month6>{_MONTH})\ (?P<year6>{_YEAR})
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Where a date can begin: at digits, or at the weekday or month right before some. Trying DATE at every character would
# cost more than all other rules together, and any pattern that can begin with a letter is slow.
DIGITS = re.compile(r"\d+")
_BEHIND_DAY = f"[{''.join(sorted({month[0] for month in MONTHS}))}/–—,aeà-]"  # a month, «au», «et», «à», «er», a sign
SITE = re.compile(
    r"(?<![\w/.-])(?:[0-3]?\d(?:[/.-](?=[01]?\d[/.-])|er\b|ᵉʳ|\(er\)"
    rf"|(?!\w)(?=\ ?{_BEHIND_DAY}))|{_YEAR}-|[^\W\d])",
    re.IGNORECASE,
)
NAMED = (*WEEKDAYS, *MONTHS)
JOINTS = (" à ", " et ", " - ", " – ", "-", "–")  # between two months
LONGEST_NAME = 11  # characters
# What has to stand before a year is asked behind it: patterns that begin with digits are the fast ones.
YEAR = re.compile(r"(?:19|20)\d\d(?![\w'%])(?:(?<![\w/.,' -]\d{4})(?<!\d \d{4})|(?<=[ (]\d{4}))")
YEARS = re.compile(rf"({_YEAR})(?<!\w\d{{4}}) ?(?:-|–|à|et) ?({_YEAR})")
Parts = tuple[int | None, int | None, int | None]  # year, month, day; what is not said is null


@value
class Dated(Span):
    """A date at its place, from `low` to `high`; `high` is `low` for a single day."""

    low: Parts
    high: Parts

    def edtf(self, year: int | None = None) -> str | None:
        """EDTF of the date; `year` stands in where none is said. None if it names a day that does not exist."""
        low, high = edtf_of(self.low, year), edtf_of(self.high, year)
        if low is None or high is None:
            return None
        return low if low == high else f"{low}/{high}"

    def day(self) -> str | None:
        """The ISO day, where it is one whole day."""
        edtf = self.edtf()
        return edtf if edtf and self.low == self.high and len(edtf) == 10 and edtf[0] != "X" else None


def edtf_of(parts: Parts, year: int | None) -> str | None:
    """One date as EDTF, or None where it is none."""
    y, month, day = parts
    y = y or year
    if month is not None and not 1 <= month <= 12:
        return None
    if day is not None and month is not None and not 1 <= day <= monthrange(y or 2000, month)[1]:
        return None
    if y is None:
        return f"XXXX-{month:02}-{day:02}" if month and day else None
    return f"{y:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if month and day else "")


def number(word: str | None) -> int | None:
    """The first whole number in `word`."""
    found = DIGITS.search(word or "")
    return int(found[0]) if found else None


def dates_in(plain: str, start: int = 0, end: int | None = None) -> list[Dated]:
    """All dates of more than a bare year between start and end, in order."""
    end = len(plain) if end is None else end
    found: list[Dated] = []
    after = start
    for site in sites(plain, start, end):
        if site < after or not SITE.match(plain, site, end):
            continue
        match = DATE.match(plain, site, end)
        dated = of_match(match) if match else None
        if dated is not None:
            found.append(dated)
            after = dated.end
    return found


def sites(plain: str, start: int, end: int) -> Iterator[int]:
    """Where a date can begin between start and end, in order."""
    for digits in DIGITS.finditer(plain, start, end):
        at = digits.start()
        named = named_before(plain, start, at - 1) if plain[at - 1 : at] == " " else None
        if named is not None:
            joint = next((joint for joint in JOINTS if plain.startswith(joint, named - len(joint))), None)
            first = named_before(plain, start, named - len(joint)) if joint else None
            if first is not None:
                yield first
            yield named
        yield at


def named_before(plain: str, start: int, at: int) -> int | None:
    """Where the weekday or month begins that ends at the character `at`."""
    if at <= start:
        return None
    before = plain[max(start, at - LONGEST_NAME) : at].lower()
    if not before.endswith(NAMED):
        return None
    return at - max(len(name) for name in NAMED if before.endswith(name))


def of_match(match: re.Match[str]) -> Dated | None:
    """The date that a match of DATE says, or None where its numbers are no date."""
    low, high = numbers_of(match)
    dated = Dated(match.start(), match.end(), low, high)
    return dated if any(low) and (dated.edtf() or not low[2]) else None


def numbers_of(match: re.Match[str]) -> tuple[Parts, Parts]:
    """First and last day of a match."""
    part = match.groupdict()
    if part["month2"]:
        return days_of_months(part)
    if part["month4"]:
        year, first_year = number(part["year4"]), number(part["year3"])
        return (first_year or year, month_of(part["month3"]), None), (year, month_of(part["month4"]), None)
    one = single_of(part)
    return one, one


def single_of(part: dict[str, str | None]) -> Parts:
    """«2019-04-09», «09/04/2019», «9 avril 2019», «avril 2019»."""
    if part["iso"]:
        year, month, day = map(int, part["iso"].split("-"))
        return year, month, day
    if part["slashed"]:
        day, month, year = map(int, re.split(r"[/.-]", part["slashed"]))
        return year, month, day
    if part["month5"]:
        return number(part["year5"]), month_of(part["month5"]), number(part["day5"])
    return number(part["year6"]), month_of(part["month6"]), None


def days_of_months(part: dict[str, str | None]) -> tuple[Parts, Parts]:
    """«24 novembre 2025», «24, 25 et 26 novembre», «du 30 novembre au 2 décembre 2025»."""
    month, year = month_of(part["month2"]), number(part["year2"])
    first = number(part["year"]) or year, month_of(part["month"]) if part["month"] else month, number(part["day"])
    if part["month"] and not part["day2"] and not part["day3"]:
        return first, first
    if year and not part["year"] and first[1] and month and first[1] > month:
        first = year - 1, *first[1:]
    return first, (year, month, number(part["day3"]) or number(part["day2"]) or number(part["day"]))


def month_of(word: str | None) -> int | None:
    """The month's number."""
    return MONTHS.get((word or "").lower())
