"""Who took part in an event, and how: «X a ouvert la 84e session», «présidée par Y», «Le Pérou accueillera …».

Rules: `part.active` (X a ouvert la 84e session), `part.passive` (la session, présidée par Y), `part.host` (Le Pérou
accueillera la prochaine session).
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from etl.lexicon import load
from etl.parse.gazetteer import Listed
from etl.parse.reading import Reading
from etl.parse.references import Reference, References
from etl.parse.values import ParsedEvent, Part, Participant

_PARTS: dict[Part, list[str]] = load("events")["parts"]
VERBS = {form: part for part, forms in _PARTS.items() for form in forms}
REACH = 28  # tokens between the event and «présidée par»


class Participations:
    """Finds the verbs of taking part near the names of events."""

    def __init__(self, reading: Reading, references: References, listed: list[Listed]) -> None:
        self.reading = reading
        self.references = references
        self.verbs = reading.positions(VERBS.keys())
        self.countries = {one.last: one for one in listed if one.entry.kind == "country"}

    def added(self, event: ParsedEvent) -> ParsedEvent:
        """The event with those who took part in it, each part once."""
        found: dict[tuple[str, str], Participant] = {}
        for mention in event.mentions:
            first = self.reading.token_at(mention.start)
            begin, after = self.reading.sentence_of(first)
            for verb in self.verbs[bisect_left(self.verbs, begin) : bisect_left(self.verbs, after)]:
                participant = self.at(verb, first, self.reading.token_at(mention.end - 1), begin, after)
                if participant is not None:
                    found.setdefault((participant.name, participant.part), participant)
        return replace(event, participants=tuple(sorted(found.values(), key=lambda one: one.start))) if found else event

    def at(self, verb: int, first: int, last: int, begin: int, after: int) -> Participant | None:
        """Who takes part by the verb at token `verb` in the event named at first..last."""
        low, part = self.reading.low, VERBS[self.reading.low[verb]]
        if last < verb <= last + REACH and low[verb + 1 : verb + 2] == ["par"]:
            behind = self.references.between(verb + 2, min(verb + 10, after))
            return self.participant(behind[0], part, "part.passive", 0.85) if behind else None
        if verb < first <= verb + 8:
            country = self.country_before(verb, begin)
            if country is not None and part == "hosted":
                return self.of_country(country, part)
            before = [one for one in self.references.between(begin, verb) if not self.references.is_object(one)]
            return self.participant(before[-1], part, "part.active", 0.8) if before else None
        return None

    def country_before(self, verb: int, begin: int) -> Listed | None:
        """The country right before the verb, an auxiliary aside."""
        for at in range(verb - 1, max(begin - 1, verb - 3), -1):
            if at in self.countries:
                return self.countries[at]
        return None

    def of_country(self, one: Listed, part: Part) -> Participant:
        """A country as a participant."""
        start, end = self.reading.starts[one.first], self.reading.ends[one.last]
        return Participant(start, end, "part.host", 0.85, self.reading.text[start:end], part)

    def participant(self, one: Reference, part: Part, rule: str, confidence: float) -> Participant | None:
        """The reference as a participant, where it stands for somebody."""
        voice = self.references.resolve(one)
        speaker = voice.speaker() if voice is not None else None
        if speaker is None:
            return None
        start, end = self.reading.starts[one.first], self.reading.ends[one.last]
        return Participant(start, end, rule, confidence, speaker.name, part)
