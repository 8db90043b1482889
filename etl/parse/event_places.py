"""Where events took place: «…, à Bridgetown (Barbade)», «Berlin accueillera …», «dont le Gabon sera l’hôte»."""

from __future__ import annotations

from bisect import bisect_left

from etl.lexicon import words
from etl.parse.gatherings import Gathering
from etl.parse.places import Places
from etl.parse.reading import Reading

INTRODUCING = words("events", "introducing")
HELD = words("events", "held")
OPENED = words("events", "opened")
CLOSED = words("events", "closed")
TAKING_PLACE = HELD | OPENED | CLOSED
HOSTING = words("events", "hosting")
THEN = words("events", "then")
WHERE = frozenset(["à", "en", "au", "aux"])
MEETING = tuple(sorted(words("events", "meeting")))
HOSTS = words("events", "hosts")
ANOTHER = words("events", "another")
OPENERS = words("events", "place_openers")
PLACE_BEHIND = 18  # tokens
SHORT = 14  # tokens of «L’an dernier, à Riga, la 77e session …»

Place = tuple[str | None, str | None]  # city and country, as written
NOWHERE: Place = (None, None)


class EventPlaces:
    """Finds the places of the gatherings of a text, all of whose names are known."""

    def __init__(self, reading: Reading, places: Places, named: set[int]) -> None:
        self.reading = reading
        self.places = places
        self.named = named
        self.hosts = reading.positions(HOSTING | HOSTS)

    def place(self, first: int, last: int) -> Place:
        """City and country: «…, à Bridgetown (Barbade)», «Berlin accueillera …», «à Gand, lors du XVIIIe Congrès»."""
        begin, after = self.reading.sentence_of(first)
        host = self.host(begin, first, after)
        bracketed = self.places.bracketed(last + 1)
        city, country = bracketed or self.places.where(
            last + 1, self.before_another(last + 1, min(after, last + PLACE_BEHIND))
        )
        if city is None and country is None and (host is not None or self.introduced(begin, first)):
            city, country = self.places.last_where(self.clause(begin, first), first)
            if city is None and country is None:
                city, country = self.places.last_where(begin, first)
        if host is not None:
            kind, name = host
            return (city or name, country) if kind == "city" else (city, country or name)
        return city, country

    def before_another(self, first: int, after: int) -> int:
        """Where the name of another event, or what comes then, begins between two tokens, else `after`."""
        return next((at for at in range(first, after) if at in self.named or self.reading.low[at] in THEN), after)

    def before_then(self, first: int, after: int) -> int:
        """Where «puis» stands between two tokens, else `after`."""
        return next((at for at in range(first, after) if self.reading.low[at] in THEN), after)

    def clause(self, begin: int, first: int) -> int:
        """Where the sentence begins to speak of the event named at token `first`: behind another one’s name."""
        ends = (at + 1 for at in range(first - 1, begin - 1, -1) if at in self.named or self.reading.low[at] in THEN)
        return next(ends, begin)

    def host(self, begin: int, first: int, after: int) -> tuple[str, str] | None:
        """«L’Indonésie accueillera …», «désigné Wellington pour accueillir …»: the host, city or country."""
        low = self.reading.low
        verbs = self.hosts[bisect_left(self.hosts, begin) : bisect_left(self.hosts, after)]
        if not verbs:
            return None
        verb = max((i for i in verbs if i < first), default=verbs[0])
        for i in range(verb - 1, begin - 1, -1):
            one = self.places.at.get(i)
            who = one is not None and low[one.last + 1 : one.last + 3] == [",", "qui"]
            if one is not None and one.entry.kind in ("city", "country") and (who or low[i - 1] not in WHERE):
                return one.entry.kind, self.places.written(one.first, one.last)
        return None

    def introduced(self, begin: int, first: int) -> bool:
        """Whether the sentence comes to the event by «lors de», «à l’occasion de», «à La Haye, à la Conférence»."""
        low = self.reading.low
        led = any(word in INTRODUCING for word in low[max(begin, first - 5) : first])
        joint = any(word in ("pour", "à", "au", "par", "devant") for word in low[max(begin, first - 2) : first])
        to = joint and "," in low[max(begin, first - 4) : first]
        met = joint and any(word.startswith(MEETING) for word in low[begin:first])
        there = "y" in low[max(begin, first - 4) : first]
        opened = low[begin] in OPENERS and low[max(begin, first - 2) : first - 1] == [","] and first - begin < SHORT
        return low[begin].startswith("réuni") or led or to or met or there or opened

    def said_again(self, i: int, *, here: bool) -> Place:
        """«L’Assemblée générale s’est ouverte à Riga», where token i says the gathering again.

        What is taking place `here` is not what «se tiendra à Riga» tells of.
        """
        low = self.reading.low
        begin, after = self.reading.sentence_of(i)
        if i in self.named or low[i - 1] not in ("la", "l'", "le", "cette", "ce"):
            return NOWHERE
        if low[i + 1 : i + 2] in (["de"], ["d'"]) and (one := self.places.at.get(i + 2)) and one.entry.kind == "city":
            return self.places.written(one.first, one.last), self.places.bracket_country(one.last)
        verb = next((at for at in range(i + 1, min(after, i + 12)) if low[at] in TAKING_PLACE), None)
        if verb is None or (here and low[verb].endswith("ra")) or self.another(begin, i):
            return NOWHERE
        between = low[i + 1 : verb + 1]
        return self.places.where(verb if len(between) > 7 else i + 1, min(after, verb + 9))

    def another(self, begin: int, first: int) -> bool:
        """«la prochaine édition de l’Atelier»: the words before token `first` tell of another gathering."""
        return any(word in ANOTHER for word in self.reading.low[max(begin, first - 5) : first])

    def next_sentence(self, one: Gathering) -> tuple[int, int]:
        """First and after-last token of the sentence behind the one that first names the event."""
        _, after = self.reading.sentence_of(one.first)
        return self.reading.sentence_of(after) if after < self.reading.count else (after, after)
