"""Title, day and dateline: what stands before a release's body, with the noise of pages left out.

Rules: a title is a line without a final point before the body; where menus precede, only what follows them counts.
The day is read from a line of its own or from the dateline, never from prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from etl.lexicon import words
from etl.parse.dates import Dated, dates_in
from etl.parse.folding import fold
from etl.parse.gazetteer import cities, country_codes
from etl.parse.reading import Reading
from etl.parse.values import Dateline, Span

NOISE = words("header", "noise")
NOISE_STARTS = tuple(sorted(words("header", "noise_starts")))
BESIDE_DAY = words("header", "beside_day")
TEASERS = words("header", "teasers")
TEASER_STARTS = tuple(f"{teaser}{colon}" for teaser in sorted(TEASERS) for colon in (":", " :"))
LETTER_HEADS = frozenset(fold(word) for word in words("organizations_generic", "heads")) | {
    "republique",
    "royaume",
    "principaute",
    "etat",
    "organisation",
    "nations",
    "prefecture",
    "cabinet",
}
NO_CITIES = words("header", "no_cities")
BREADCRUMBS = ("accueil /", "accueil >", "accueil »", "vous etes ici")
TITLE_AT_MOST = 230
TITLE_OPENERS = "«“\"’'0123456789"
HEADER_LINES = 60
_WORD = r"[^\W\d_][\w'.]*"
_PLACE = rf"(?P<city>{_WORD}(?:[ /-]{{1,2}}{_WORD}){{0,5}}?)"
_WEEKDAY = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_DAY = r"\d[\w(). /]{3,24}\d{4}|\d{1,2}(?:er)?\ [^\W\d_]{3,9}\.?|\d\d?[./]\d\d?[./]\d{4}"
_DASH = r"(?:–|—|--|-(?!\w)|(?<=\))\ ?:|‒|―)"
DATELINE = re.compile(
    rf"""[ «"]*(?:{_PLACE}\ ?)?
    (?:,\ ?(?P<region>(?!le\b)[^\W\d_][^\d,()–—:;]{{1,40}}?)\ ?)?
    (?:\((?P<bracket>[^()]{{2,45}})\)\ ?)?
    (?:,?\ ?(?:le\ )?(?P<date>(?:{_WEEKDAY})?\ ?(?:{_DAY}))\ ?)?
    (?:\((?P<agency>[^()]{{2,60}})\)\ ?|/[^/\n]{{2,20}}/\ ?)?
    {_DASH}\ *(?=\S)""",
    re.VERBOSE | re.IGNORECASE,
)
PLACE_AND_DAY = re.compile(
    r"(?:Fait à )?(?P<city>[^\W\d_][\w' -]{1,40}?)(?: ?\((?P<bracket>[^()]{2,40})\))?"
    rf", ?(?:le )?(?P<date>(?:(?:{_WEEKDAY}) )?\d.*)",
    re.IGNORECASE,
)


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


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the header: its trimmed span, words and what it was taken for."""

    start: int
    end: int
    said: str
    folded: str


def read_header(reading: Reading) -> Header:
    """Title, day, dateline and where the body begins."""
    header = Header()
    lines = [trimmed(reading.plain, start, end) for start, end in reading.paragraphs]
    candidates: list[Line] = []
    for line in lines[:HEADER_LINES]:
        if take_dateline(header, line):
            break
        if take_day(header, line):
            continue
        if is_noise(line):
            header.noise.append((line.start, line.end))
            if is_menu(line):
                header.noise += [(one.start, one.end) for one in candidates]
                candidates = []
            continue
        if is_body(line):
            header.body = line.start
            find_late_dateline(header, lines, line)
            break
        candidates.append(line)
        header.body = line.end
    choose_title(header, candidates, len(lines))
    if header.day is None:
        take_last_day(header, lines)
    header.noise += teasers(lines, header.body)
    return header


def find_late_dateline(header: Header, lines: list[Line], first: Line) -> None:
    """A lead or captions may precede the dateline; there it has to name a listed place."""
    body = header.body
    for line in [line for line in lines if line.start > first.start][:24]:
        match = DATELINE.match(line.said[:160])
        if (
            match
            and match["city"]
            and is_capitals(match["city"])
            and is_place(match["city"])
            and take_dateline(header, line)
        ):
            break
    header.body = body


def trimmed(plain: str, start: int, end: int) -> Line:
    """A line without the spaces around it."""
    raw = plain[start:end]
    said = raw.strip()
    start += len(raw) - len(raw.lstrip())
    return Line(start, start + len(said), said, fold(said) if len(said) < 400 else "")


def is_noise(line: Line) -> bool:
    """Menus, labels, credits: short lines that say nothing of the release."""
    if len(line.said) > TITLE_AT_MOST:
        return False
    said = line.folded.strip(" |>/·•*-–:[]")
    if not said or not any(char.isalpha() for char in said) or said in NOISE:
        return True
    if len(line.said) < 160 and (line.folded.startswith(NOISE_STARTS) or is_menu(line)):
        return True
    parts = [part.strip() for part in re.split(r"[|>/·•]", line.folded)]
    if len(line.said) < 60 and all(word in NOISE or len(word) < 3 for word in said.split()):
        return True
    motto = len(line.said) < 60 and len(re.findall(r" [–—-] ", line.said)) > 1
    return motto or (len(parts) > 1 and all(not part or part in NOISE or len(part) < 4 for part in parts))


def is_menu(line: Line) -> bool:
    """A bar of links or a breadcrumb."""
    said = line.said
    if len(said) > 200:
        return False
    joined = " | " in said or " > " in said or " › " in said or said.count(" / ") > 1 or said.count(" · ") > 1
    return (joined or line.folded.startswith(BREADCRUMBS)) and not dates_in(said)


def is_body(line: Line) -> bool:
    """Prose: a long line, or one that ends as a sentence does and has the length of one."""
    if len(line.said) > TITLE_AT_MOST:
        return True
    return len(line.said) > 120 and line.said.endswith((".", ".»", ".”", '."', ". »", " :", ";"))


def take_day(header: Header, line: Line) -> bool:
    """Read a line that gives the day and little else."""
    if len(line.said) > 110 or not any(char.isdigit() for char in line.said):
        return False
    match = PLACE_AND_DAY.match(line.said)
    if match and is_place(match["city"]):
        dated = day_in(match["date"])
        if dated and len(match["date"]) - (dated.end - dated.start) <= 12:
            give_day(header, dated, line.start + match.start("date"))
            if header.dateline is None:
                give_dateline(header, match["city"], match["bracket"], Span(line.start + match.start("city"), line.end))
            return True
    dated = day_in(line.said)
    if dated is None:
        return False
    beside = re.findall(r"[^\W\d_]+", fold(line.said[: dated.start] + " " + line.said[dated.end :]))
    if any(word not in BESIDE_DAY for word in beside) and not re.search(
        r"\d ?[-–|] ", line.said[dated.end - 1 : dated.end + 4]
    ):
        return False
    if len(beside) > 9:
        return False
    if header.day is None:
        give_day(header, dated, line.start)
    return True


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


def is_place(said: str) -> bool:
    """Whether the words are a listed place."""
    folded = fold(said)
    return (
        folded in cities()
        or folded in country_codes()
        or all(part.strip() in cities() for part in re.split(r" et |/|,", folded))
    )


def take_dateline(header: Header, line: Line) -> bool:
    """Read «LYON (France) – …» at the line's start; the body begins behind it."""
    match = DATELINE.match(line.said[:160])
    if not match or (match.end() >= len(line.said)) or len(line.said) - match.end() < 25:
        return False
    city, region, bracket = match["city"], match["region"], match["bracket"]
    if city and not (is_capitals(city) or is_place(city)):
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
    if city and fold(city) in NO_CITIES:
        return False
    if bracket and bracket.isupper() and len(bracket) < 7 and fold(bracket) not in country_codes():
        bracket = None
    country = bracket or (region.strip() if region and not dates_in(region) else None)
    country_end = match.end("bracket") + 1 if bracket else match.end("region") if country else match.end("city")
    if match["date"]:
        dated = day_in(match["date"])
        country_end = max(country_end, match.end("date"))
        if dated:
            give_day(header, dated, line.start + match.start("date"))
    begin = match.start("city") if city else match.start("bracket") - 1
    give_dateline(header, city.strip() if city else None, country, Span(line.start + begin, line.start + country_end))
    header.body = line.start + match.end()
    return True


def is_capitals(city: str) -> bool:
    """Whether the words are written in capitals, small words aside."""
    parts = [
        part for part in re.findall(r"[^\W\d_]+", city) if part not in ("de", "d", "et", "la", "le", "l", "sur", "du")
    ]
    return bool(parts) and all(part.isupper() for part in parts)


def choose_title(header: Header, candidates: list[Line], count: int) -> None:
    """The first line that looks like a title: kickers and lines in capitals count only where no other does.

    Of several lines in capitals, letter-heads come first and the title last.
    """
    fit = [line for line in candidates if looks_like_title(line)]
    if not fit or len(fit) == count:
        return
    plain = [line for line in fit if not line.said.isupper()]
    capitals = [line for line in fit if line.said.isupper() and len(line.said.split()) > 4]
    plain = without_menus(plain)
    long = next((line for line in plain if not is_label(line)), None)
    best = long or (capitals[-1] if capitals else (plain or fit)[0])
    header.title = Span(best.start, best.end)
    header.noise += [(line.start, line.end) for line in candidates if line.said.isupper() and line is not best]


def is_label(line: Line) -> bool:
    """A kicker of up to four words, or a letter-head: a body's name with no more to it."""
    if line.said[-1] in "!?":
        return False
    first = line.folded.split()[0].split("-")[0]
    return len(line.said.split()) <= 4 or (
        first in LETTER_HEADS and ":" not in line.said and len(line.said.split()) < 10
    )


def without_menus(lines: list[Line]) -> list[Line]:
    """Leave out runs of three or more short lines one below the other: menus whose words no list knows."""
    kept: list[Line] = []
    run: list[Line] = []
    for line in [*lines, None]:
        if line is not None and len(line.said.split()) <= 4 and (not run or line.start - run[-1].end <= 2):
            run.append(line)
            continue
        kept += run if len(run) < 3 else []
        run = []
        if line is not None:
            kept.append(line)
    return kept


def looks_like_title(line: Line) -> bool:
    """A line of three words to a screen's width that ends like no sentence."""
    said = line.said
    if len(said.split()) < 3 or not (said[0].isalpha() or said[0].isupper() or said[0] in TITLE_OPENERS):
        return False
    if said.endswith((".", ",", ";", ":")) and not said.endswith(("B.C.N.", "...")):
        return False
    return not (said[0] in '«“"' and said[-1] in '»”"')


def take_last_day(header: Header, lines: list[Line]) -> None:
    """«Fait à Lyon, le 3 mars 2010» near the end."""
    for line in lines[-6:]:
        if len(line.said) < 70 and line.start > header.body:
            match = PLACE_AND_DAY.match(line.said)
            dated = day_in(match["date"]) if match and is_place(match["city"]) else None
            if match and dated and len(match["date"]) - (dated.end - dated.start) <= 3:
                give_day(header, dated, line.start + match.start("date"))
                if header.dateline is None:
                    give_dateline(header, match["city"], match["bracket"], Span(line.start, line.end))


def teasers(lines: list[Line], body: int) -> list[tuple[int, int]]:
    """Spans of other stories' teasers, and of credits and cookie lines in the body."""
    spans: list[tuple[int, int]] = []
    inside = False
    for line in lines:
        if line.start < body:
            continue
        said = line.folded.strip(" :|>-–•")
        if said in TEASERS or (len(line.said) < 200 and said.startswith(TEASER_STARTS)):
            inside = True
        elif inside and (len(line.said) > 320 or said.startswith(("contact", "note aux", "a propos", "notes aux"))):
            inside = False
        if inside or (len(line.said) < 160 and is_noise(line)):
            spans.append((line.start, line.end))
    return spans
