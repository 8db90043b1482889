"""Reported speech without marks: «X a déclaré que …», «Selon X, …».

Rules: `indirect.que`, `indirect.according`. The span holds what was said, to the end of the sentence; «que» is left out.
"""

from __future__ import annotations

from etl.parse.attribution import Attributions, Said
from etl.parse.quotes import Statement
from etl.parse.reading import Reading
from etl.parse.values import ParsedQuote
from etl.parse.verbs import NO_QUE, Saying

BEFORE_QUE_AT_MOST = 12
SHORTEST = 4


class Reports:
    """Finds reported speech; what stands between marks is not looked at."""

    def __init__(self, reading: Reading, attributions: Attributions, statements: list[Statement]) -> None:
        self.reading = reading
        self.attributions = attributions
        self.statements = statements

    def read(self) -> list[ParsedQuote]:
        """All reports, in order."""
        found = []
        for saying in self.attributions.sayings:
            if not self.attributions.in_quote(saying.first) and saying.verb not in NO_QUE:
                report = self.by_que(saying)
                if report is not None:
                    found.append(report)
        found += self.by_selon()
        found.sort(key=lambda one: one.start)
        return found

    def by_que(self, saying: Saying) -> ParsedQuote | None:
        """«a déclaré aux délégués qu’il était essentiel …»."""
        reading, low = self.reading, self.reading.low
        begin, after = reading.sentence_of(saying.first)
        at = saying.last + 1
        limit = min(saying.last + BEFORE_QUE_AT_MOST, after)
        while at < limit and low[at] not in ("que", "qu'"):
            if low[at] in (
                ".",
                ";",
                ":",
                "«",
                "“",
                '"',
                "\n",
                "qui",
                "dont",
                "et",
                "si",
                "plus",
                "moins",
                "autant",
                "aussi",
            ) or (low[at] == "," and "," not in low[at + 1 : limit]):
                return None
            at += 1
        if at >= limit or low[at - 1] in (
            "plus",
            "moins",
            "autant",
            "même",
            "ce",
            "alors",
            "ainsi",
            "bien",
            "dès",
            "tel",
            "telle",
        ):
            return None
        said = self.subject(saying, begin, at)
        return self.report(at + 1, after, said, saying, "indirect.que", 0.85) if said is not None else None

    def subject(self, saying: Saying, begin: int, que: int) -> Said | None:
        """Before the verb, or between it and «que» (Ainsi a déclaré X que …)."""
        if saying.pronoun is not None:
            return self.attributions.subject_behind(saying)
        said = self.attributions.subject_before(saying, begin)
        if said is not None:
            return said
        low = self.reading.low
        nobody = any(
            word in ("on", "nous", "je", "ils", "elles", "vous", "j'")
            for word in low[max(begin, saying.first - 3) : saying.first]
        )
        return Said(None, saying.first, saying.last, 0.5, "before") if not nobody and saying.strong else None

    def by_selon(self) -> list[ParsedQuote]:
        """«Selon M. Diallo, le réseau …» with no marks in the sentence."""
        reading, low, found = self.reading, self.reading.low, []
        for i, word in enumerate(low):
            if word != "selon" and not (word == "d'" and i + 1 < len(low) and low[i + 1] == "après"):
                continue
            begin, after = reading.sentence_of(i)
            if self.attributions.in_quote(i) or any(mark in low[begin:after] for mark in ("«", "“", '"')):
                continue
            said = self.attributions.according(i, i + 2)
            if said is None or said.voice is None:
                continue
            comma = next((at for at in range(said.last + 1, min(said.last + 14, after)) if low[at] == ","), None)
            if i == begin and comma is not None:
                found.append(self.report(comma + 1, after, said, None, "indirect.according", 0.7))
            elif i > begin and low[i - 1] == "," and after - said.last <= 3:
                found.append(self.report(begin, i - 1, said, None, "indirect.according", 0.65, ends_before_point=False))
        return [one for one in found if one is not None]

    def report(
        self,
        first: int,
        after: int,
        said: Said,
        saying: Saying | None,
        rule: str,
        confidence: float,
        *,
        ends_before_point: bool = True,
    ) -> ParsedQuote | None:
        """The reported words at tokens first to after - 1, without the sentence's point."""
        reading = self.reading
        last = after - 1
        while last > first and reading.words[last] in '.!?\n…»”"':
            last -= 1
        if last - first + 1 < SHORTEST:
            return None
        start, end = reading.starts[first], reading.ends[last]
        if said.voice is not None:
            self.attributions.hear(saying.first if saying else first, said.voice)
        return ParsedQuote(
            start=start,
            end=end,
            rule=rule,
            confidence=confidence if said.voice else 0.5,
            text=" ".join(reading.text[start:end].split()),
            kind="indirect",
            speaker=said.voice.speaker() if said.voice else None,
            attribution=self.attributions.written(said),
            basis=said.voice.basis if said.voice else None,
            role=None,
        )
