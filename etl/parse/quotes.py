"""Which words between marks are statements, and of what kind.

Rules: `quote.alone` (nobody is named) beside those of `etl.parse.speakers` and `etl.parse.neighbours`. Titles, slogans,
nicknames and scare quotes are no statements.
"""

from __future__ import annotations

import re

from etl.parse.attribution import Attributions, Said
from etl.parse.folding import fold_line
from etl.parse.kinds import Kinds
from etl.parse.marks import Quoted
from etl.parse.neighbours import Neighbours
from etl.parse.reading import Reading
from etl.parse.references import Voice
from etl.parse.speakers import Speakers
from etl.parse.statements import Statement, statement_of
from etl.parse.values import ParsedQuote, QuoteKind


class Quotes:
    """Classifies quoted stretches, in order; their speakers are found on the way."""

    def __init__(self, reading: Reading, stretches: list[Quoted], attributions: Attributions) -> None:
        self.reading = reading
        self.attributions = attributions
        self.kinds = Kinds(reading, attributions)
        self.speakers = Speakers(reading, attributions)
        self.statements = [statement_of(reading, one) for one in stretches]

    def read(self) -> list[ParsedQuote]:
        """All statements, each once."""
        for one in self.statements:
            self.attribute(one)
        Neighbours(self.reading, self.attributions).speak_for(self.statements)
        found = [self.parsed(one, one.kind) for one in self.statements if one.kind is not None]
        return once([one for one in found if one.text])

    def attribute(self, one: Statement) -> None:
        """Find the attribution that stands with the words, and the kind that follows from it."""
        if self.kinds.is_name(one):
            return
        one.said = self.speakers.of(one)
        one.kind = self.kinds.of(one)
        if one.kind is not None and one.said is not None:
            self.attributions.hear(one.first, one.said.voice)

    def parsed(self, one: Statement, kind: QuoteKind) -> ParsedQuote:
        """The statement as a value of the release."""
        said, quoted = one.said, one.quoted
        voice: Voice | None = said.voice if said else None
        return ParsedQuote(
            start=quoted.start,
            end=quoted.end,
            rule=f"quote.{said.rule if said and voice else 'alone'}",
            confidence=round((said.confidence if said and voice else 0.5) * (0.97 if quoted.closed else 0.7), 3),
            text=self.words_said(one),
            kind=kind,
            speaker=voice.speaker() if voice else None,
            attribution=self.attributions.written(said) if said else None,
            basis=voice.basis if voice else None,
            role=self.role(said) if said else None,
        )

    def role(self, said: Said) -> str | None:
        """The office by which the attribution names the speaker."""
        reading = self.reading
        for one in self.attributions.references.between(said.first, said.last + 1):
            if one.office is not None:
                return reading.text[reading.starts[one.office.first] : reading.ends[one.office.last]]
        return None

    def words_said(self, one: Statement) -> str:
        """The words without marks, paragraph breaks and inserted attribution."""
        reading = self.reading
        pieces = one.quoted.pieces
        if one.inserted:
            low, high = reading.starts[one.inserted[0]], reading.ends[one.inserted[1]]
            if reading.words[one.inserted[1]] == ".":
                high = reading.starts[one.inserted[1]]
            pieces = [
                cut
                for start, end in pieces
                for cut in ([(start, low), (high, end)] if start <= low < end else [(start, end)])
            ]
        words = " ".join(" ".join(reading.text[start:end].split()) for start, end in pieces if start < end)
        return words.replace(" .", ".") if one.inserted else words


def once(found: list[ParsedQuote]) -> list[ParsedQuote]:
    """The same words again are one quote: the occurrence whose speaker is surest stays."""
    kept: dict[str, ParsedQuote] = {}
    for one in found:
        key = fold_line(re.sub(r"\W+", " ", one.text)).strip()
        known = kept.get(key)
        if known is None or (one.speaker is not None, one.confidence) > (known.speaker is not None, known.confidence):
            kept[key] = one
    return sorted(kept.values(), key=lambda one: one.start)
