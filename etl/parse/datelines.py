"""Where and when a release is dated from: «LYON (France), 3 mars 2010 – …», «Fait à Lyon, le 3 mars 2010».

The day is read from a line of its own or from the dateline, never from prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from etl.lexicon import load, words
from etl.parse.dates import Dated, dates_in
from etl.parse.folding import fold
from etl.parse.gazetteer import country_codes
from etl.parse.header_lines import LETTER_HEADS, Line, is_body
from etl.parse.town_names import is_agency, is_capitals, is_city, is_named, is_place, names_land
from etl.parse.values import Dateline, Span

NO_CITIES = words("header", "no_cities")
_WORD = r"[^\W\d_][\w'.]*"
_PLACE = rf"(?P<city>{_WORD}(?:[ /-]{{1,2}}{_WORD}){{0,5}}?)"
_WEEKDAY = "|".join(load("dates")["weekdays"])
_DAY = r"\d[\w(). /]{3,24}\d{4}|\d{1,2}(?:er)?\ [^\W\d_]{3,9}\.?|\d\d?[./]\d\d?[./]\d{4}"
_DASH = r"(?:\.?\ ?(?:–|—|--|‒|―)|\.?\ ?-(?!\w)|(?<=\))\ ?[:=]|(?<=\d)\.(?=\ +[^\W\d_]))"
_BEGUN = r"(?-i:[A-ZÀ-Ý][a-zà-ÿ'])"  # a word with a capital
DATELINE = re.compile(
    rf"""[ «"*_]*(?:(?:INTERPOL|Interpol),\ )?(?:{_PLACE}\ ?)?
    (?:,\ ?(?P<region>(?!le\b)[^\W\d_][^\d,()–—:;]{{1,40}}?)\ ?)?
    (?:\((?P<bracket>[^()]{{2,45}})\)\ ?)?
    (?:,?\ ?(?:le\ )?(?P<date>(?:{_WEEKDAY})?\ ?(?:{_DAY}))\ ?)?
    (?:\d\d?/\d\d?\ |,?\ ?(?:à\ )?\d\d?\ ?[h:]\ ?(?:\d\d)?\ ?(?:GMT\ ?)?)?
    (?:\((?P<agency>[^()]{{2,60}})\)\ ?|/[^/\n]{{2,40}}/\ ?)?
    [*_]{{0,3}}(?:{_DASH}|(?<=(?-i:[A-ZÀ-Ý)]))(?P<glued>-)(?={_BEGUN})|(?P<bare>(?<=\)\ )(?={_BEGUN})))\ *(?=\S)
    (?:(?:le\ )?(?P<late>(?:(?:{_WEEKDAY})\ )?(?:{_DAY}))\ ?{_DASH}\ *(?=\S))?""",
    re.VERBOSE | re.IGNORECASE,
)
LEADING_DAY = re.compile(rf"(?P<date>{_DAY})\ ?[|–—,-]\ ?", re.IGNORECASE | re.VERBOSE)
PARTED = re.compile(r"[–—‒―]|-(?!\w)|-[A-ZÀ-Ý]|\) ?[:=]|\d\.|\) [A-ZÀ-Ý]")  # what every dateline has; few lines do
PLACE = re.compile(
    r"(?P<city>[^\W\d_][\w' -]{1,40}?)(?: ?\((?P<bracket>[^()]{2,40})\)|, (?P<region>[^\W\d_][\w' -]{2,40}))?"
)

INSIDE = re.compile(r"[.!?»)] (?=[A-ZÀ-Ý][A-ZÀ-Ý' -]{2,40} \([^()]{2,45}\) ?[–—-] ?[A-ZÀ-Ý«])")
LATEST = 24  # lines of captions that may precede a dateline
FURTHEST = 400  # characters of captions that may stand before a dateline in its line


@dataclass(slots=True)
class Header:
    """What was read before the body, and spans whose words are no part of the release."""

    title: Span | None = None
    day: str | None = None
    day_span: Span | None = None
    dateline: Dateline | None = None
    dateline_span: Span | None = None
    body: int = 0
    noise: list[tuple[int, int]] = field(default_factory=list)

    @property
    def year(self) -> int | None:
        """The year of the release's day."""
        return int(self.day[:4]) if self.day else None


def day_in(said: str) -> Dated | None:
    """The first whole day with a year in `said`."""
    return next((dated for dated in dates_in(said) if dated.day()), None)


def give_day(header: Header, dated: Dated, offset: int) -> None:
    """Keep the day, if none was found before."""
    if header.day is None:
        header.day = dated.day()
        header.day_span = Span(offset + dated.start, offset + dated.end)


def give_dateline(header: Header, city: str | None, country: str | None, span: Span) -> None:
    """Keep the dateline's place as written, with the country's code."""
    code = country_codes().get(fold(country)) if country else None
    header.dateline = Dateline(city, country, code)
    header.dateline_span = span


def dateline_at(said: str) -> re.Match[str] | None:
    """The dateline that the words begin with."""
    return DATELINE.match(said) if PARTED.search(said) else None


