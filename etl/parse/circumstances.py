"""Where and when events took place, from the sentences that name them or say them again.

«ce sommet de deux jours (16 et 17 novembre)», «ouverte lundi», «en 2014»; places are found by `event_places`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from etl.lexicon import words
from etl.parse.dates import YEAR, Dated, Parts
from etl.parse.event_days import Days, moved
from etl.parse.event_places import CLOSED, HELD, HOSTING, OPENED, EventPlaces
from etl.parse.folding import fold
from etl.parse.gatherings import Gathering
from etl.parse.header import Header
from etl.parse.places import Places
from etl.parse.reading import Reading

AGAIN = words("events", "again")
LED_ON = words("events", "led_on")
DEMONSTRATIVE = words("events", "demonstrative")
OPENING = words("events", "opening")
PRESENT = words("events", "present")
CLOSING = words("events", "closing")
AS_FAR_AS = 12_000  # characters
DATE_BEHIND, YEAR_BEHIND = 140, 60  # characters
MONTH_BEHIND, VERB_NEAR, NOUN_NEAR = 25, 8, 4  # tokens
BODY_OPENS = 60  # tokens
OPENS_WITH = 4  # tokens: «Pendant trois jours, …»
NAMED_AT_FIRST = 4  # times
WHOLE_DAY = 10  # characters of an ISO day
FAR_OFF = 21  # days


class Circumstances:
    """Finds place and date of the gatherings of a text, all of which are known."""

    def __init__(
        self, reading: Reading, header: Header, places: Places, dates: list[Dated], found: list[Gathering]
    ) -> None:
        self.reading = reading
        self.header = header
        self.days = Days(reading, header.day, dates)
        self.found = found
        self.named = {i for one in found for first, last in one.places for i in range(first, last + 1)}
        self.places = EventPlaces(reading, places, self.named)

    def tell(self, one: Gathering) -> None:
        """Give the event its place and date."""
        for first, last in one.places:
            begin, _ = self.reading.sentence_of(first)
            if first != one.first and self.places.another(begin, first):
                continue
            if one.city is None and one.country is None:
                one.city, one.country = self.places.place(first, last)
            if one.dated is None and one.year is None:
                self.date(one, first, last)
        if one.dated is None and one.year is None:
            one.dated = self.date_said_again(one) or self.told_day(one) or self.month(one)
        elif one.dated is not None and one.dated.low == one.dated.high:
            one.dated = self.through(one, one.dated)
        if one.city is None and one.country is None:
            self.place_said_again(one)
        self.place_of_dateline(one)

    def place_of_dateline(self, one: Gathering) -> None:
        """The dateline's place, where the release tells of the event from there; its country for the same city."""
        dateline = self.header.dateline
        if dateline is None:
            return
        if one.city is None and one.country is None and one.year is None and self.held_here(one):
            one.city, one.country = dateline.city, dateline.country
        elif one.city and one.country is None and fold(one.city) == fold(dateline.city or ""):
            one.country = dateline.country

    def place_said_again(self, one: Gathering) -> None:
        """The place of the gathering the release is about, wherever it is said again; of another, one sentence on."""
        again = AGAIN | {one.head}
        here = self.held_here(one)
        for i in self.reading.positions(again) if one is self.found[0] else self.in_next_sentence(one, again):
            one.city, one.country = self.places.said_again(i, here=here)
            if one.city or one.country:
                return

    def in_next_sentence(self, one: Gathering, wanted: frozenset[str]) -> list[int]:
        """The tokens that are one of `wanted` in the sentence behind the event's first name."""
        begin, after = self.places.next_sentence(one)
        return [i for i in range(begin, after) if self.reading.low[i] in wanted]

    def date(self, one: Gathering, first: int, last: int) -> None:
        """The date behind the name in its sentence, else before it; a bare year counts with «en»."""
        reading = self.reading
        begin, after = reading.sentence_of(first)
        day = self.header.day_span  # a dateline's day is no event's
        sentence = max(reading.starts[begin], day.end if day and day.end < reading.starts[first] else 0)
        name_end, high = reading.ends[last], reading.ends[after - 1]
        high = min(high, reading.ends[self.places.before_then(last + 1, after) - 1])
        named = YEAR.match(reading.plain, name_end + 1)  # «INTERPOL World 2017»
        year = int(named[0]) if named else None
        behind = self.days.between(name_end, min(high, name_end + DATE_BEHIND), year)
        if behind:
            one.dated = behind[0]
            return
        one.year = self.year_behind(name_end, min(high, name_end + YEAR_BEHIND))
        if one.year is None:
            self.date_before(one, begin, first, sentence)

    def through(self, one: Gathering, dated: Dated) -> Dated:
        """A first or last day with the other one, where the text tells it: «ouverte lundi, s’achèvera le 10»."""
        at = self.reading.token_at(dated.start)
        phase = next((phase for i in range(at - 1, max(-1, at - 5), -1) if (phase := self.phase(i))), "held")
        phases, lasting = self.all_phases(one)
        return self.joined({**phases, phase: dated}, lasting) or dated

    def year_behind(self, start: int, end: int) -> int | None:
        """«en 2014», «(2014)», «Coupe du monde 2014» between two characters."""
        plain = self.reading.plain
        year = YEAR.search(plain, start, end)
        told = year is not None and (
            plain[max(0, year.start() - 3) : year.start()] in ("en ", " (", "n, ", "de ") or year.start() <= start + 1
        )
        return int(year[0]) if year and told else None

    def date_before(self, one: Gathering, begin: int, first: int, sentence: int) -> None:
        """«Le 3 mai, lors de …»: the date or year before the name, where the sentence leads up to the event."""
        if one.kind != "operation" and not self.leads_up(begin, first):
            return
        starts, clause = self.reading.starts, self.places.clause(begin, first)
        lead = self.places.before_another(begin, first)
        clause = clause if clause == begin or self.leads_up(clause, first) else first
        for start, end in ((max(sentence, starts[clause]), starts[first]), (sentence, starts[lead])):
            before = self.days.between(start, end)
            year = YEAR.search(self.reading.plain, start, end)
            if before:
                one.dated = before[-1]
                return
            if year:
                one.year = int(year[0])
                return

    def leads_up(self, begin: int, first: int) -> bool:
        """Whether the sentence leads up to the event that it names at token `first`."""
        hosted = not HOSTING.isdisjoint(self.reading.low[begin:first])
        return hosted or self.places.introduced(begin, first)

    def date_said_again(self, one: Gathering) -> Dated | None:
        """«ce sommet de deux jours (16 et 17 novembre)», «la conférence … (9 - 11 avril)»: said again with its date.

        For the gathering that the release is about, «Pendant trois jours (17-19 juin)» will do.
        """
        low, is_first = self.reading.low, one is self.found[0]
        start = self.header.body if is_first else self.reading.starts[one.first]
        again = AGAIN | {one.head} if is_first else {one.head}
        _, behind = self.reading.sentence_of(one.first)
        for dated in self.days.between(start, start + AS_FAR_AS):
            if not dated.low[2]:
                continue
            at = self.reading.token_at(dated.start)
            in_days = is_first and low[at - 2 : at] == ["jours", "("] and self.lasts(at - 4)
            closely = not is_first and self.reading.sentence_of(at)[0] == behind and self.said_before(AGAIN, at)
            if in_days or closely or self.said_before(again, at) or self.led_on(one, at):
                return dated if dated.low != dated.high else self.through(one, dated)
        return None

    def lasts(self, at: int) -> bool:
        """«Pendant trois jours (17-19 juin)», «ce sommet de trois jours (…)», not «sa visite de deux jours (…)»."""
        low = self.reading.low
        return at > 0 and (low[at] in ("pendant", "durant") or low[at - 1] in AGAIN)

    def said_before(self, again: frozenset[str] | set[str], at: int) -> bool:
        """Whether «ce sommet», no event's name itself, stands shortly before token `at` in its sentence."""
        low, (begin, _) = self.reading.low, self.reading.sentence_of(at)
        return any(
            low[i] in again
            and low[i - 1] in DEMONSTRATIVE
            and i not in self.named
            and not self.places.another(begin, i)
            for i in range(max(begin, at - 16), at)
        )

    def led_on(self, one: Gathering, at: int) -> bool:
        """«Menée du 10 au 28 mars, …»: the sentence behind the one that names an operation opens with its days."""
        begin, _ = self.reading.sentence_of(at)
        _, after = self.reading.sentence_of(one.first)
        opens = self.reading.low[begin] in LED_ON and at - begin < 8
        return one.kind == "operation" and opens and 0 <= begin - after < 40

    def told_day(self, one: Gathering) -> Dated | None:
        """«s’est ouverte lundi», «qui se tenait depuis mercredi»: first and last day by the day of the release."""
        return self.joined(*self.all_phases(one))

    def all_phases(self, one: Gathering) -> tuple[dict[str, Dated], int | None]:
        """The days told by the release's in the sentences that name the event, and how many it lasts."""
        phases: dict[str, Dated] = {}
        if one.kind == "operation":
            return phases, None
        lasting = self.lasting_again(one) if one is self.found[0] else None
        begin, after = self.places.next_sentence(one)
        if self.reading.low[begin : begin + 1] and self.says_again(begin):
            phases = self.phases(begin, after, begin, begin)
        for first, last in one.places[:NAMED_AT_FIRST]:
            begin, after = self.reading.sentence_of(first)
            phases = {**phases, **self.phases(begin, after, first, last)}
            lasting = lasting or self.days.lasting(last + 1, after) or self.days.lasting(begin, first)
        return phases, lasting

    def says_again(self, begin: int) -> bool:
        """«Les travaux s’achèvent jeudi»: a sentence that opens with the gathering said again."""
        low = self.reading.low
        return low[begin] in DEMONSTRATIVE and low[begin + 1 : begin + 2] != [] and low[begin + 1] in AGAIN

    def lasting_again(self, one: Gathering) -> int | None:
        """«Durant la conférence de trois jours»: how long it lasts, said elsewhere."""
        low = self.reading.low
        begin, after = self.places.next_sentence(one)
        if days := self.days.lasting(begin, min(after, begin + OPENS_WITH)):
            return days
        for i in self.reading.positions(AGAIN | {one.head}):
            if low[i - 1] in DEMONSTRATIVE and i not in self.named:
                days = self.days.lasting(i + 1, min(i + 8, len(low)))
                if days:
                    return days
        return None

    def phases(self, begin: int, after: int, first: int, last: int) -> dict[str, Dated]:
        """The days by which the sentence begin..after says that the event at first..last opened, closed, was held."""
        found: dict[str, Dated] = {}
        for at in range(begin, after):
            if first <= at <= last or not self.days.may_tell(at):
                continue
            phase, verb = self.phase_of(at, begin, after, first)
            if phase:
                future = self.reading.low[verb] in PRESENT or self.reading.low[verb].endswith(("ra", "ront"))
                dated = self.days.told(at, future=future)
                if dated is not None:
                    found.setdefault(phase, dated)
        return found

    def phase_of(self, at: int, begin: int, after: int, first: int) -> tuple[str, int]:
        """What the day at token `at` is of the event named at token `first`, and the word that tells."""
        low = self.reading.low
        for i in range(max(begin, first - NOUN_NEAR), first):
            if low[i] in OPENING | CLOSING and at < first:
                return ("opened" if low[i] in OPENING else "closed"), i
        near = [i for i in range(max(begin, at - VERB_NEAR), min(after, at + 4)) if self.phase(i)]
        if not near:
            return "", at
        verb = min(near, key=lambda i: abs(i - at) + (i > at))
        if low[at - 1] == "depuis" or low[at - 2 : at] == ["depuis", "le"]:
            return "opened", verb
        return self.phase(verb), verb

    def phase(self, i: int) -> str:
        """Whether token i says that a gathering opens, closes or is held."""
        word = self.reading.low[i]
        return "opened" if word in OPENED else "closed" if word in CLOSED else "held" if word in HELD else ""

    def joined(self, phases: dict[str, Dated], lasting: int | None) -> Dated | None:
        """From the first to the last day; how long it lasted tells the one from the other."""
        low, high = phases.get("opened") or phases.get("held"), phases.get("closed")
        if low and high and low.low[0] and high.high[0]:
            return replace(low, high=high.high) if in_order(low.low, high.high) else high
        if low and lasting:
            return replace(low, high=moved(low, lasting - 1))
        if high and lasting:
            return replace(high, low=moved(high, 1 - lasting))
        return low

    def month(self, one: Gathering) -> Dated | None:
        """«…, prévue en mai», «menée l’an dernier»: a month or a year by the release's."""
        for first, last in one.places:
            begin, after = self.reading.sentence_of(first)
            until = self.places.before_another(last + 1, min(after, last + MONTH_BEHIND))
            found = self.days.month(last + 1, until)
            if found is None and (one.kind == "operation" or self.leads_up(begin, first)):
                found = self.days.month(self.places.clause(begin, first), first)
            if found is not None:
                return found
        return None

    def is_far_off(self, one: Gathering) -> bool:
        """Whether the event begins weeks after the release: nobody tells of it from its place."""
        first = (one.dated.edtf(self.header.year) or "").split("/")[0] if one.dated else ""
        if len(first) != WHOLE_DAY or not self.header.day:
            return False
        return (date.fromisoformat(first) - date.fromisoformat(self.header.day)).days > FAR_OFF

    def held_here(self, one: Gathering) -> bool:
        """Whether the release tells of the event from its place: the first gathering of its first sentences, soon."""
        return (
            not self.is_far_off(one)
            and one.kind in ("assembly", "conference", "summit", "meeting", "training")
            and one.first < BODY_OPENS + self.reading.token_at(self.header.body)
            and self.found[0] is one
        )


def in_order(first: Parts, last: Parts) -> bool:
    """Whether the one date is not behind the other, as far as both are told: a year is before a day in it."""
    told = [(one, other) for one, other in zip(first, last, strict=True) if one and other]
    return [one for one, _ in told] <= [other for _, other in told]
