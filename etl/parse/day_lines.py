"""The line that gives the release's day and little else: «Publié le 3 mars 2010 à 12h», «Lyon, le 3 mars 2010»."""

from __future__ import annotations

import re

from etl.lexicon import load
from etl.parse.datelines import PLACE, Header, dateline_at, day_in, give_dateline, give_day
from etl.parse.dates import Dated, dates_in
from etl.parse.folding import fold, fold_line
from etl.parse.header_lines import NOISE, TITLE_AT_MOST, Line
from etl.parse.town_names import BESIDE_DAY, is_capitals, is_named, is_place, names_land
from etl.parse.values import Span

_WEEKDAY = "|".join(load("dates")["weekdays"])
PLACE_AND_DAY = re.compile(
    r"(?:Fait à )?(?P<city>[^\W\d_][\w' -]{1,40}?)(?: ?\((?P<bracket>[^()]{2,40})\))?"
    rf" ?[,|–-] ?(?:le )?(?P<date>(?:(?:{_WEEKDAY}) )?\d.*)",
    re.IGNORECASE,
)
PUBLISHED = re.compile(
    r"(?:\A|[-–|•·/] ?|\Apar \D{2,80}[ (])(?:publiée?|mise? en ligne|date de publication)"
    rf"(?: le)? ?:? ?(?=\d|{_WEEKDAY})",
    re.IGNORECASE,
)
LAST_DAY = re.compile(r"(?:Fait )?le (?:[^\W\d_]{5,8} )?\d.{5,20}\Z", re.IGNORECASE)
INITIALS = re.compile(r"(?:\A|(?<=[,|/–-] ))[A-Z]{2,7}(?= ?[,|/–-])")  # «Communiqués, DFJP, 3.5.2012»
LONGEST = 110  # characters of a day's line; one that goes on with the title may be longer
BEFORE_DAY = re.compile(r" ?[-–—|] ?(?:le )?\Z")
LABELLED = re.compile(r"(?P<label>[^\W\d_][^–—|:]{3,40}?) ?(?:[–—|:]|(?<= )-) ")
DIGIT = re.compile(r"\d")
LONGEST_LAST = 70
SHORT = 40
MOST_BESIDE = 9  # words
FEW_BESIDE = 5
FIRST_CHARACTERS = 10  # what may stand before a day that leads: «Jeudi»
DAY_AT_MOST = 3  # lines that a lead may stand above the day
BEHIND = re.compile(r" ?[-–—|:] (?P<all>(?P<first>[^|–—]+?)(?: [-–—|] .*)?)\Z")


def take_day(header: Header, line: Line) -> bool:
    """Read a line that gives the day and little else, or the day and then the title."""
    if len(line.said) > TITLE_AT_MOST or not DIGIT.search(line.said):
        return False
    if len(line.said) <= LONGEST and take_place_and_day(header, behind_label(line)):
        return True
    published = published_in(line.said)
    dated = published or day_in(line.said)
    if dated is None:
        return False
    if not (published or said_alone(line.said, dated) or leads(line.said, dated)):
        return take_byline(header, line, dated)
    if header.day not in (None, dated.day()) and leads(line.said, dated):  # «11 septembre 2001 : vingt ans après, …»
        return False
    give_day(header, dated, line.start)
    take_place_behind(header, line, dated)
    return True


def behind_label(line: Line) -> Line:
    """What follows the label in «Communiqué de presse – Lyon, le 3 mars 2010», else the line."""
    match = LABELLED.match(line.said)
    if match is None or fold(match["label"]) not in NOISE:
        return line
    said = line.said[match.end() :]
    return line._replace(start=line.start + match.end(), said=said, folded=fold_line(said))


def take_place_and_day(header: Header, line: Line) -> bool:
    """Read «Lyon, le 3 mars 2010»."""
    match = PLACE_AND_DAY.match(line.said)
    if not match or not (is_place(match["city"]) or (", le " in line.folded and is_named(match["city"]))):
        return False
    dated = day_in(match["date"])
    said = dated or next(iter(dates_in(match["date"])), None)
    if not said or len(match["date"]) - (said.end - said.start) > 12:
        return False
    if dated:  # «Tunis, 22 et 23 octobre 2012» is a place alone
        give_day(header, dated, line.start + match.start("date"))
    if header.dateline is None:
        give_dateline(header, match["city"], match["bracket"], Span(line.start + match.start("city"), line.end))
    return True


def take_place_behind(header: Header, line: Line, dated: Dated) -> None:
    """Read the place in «3 mars 2010 - Ottawa (Ontario) - Affaires mondiales»."""
    behind = BEHIND.match(line.said, dated.end)
    match = PLACE.fullmatch(behind["first"]) if behind and header.dateline is None else None
    if behind and match and is_place(match["city"]):
        start = line.start + behind.start("first")
        give_dateline(
            header, match["city"], match["bracket"] or match["region"], Span(start, start + len(behind["first"]))
        )