def take_dateline(header: Header, line: Line) -> bool:
    """Read «LYON (France) – …» at the line's start; the body begins behind it."""
    match = dateline_at(line.said[:160])
    if not match or (match.end() >= len(line.said)) or len(line.said) - match.end() < 25:
        return False
    city, region, bracket = match["city"], match["region"], match["bracket"]
    if not city and bracket and not region:
        city, bracket = city_in_brackets(header, bracket, line.start + match.start("bracket"))
    if bracket and (dated := day_in(bracket)):  # «GENÈVE (3 mai 2016) – …»
        give_day(header, dated, line.start + match.start("bracket"))
        bracket = None
    placed = fold(bracket or "") in country_codes() or bool(match["date"] and day_in(match["date"]))
    if city and not (is_capitals(city) or (not match["glued"] and (is_place(city) or (placed and is_named(city))))):
        return False
    if not city and not (bracket and fold(bracket) in country_codes()):
        return False
    if (
        city
        and is_capitals(city)
        and not (is_place(city) or bracket or region or match["date"])
        and len(city.split()) > 3
    ):
        return False
    placed = placed or bool(bracket or region)
    if city and (fold(city) in NO_CITIES or (is_sender(city) and not placed) or line.said[match.end() :].isupper()):
        return False
    if match["bare"] is not None and not (city and is_capitals(city) and bracket and names_land(bracket)):
        return False
    if bracket and is_agency(bracket):
        bracket = None
    country = bracket or (region.strip() if region and not dates_in(region) else None)
    end = match.end("region") if country and not bracket else max(match.end("bracket") + 1, match.end("city"))
    end = max(end, take_days(header, match, line))
    begin = match.start("city") if match["city"] else match.start("bracket") - 1
    give_dateline(header, city.strip() if city else None, country, Span(line.start + begin, line.start + end))
    header.body = line.start + match.end()
    return True


def city_in_brackets(header: Header, said: str, offset: int) -> tuple[str | None, str | None]:
    """The city of «(LYON) – …» and «(Lyon, 3 mai 2016) – …», whose day is kept, and what else the brackets say."""
    place, comma, behind = said.partition(",")
    dated = day_in(behind) if comma and is_place(place) else None
    if dated:
        give_day(header, dated, offset + len(place) + 1)
        return place, None
    return (said, None) if is_city(said) else (None, said)


def is_sender(city: str) -> bool:
    """Whether what stands before the dash is a body: «PARQUET FÉDÉRAL – FEDERAAL PARKET», not «NATIONS UNIES»."""
    return fold(city).split()[0] in LETTER_HEADS and not is_place(city)


def take_dated_dateline(header: Header, line: Line) -> bool:
    """Read «2 août 2016 | Genève – …» at the start of prose."""
    lead = LEADING_DAY.match(line.said[:80]) if line.said[:1].isdigit() and is_body(line) else None
    dated = day_in(lead["date"]) if lead else None
    if lead is None or dated is None:
        return False
    behind = line._replace(start=line.start + lead.end(), said=line.said[lead.end() :])
    if not take_dateline(header, behind):
        return False
    give_day(header, dated, line.start)
    return True


def take_days(header: Header, match: re.Match[str], line: Line) -> int:
    """Keep the day of a dateline, before its dash or behind; give where it ends."""
    for name in ("date", "late"):
        dated = day_in(match[name]) if match[name] else None
        if dated:
            give_day(header, dated, line.start + match.start(name))
    return max(match.end("date"), match.end("late"))


def take_place(header: Header, before: Line, line: Line) -> bool:
    """Read a line below the day that is a place and no more: «Cornwall (Ontario)»."""
    below = header.day_span is not None and before.start <= header.day_span.start < before.end
    match = PLACE.fullmatch(line.said) if below and header.dateline is None and len(line.said) < 90 else None
    if match is None or not is_place(match["city"]):
        return False
    give_dateline(header, match["city"], match["bracket"] or match["region"], Span(line.start, line.end))
    return True


def take_inner_dateline(header: Header, line: Line) -> bool:
    """Read «Les experts à l’œuvre. LYON (France) – …», where captions stand before the dateline in its line."""
    match = INSIDE.search(line.said[:FURTHEST])
    at = match.end() if match else 0
    return bool(at) and take_dateline(header, Line(line.start + at, line.end, line.said[at:], ""))


def take_late_dateline(header: Header, first: Line, following: list[Line]) -> None:
    """A lead or captions may precede the dateline; there it has to name a listed place."""
    body = header.body
    if not take_inner_dateline(header, first):
        any(names_place_first(line) and take_dateline(header, line) for line in following[:LATEST])
    header.body = body


def names_place_first(line: Line) -> bool:
    """Whether a line begins with a dateline whose listed place stands in capitals."""
    match = dateline_at(line.said[:160])
    return bool(match and match["city"] and is_capitals(match["city"]) and is_place(match["city"]))
