"""Events of a release: gatherings and operations that have a name, each once under all its names.

The rules stand in `gatherings` and `operations`, place and date in `circumstances`. «la conférence», «cette réunion»
say an event again and make none.
"""

from __future__ import annotations

from etl.lexicon import load
from etl.parse.circumstances import Circumstances
from etl.parse.dates import Dated
from etl.parse.event_names import EventNames
from etl.parse.folding import fold
from etl.parse.gatherings import BY_NAME, Gathering, Gatherings
from etl.parse.gazetteer import Listed
from etl.parse.header import Header
from etl.parse.mentions import mention
from etl.parse.operations import CHRISTENING, Operations
from etl.parse.places import Places
from etl.parse.reading import Reading
from etl.parse.spans import Spans
from etl.parse.values import EventKind, ParsedEvent

HEADS: dict[str, EventKind] = load("events")["heads"]
REMEMBERED = 60  # events, or places of one: no text tells of more at a time


class Events:
    """Finds the events of a text."""

    def __init__(
        self, reading: Reading, header: Header, listed: list[Listed], skipped: Spans, dates: list[Dated]
    ) -> None:
        self.reading = reading
        self.header = header
        self.skipped = skipped
        self.dates = dates
        self.places = Places(reading, listed)
        names = EventNames(reading, self.places, listed)
        self.gatherings = Gatherings(reading, names)
        self.operations = Operations(reading, names)
        self.found: list[Gathering] = []

    def read(self) -> list[ParsedEvent]:
        """All events, each once."""
        for i in self.reading.positions(HEADS.keys() | CHRISTENING | BY_NAME.keys()):
            if not self.skipped.holds(self.reading.starts[i]) and not self.is_inside_last(i):
                for one in self.at(i):
                    self.keep(one)
        elided = (self.gatherings.elided(one) for one in self.found if one.ordinal)
        for one in [*self.operations.editions(self.found), *filter(None, list(elided))]:
            self.keep(one)
        circumstances = Circumstances(self.reading, self.header, self.places, self.dates, self.found)
        for one in self.found:
            circumstances.tell(one)
        return [self.parsed(one) for one in self.found if not self.is_told_by_another(one)]

    def is_told_by_another(self, one: Gathering) -> bool:
        """Whether the name only points at another event: «la rencontre de Riga», «la prochaine session» of no place.

        The other event takes over the places.
        """
        place = self.city_of_name(one)
        if one.coming and not (one.city or one.country or one.dated or one.year):
            return True
        if not place and not one.coming:
            return False
        cities = {place} if place else {fold(one.city or "")} - {""}
        others = [other for other in self.found[:REMEMBERED] if other is not one and other.kind != "operation"]
        twin = next((other for other in others if fold(other.city or "") in cities and not other.coming), None)
        if twin is None or (one.coming and not twin.ordinal):
            return False
        twin.places = sorted({*twin.places, *one.places})
        return True

    def city_of_name(self, one: Gathering) -> str | None:
        """The city, folded, of «la rencontre de Riga»: a noun and a city make no name."""
        low = self.reading.low
        if one.ordinal or one.last != one.first + 2 or low[one.first + 1] not in ("de", "d'"):
            return None
        place = self.places.at.get(one.last)
        plain = self.reading.words[one.first][0].islower() and place is not None and place.entry.kind == "city"
        return fold(self.reading.words[one.last]) if plain else None

    def is_inside_last(self, i: int) -> bool:
        """Whether token i is of the name of the event found last, where it was read last."""
        return bool(self.found) and any(first <= i <= last for first, last in self.found[-1].places[-REMEMBERED:])

    def at(self, i: int) -> list[Gathering]:
        """The events whose head noun, or whose christening, is token i."""
        low = self.reading.low
        if low[i] in CHRISTENING:
            one = self.operations.christened(i)
        elif low[i] in BY_NAME:
            one = self.gatherings.by_name(i)
        elif low[i] == "action" or (low[i] in ("journée", "journées") and low[i + 1 : i + 3] == ["d'", "action"]):
            one = self.operations.action(i)
        elif HEADS[low[i]] == "operation":
            return self.operations.operations(i)
        else:
            one = self.gatherings.gathering(i, HEADS[low[i]])
        return [one] if one is not None else []

    def keep(self, one: Gathering) -> None:
        """Keep an event, new or said again."""
        known = next((other for other in self.found[-REMEMBERED:] if other.is_same(one)), None)
        if known is None:
            self.found.append(one)
        else:
            known.enrich(one)
        (known or one).places.append((one.first, one.last))

    def parsed(self, one: Gathering) -> ParsedEvent:
        """As a value of the release."""
        mentions = (mention(self.reading, first, last, one.rule, one.confidence) for first, last in sorted(one.places))
        date = one.dated.edtf(self.header.year) if one.dated else str(one.year) if one.year else None
        return ParsedEvent(
            name=one.name,
            kind=one.kind,
            organization=one.organization,
            ordinal=one.ordinal,
            city=one.city,
            country=one.country,
            date=date,
            participants=(),
            mentions=tuple(mentions),
        )