def take_byline(header: Header, line: Line, dated: Dated) -> bool:
    """Read the day of «Par X, Le Quotidien, 3 mai 2010»; the line itself is none of the day."""
    last = dated.end == len(line.said) and line.said[dated.start - 2] in ",–-|"
    if last and line.folded.startswith("par ") and len(line.said) <= LONGEST:
        give_day(header, dated, line.start)
    return False


def said_alone(said: str, dated: Dated) -> bool:
    """Whether beside the day stand only words of publication, initials, other dates, or what a sign parts from it."""
    if len(said) > LONGEST:
        return False
    before, behind = INITIALS.sub(" ", said[: dated.start]), said[dated.end :]
    beside = words_of(before) + words_of(behind)
    parted = re.match(r" ?[-–|] ", behind) or (len(beside) < FEW_BESIDE and re.search(r"[|·•] ?\Z", before))
    return len(beside) <= MOST_BESIDE and (bool(parted) or all(word in BESIDE_DAY for word in beside))


def leads(said: str, dated: Dated) -> bool:
    """Whether the day stands first and a whole title follows: «3 mai 2010 – Trois saisies au port de Riga»."""
    behind = BEHIND.match(said, dated.end) if dated.start < FIRST_CHARACTERS else None
    return behind is not None and len(words_of(behind["all"])) >= FEW_BESIDE and behind["all"][-1] not in ".;:"


def published_in(said: str) -> Dated | None:
    """The day of publication in «Par A. Rey – Publié le 3 mai 2010 à 12h, mis à jour à 18h»."""
    match = PUBLISHED.search(said) if len(said) <= LONGEST else None
    dated = day_in(said[match.end() : match.end() + 40]) if match else None
    if match is None or dated is None or dated.start:
        return None
    found = Dated(match.end(), match.end() + dated.end, dated.low, dated.high)
    tail = re.split(r"[|•·]", said[found.end :])[0]
    known = tail.lstrip().lower().startswith("par ") or all(word in BESIDE_DAY for word in words_of(tail))
    return found if known and len(words_of(tail)) <= MOST_BESIDE else None


def words_of(said: str) -> list[str]:
    """The words of a line that belong to no date, folded."""
    for dated in reversed(dates_in(said)):
        said = said[: dated.start] + " " + said[dated.end :]
    return re.findall(r"[^\W\d_]+", fold(said))


def opens_release(line: Line) -> bool:
    """Whether a line is a day and no more, or begins with a place in capitals and a dash: above it stands the title."""
    match = dateline_at(line.said[:160])
    return is_day(line) or bool(match and match["city"] and is_capitals(match["city"]) and names_land(match["city"]))


def is_day(line: Line) -> bool:
    """Whether a line is a day and no more."""
    dated = day_in(line.said) if len(line.said) < SHORT else None
    return bool(dated and dated.end - dated.start > len(line.said) - FIRST_CHARACTERS)


def is_dated_title(line: Line, after: Line) -> bool:
    """Whether a line that begins with a day is a title: «11 septembre 2001 : vingt ans après», and then the day."""
    dated = day_in(line.said) if line.said[0].isdigit() and is_day(after) else None
    return dated is not None and leads(line.said, dated)


def take_late_day(header: Header, lines: list[Line]) -> None:
    """A lead may stand between the title and the day."""
    line = next((line for line in lines[:DAY_AT_MOST] if opens_release(line)), None)
    if line is not None and header.day is None and not dateline_at(line.said[:160]):
        take_day(header, line)


def take_day_of_title(header: Header, said: str) -> None:
    """«Trois saisies au port de Riga – 3 mai 2010»: the day behind a title is no part of it."""
    dated = next((one for one in reversed(dates_in(said)) if one.day() and one.end == len(said)), None)
    parted = BEFORE_DAY.search(said[: dated.start]) if dated else None
    if dated and parted and header.title and len(words_of(said[: parted.start()])) >= FEW_BESIDE:
        give_day(header, dated, header.title.start)
        header.title = Span(header.title.start, header.title.start + parted.start())


def take_last_day(header: Header, lines: list[Line], teasers: list[tuple[int, int]]) -> None:
    """«Fait à Lyon, le 3 mars 2010» or «Le 3 mars 2010» near the end."""
    for line in lines[-6:]:
        if line.start <= header.body or len(line.said) >= LONGEST_LAST or (line.start, line.end) in teasers:
            continue
        match = PLACE_AND_DAY.match(line.said)
        dated = day_in(match["date"]) if match and is_place(match["city"]) else None
        if match and dated and len(match["date"]) - (dated.end - dated.start) <= 3:
            take_place_and_day(header, line)
        elif LAST_DAY.match(line.said):
            take_day(header, line)
