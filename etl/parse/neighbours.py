"""Quotes that nobody is named for: the speaker of the quote beside them, or the subject of the sentence before.

Rules: `quote.neighbour` («A», a dit X. «B»), `quote.subject` (M. Diallo s’est réjoui de l’accord. «…»).
"""

from __future__ import annotations

from dataclasses import replace

from etl.parse.attribution import Attributions, Said
from etl.parse.reading import Reading
from etl.parse.statements import Statement

# Attributions that name somebody: where nobody can be told by them, no neighbour speaks instead.
NAMED_NOBODY = frozenset(["behind", "inserted", "before", "according", "signed", "pronoun"])


class Neighbours:
    """Gives statements without a speaker the one of their neighbours."""

    def __init__(self, reading: Reading, attributions: Attributions) -> None:
        self.reading = reading
        self.attributions = attributions

    def speak_for(self, statements: list[Statement]) -> None:
        """Quotes without an attribution of their own take the speaker of the one beside them."""
        spoken = [one for one in statements if one.kind is not None]
        for at, one in enumerate(spoken):
            if one.said is not None and one.said.voice is not None:
                continue
            if one.said is not None and one.said.rule in NAMED_NOBODY:
                continue  # somebody is named who could not be told
            said = self.from_before(spoken, at) or self.from_after(spoken, at)
            if said is not None:
                one.said = said

    def from_before(self, spoken: list[Statement], at: int) -> Said | None:
        """The voice of the quote or report before, in this paragraph or the one before."""
        one, reading = spoken[at], self.reading
        paragraph = reading.paragraph_number(one.quoted.open_at)
        reach = 1 if one.leads else 0
        previous = spoken[at - 1] if at else None
        if previous is not None and paragraph - reading.paragraph_number(previous.quoted.end - 1) > reach:
            previous = None
        floor = reading.paragraphs[max(paragraph - reach, 0)][0]
        opened = reading.token_at(one.quoted.open_at)
        said = self.from_report(max(reading.token_at(floor), previous.after if previous else 0), opened)
        if said is not None:
            return neighbour(said, 0.7)
        if previous is not None and previous.said is not None and previous.said.voice is not None:
            return neighbour(previous.said, 0.75)
        return self.subject_of_last_sentence(floor, opened)

    def from_report(self, first: int, opened: int) -> Said | None:
        """Who speaks by the last verb of saying that tells, at tokens first to opened - 1."""
        for saying in reversed(self.attributions.sayings_between(first, opened)):
            if not saying.strong:
                continue
            begin, _ = self.reading.sentence_of(saying.first)
            said = self.attributions.subject_before(saying, begin) or self.attributions.subject_behind(saying)
            if said is not None and said.voice is not None:
                return said
        return None

    def subject_of_last_sentence(self, floor: int, opened: int) -> Said | None:
        """«M. Diallo s’est réjoui de l’accord. «…»»: the subject of the sentence before."""
        reading = self.reading
        at = opened - 1
        while at >= 0 and reading.words[at] in '\n.»”"…–-':
            at -= 1
        if at < 0 or reading.starts[at] < floor:
            return None
        begin, _ = reading.sentence_of(at)
        for one in self.attributions.references.between(begin, at + 1):
            if (
                (one.person is not None or one.office is not None)
                and one.first - begin < 8
                and not self.attributions.references.is_object(one)
                and not self.attributions.in_quote(one.first)
            ):
                said = self.attributions.said(one, "subject", 0.6)
                return replace(said, voice=replace(said.voice, basis="context")) if said.voice else None
        return None

    def from_after(self, spoken: list[Statement], at: int) -> Said | None:
        """«A.» «B», a dit X: the voice of the next quote in the same or the next paragraph."""
        if at + 1 >= len(spoken):
            return None
        one, following, reading = spoken[at], spoken[at + 1], self.reading
        here = reading.paragraph_number(one.quoted.end - 1)
        there = reading.paragraph_number(following.quoted.open_at)
        if (
            there - here > (1 if one.leads and following.leads else 0)
            or following.said is None
            or following.said.voice is None
        ):
            return None
        return neighbour(following.said, 0.65)


def neighbour(said: Said, confidence: float) -> Said:
    """The attribution as it holds for the words beside."""
    voice = replace(said.voice, basis="context") if said.voice is not None else None
    return replace(said, rule="neighbour", confidence=confidence, voice=voice)
