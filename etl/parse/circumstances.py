"""Where and when events took place, from the sentences that name them or say them again.

«…, à Bridgetown (Barbade)», «Berlin accueillera …», «ce sommet de deux jours (16 et 17 novembre)», «en 2014».
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from etl.lexicon import words
from etl.parse.dates import YEAR, Dated
from etl.parse.gatherings import Gathering
from etl.parse.header import Header
from etl.parse.places import Places
from etl.parse.reading import Reading

AGAIN = words("events", "again")
INTRODUCING = words("events", "introducing")
HELD = words("events", "held")
LED_ON = words("events", "led_on")
DEMONSTRATIVE = words("events", "demonstrative")
AS_FAR_AS = 12_000  # characters
DATE_BEHIND, YEAR_BEHIND, PLACE_BEHIND = 140, 60, 18  # characters, characters, tokens
BODY_OPENS = 60  # tokens

Place = tuple[str | None, str | None]  # city and country, as written


class Circumstances:
    """Finds place and date of the gatherings of a text, all of which are known."""

    def __init__(
        self, reading: Reading, header: Header, places: Places, dates: list[Dated], found: list[Gathering]
    ) -> None:
        self.reading = reading
        self.header = header
        self.places = places
        self.dates = dates
        self.date_starts = [dated.start for dated in dates]
        self.found = found
        self.named = {i for one in found for first, last in one.places for i in range(first, last + 1)}

    def tell(self, one: Gathering) -> None:
        """Give the event its place and date."""
        for first, last in one.places:
            if one.city is None and one.country is None:
                one.city, one.country = self.place(first, last)
            if one.dated is None and one.year is None:
                self.date(one, first, last)
        if one.dated is None and one.year is None:
            one.dated = self.date_said_again(one)
        if one.city is None and one.country is None and one is self.found[0]:
            one.city, one.country = self.place_said_again(one)
        dateline = self.header.dateline
        if one.city is None and one.country is None and one.year is None and dateline and self.held_here(one):
            one.city, one.country = dateline.city, dateline.country

    def place(self, first: int, last: int) -> Place:
        """City and country: «…, à Bridgetown (Barbade)», «Berlin accueillera …», «à Gand, lors du XVIIIe Congrès»."""
        begin, after = self.reading.sentence_of(first)
        host = self.host(begin, first, after)
        city, country = self.places.where(last + 1, min(after, last + PLACE_BEHIND))
        if city is None and country is None and (host is not None or self.introduced(begin, first)):
            city, country = self.places.where(begin, first)
        if host is not None:
            kind, name = host
            return (city or name, country) if kind == "city" else (city, country or name)
        return city, country

    def host(self, begin: int, first: int, after: int) -> tuple[str, str] | None:
        """«L’Indonésie accueillera …», «désigné Wellington pour accueillir …»: the host, city or country."""
        low = self.reading.low
        verbs = [i for i in range(begin, after) if low[i].startswith("accueill")]
        if not verbs:
            return None
        verb = max((i for i in verbs if i < first), default=verbs[0])
        for i in range(verb - 1, begin - 1, -1):
            one = self.places.at.get(i)
            if one is not None and one.entry.kind in ("city", "country") and low[i - 1] not in ("à", "en", "au", "aux"):
                return one.entry.kind, self.places.written(one.first, one.last)
        return None

    def introduced(self, begin: int, first: int) -> bool:
        """Whether the sentence comes to the event by «lors de», «à l’occasion de», «à La Haye, à la Conférence»."""
        low = self.reading.low
        led = any(word in INTRODUCING for word in low[max(begin, first - 5) : first])
        joint = any(word in ("pour", "à", "au") for word in low[max(begin, first - 2) : first])
        to = joint and "," in low[max(begin, first - 4) : first]
        return low[begin].startswith("réuni") or led or to

    def place_said_again(self, one: Gathering) -> Place:
        """«L’Assemblée générale s’est ouverte à Riga»: the place of the gathering the release is about."""
        low = self.reading.low
        for i in self.reading.positions(AGAIN | {one.head}):
            if i in self.named or low[i - 1] not in ("la", "l'", "le", "cette", "ce"):
                continue
            _, after = self.reading.sentence_of(i)
            if any(word in HELD for word in low[i + 1 : min(after, i + 8)]):
                city, country = self.places.where(i + 1, min(after, i + 14))
                if city or country:
                    return city, country
        return None, None

    def date(self, one: Gathering, first: int, last: int) -> None:
        """The date behind the name in its sentence, else before it; a bare year counts with «en»."""
        reading = self.reading
        begin, after = reading.sentence_of(first)
        sentence, name_end, high = reading.starts[begin], reading.ends[last], reading.ends[after - 1]
        behind = self.dates_between(name_end, min(high, name_end + DATE_BEHIND))
        if behind:
            one.dated = behind[0]
            return
        one.year = self.year_behind(name_end, min(high, name_end + YEAR_BEHIND))
        if one.year is None:
            self.date_before(one, begin, first, sentence)

    def year_behind(self, start: int, end: int) -> int | None:
        """«en 2014», «(2014)» between two characters."""
        plain = self.reading.plain
        year = YEAR.search(plain, start, end)
        told = year is not None and plain[max(0, year.start() - 3) : year.start()] in ("en ", " (", "n, ", "de ")
        return int(year[0]) if year is not None and told else None

    def date_before(self, one: Gathering, begin: int, first: int, sentence: int) -> None:
        """«Le 3 mai, lors de …»: the date or year before the name, where the sentence leads up to the event."""
        plain, name_start = self.reading.plain, self.reading.starts[first]
        hosted = "accueill" in plain[sentence:name_start]
        if one.kind != "operation" and not hosted and not self.introduced(begin, first):
            return
        before = self.dates_between(sentence, name_start - 1)
        if before:
            one.dated = before[-1]
        elif year := YEAR.search(plain, sentence, name_start):
            one.year = int(year[0])

    def date_said_again(self, one: Gathering) -> Dated | None:
        """«ce sommet de deux jours (16 et 17 novembre)», «la conférence … (9 - 11 avril)»: said again with its date.

        For the gathering that the release is about, «Pendant trois jours (17-19 juin)» will do.
        """
        start, low = self.reading.starts[one.first], self.reading.low
        is_first = one is self.found[0]
        again = AGAIN | {one.head} if is_first else {one.head}
        for dated in self.dates_between(start, start + AS_FAR_AS):
            if not dated.low[2]:
                continue
            at = self.reading.token_at(dated.start)
            in_days = is_first and low[at - 1] == "(" and low[at - 2] == "jours" and self.held_here(one)
            if in_days or self.said_before(again, at) or self.led_on(one, at):
                return dated
        return None

    def said_before(self, again: frozenset[str] | set[str], at: int) -> bool:
        """Whether «ce sommet», no event's name itself, stands shortly before token `at` in its sentence."""
        low, (begin, _) = self.reading.low, self.reading.sentence_of(at)
        return any(
            low[i] in again and low[i - 1] in DEMONSTRATIVE and i not in self.named
            for i in range(max(begin, at - 16), at)
        )

    def led_on(self, one: Gathering, at: int) -> bool:
        """«Menée du 10 au 28 mars, …»: the sentence behind the one that names an operation opens with its days."""
        begin, _ = self.reading.sentence_of(at)
        _, after = self.reading.sentence_of(one.first)
        opens = self.reading.low[begin] in LED_ON and at - begin < 8
        return one.kind == "operation" and opens and 0 <= begin - after < 40

    def dates_between(self, start: int, end: int) -> list[Dated]:
        """Dates that begin at characters start to end."""
        return self.dates[bisect_left(self.date_starts, start) : bisect_right(self.date_starts, end)]

    def held_here(self, one: Gathering) -> bool:
        """Whether the release tells of the event from its place: the first gathering of the first sentences."""
        return (
            one.kind in ("assembly", "conference", "summit", "meeting", "training")
            and one.first < BODY_OPENS + self.reading.token_at(self.header.body)
            and self.found[0] is one
        )
