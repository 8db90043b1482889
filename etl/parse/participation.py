"""Who took part in an event, and how: «X et Y ont ouvert la 84e session», «présidée par Z», «Le Pérou accueillera …».

Rules: `part.active` (X a ouvert la 84e session), `part.passive` (la session, présidée par Y), `part.beside` (la session
s’est tenue en présence de Y), `part.host` (Le Pérou accueillera la prochaine session).
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from etl.lexicon import load, words
from etl.parse.enumerations import Enumerations, Party
from etl.parse.gazetteer import Listed
from etl.parse.reading import Reading
from etl.parse.references import References
from etl.parse.values import ParsedEvent, Part, Participant

_PARTS: dict[Part, list[str]] = load("events")["parts"]
VERBS = {form: part for part, forms in _PARTS.items() for form in forms}
BESIDE: dict[str, Part] = load("events")["beside"]
PHRASES = {phrase.split()[-1]: (phrase.split(), part) for phrase, part in BESIDE.items()}
TAKING = words("events", "taking")
GATHERING = words("events", "gathering")
WHERE_TO = words("events", "where_to")
NOT = words("events", "not")
REACH = 28  # tokens between the event and «présidée par», or «en présence de»
AHEAD = 12  # tokens between the verb and the event
OF_VERB = 4  # tokens of a verb's auxiliary and negation


class Participations:
    """Finds the verbs of taking part near the names of events."""

    def __init__(self, reading: Reading, references: References, listed: list[Listed]) -> None:
        self.reading = reading
        self.references = references
        self.rows = Enumerations(reading, references, listed)
        self.verbs = reading.positions(VERBS.keys() | PHRASES.keys() | GATHERING)

    def added(self, event: ParsedEvent) -> ParsedEvent:
        """The event with those who took part in it, each part once."""
        found: dict[tuple[str, str], Participant] = {}
        for mention in event.mentions:
            first, last = self.reading.token_at(mention.start), self.reading.token_at(mention.end - 1)
            begin, after = self.reading.sentence_of(first)
            near = max(begin, first - REACH), min(after, last + REACH + 1)
            for verb in self.verbs[bisect_left(self.verbs, near[0]) : bisect_left(self.verbs, near[1])]:
                for one in self.at(verb, first, last, begin, after):
                    found.setdefault((one.name, one.part), one)
        return replace(event, participants=tuple(sorted(found.values(), key=lambda one: one.start))) if found else event

    def at(self, verb: int, first: int, last: int, begin: int, after: int) -> list[Participant]:
        """Who takes part by the word at token `verb` in the event named at first..last."""
        low = self.reading.low
        word = low[verb]
        if first <= verb <= last or not NOT.isdisjoint(low[max(begin, verb - OF_VERB) : verb]):
            return []
        if word in PHRASES:
            return self.beside(verb, first, last, after)
        if last < verb <= last + REACH:
            return self.behind_event(verb, last, after)
        if word in VERBS and verb < first:
            return self.before_event(verb, first, begin)
        return []

    def beside(self, noun: int, first: int, last: int, after: int) -> list[Participant]:
        """«en présence de X», «sous la présidence de X», in the sentence that names the event before."""
        phrase, part = PHRASES[self.reading.low[noun]]
        if self.reading.low[noun - len(phrase) + 1 : noun + 1] != phrase or noun < first or noun > last + REACH:
            return []
        return self.participants(self.rows.behind(noun + 1, after), part, "part.beside", 0.8)

    def behind_event(self, verb: int, last: int, after: int) -> list[Participant]:
        """«…, présidée par X et Y», «…, à laquelle ont participé X et Y», «… a réuni X et Y», «… a élu X»."""
        low = self.reading.low
        part: Part = VERBS.get(low[verb], "attended")
        by = self.by(verb)
        if by is not None:
            return self.participants(self.rows.behind(by + 1, after), part, "part.passive", 0.85)
        gathers = low[verb] in GATHERING or (part == "elected" and low[verb - 1] in ("a", "ont"))
        led = part == "attended" and not WHERE_TO.isdisjoint(low[max(last, verb - OF_VERB) : verb])
        if gathers or led:
            behind = verb + 1 + (low[verb] in TAKING)
            return self.participants(self.rows.behind(behind, after), part, "part.passive", 0.75)
        return []

    def before_event(self, verb: int, first: int, begin: int) -> list[Participant]:
        """«X et Y ont participé à …», «Organisée par X, …», «X a été élu par …»; «pris» needs its «part»."""
        low = self.reading.low
        part = VERBS[low[verb]]
        by = self.by(verb)
        if by is not None and part != "elected":
            return self.participants(self.rows.behind(by + 1, first), part, "part.passive", 0.8)
        if first > verb + AHEAD or (low[verb] in TAKING) != (low[verb + 1] == "part"):
            return []
        if part == "elected" and low[verb - 1] != "été":
            return []
        hosts = part == "hosted"
        return self.participants(self.rows.before(begin, verb), part, "part.host" if hosts else "part.active", 0.8)

    def by(self, verb: int) -> int | None:
        """Where «par» stands behind a participle: «organisée par», «organisée conjointement par»."""
        low = self.reading.low
        at = verb + 1 + (verb + 1 < len(low) and low[verb + 1].endswith("ment"))
        return at if low[at : at + 1] == ["par"] else None

    def participants(self, row: list[Party], part: Part, rule: str, confidence: float) -> list[Participant]:
        """Those of a row who have a name."""
        named = [(one, self.name(one)) for one in row]
        starts, ends = self.reading.starts, self.reading.ends
        return [
            Participant(starts[one.first], ends[one.last], rule, confidence, name, part)
            for one, name in named
            if name is not None
        ]

    def name(self, one: Party) -> str | None:
        """The canonical name of who is meant; a country's is as written."""
        if one.reference is None:
            return self.reading.text[self.reading.starts[one.first] : self.reading.ends[one.last]]
        voice = self.references.resolve(one.reference)
        speaker = voice.speaker() if voice is not None else None
        return speaker.name if speaker is not None else None
