"""Reported speech without marks: «X a déclaré que …», «Selon X, …».

Rules: `indirect.que` (X a déclaré que …), `indirect.postposed` (…, a-t-il regretté),
`indirect.gerund` (en rappelant que …), `indirect.according` (Selon X, …). The span holds what was said, to the end of
the sentence; «que» is left out.
"""

from __future__ import annotations

from etl.lexicon import words
from etl.parse.attribution import Attributions, Said
from etl.parse.reading import Reading
from etl.parse.statements import Statement
from etl.parse.titles import OFFICES
from etl.parse.values import ParsedQuote
from etl.parse.verbs import GERUNDS, INFINITIVES, NO_QUE, Saying

NOT_BEFORE_QUE = words("saying", "not_before_que")
JOINED_TO_QUE = words("saying", "joined_to_que")
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
        found: list[ParsedQuote | None] = []
        for saying in self.attributions.sayings:
            if self.attributions.in_quote(saying.first):
                continue
            if saying.verb not in NO_QUE:
                found.append(self.by_que(saying))
            if saying.pronoun is not None:
                found.append(self.postposed(saying))
        found += self.by_gerund()
        found += self.by_selon()
        return sorted((one for one in found if one is not None), key=lambda one: one.start)

    def by_que(self, saying: Saying) -> ParsedQuote | None:
        """«a déclaré aux délégués qu’il était essentiel …»."""
        reading, low = self.reading, self.reading.low
        begin, after = reading.sentence_of(saying.first)
        limit = min(saying.last + BEFORE_QUE_AT_MOST, after)
        at = next((i for i in range(saying.last + 1, limit) if low[i] in ("que", "qu'")), limit)
        between = low[saying.last + 1 : at]
        if at == limit or low[at - 1] in JOINED_TO_QUE or any(word in NOT_BEFORE_QUE for word in between):
            return None
        if "," in between and "," not in low[at:limit]:
            return None
        said = self.subject(saying, begin)
        return self.report(at + 1, after, said, saying, "indirect.que", 0.85) if said is not None else None

    def subject(self, saying: Saying, begin: int) -> Said | None:
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

    def postposed(self, saying: Saying) -> ParsedQuote | None:
        """«Une demande reste sans réponse, a-t-il regretté.»: the sentence before the comma, no marks in it."""
        low = self.reading.low
        begin, _ = self.reading.sentence_of(saying.first)
        if low[saying.first - 1] != "," or any(mark in low[begin : saying.first] for mark in ("«", "»", "“", "”", '"')):
            return None
        said = self.attributions.subject_behind(saying)
        return self.report(begin, saying.first - 1, said, saying, "indirect.postposed", 0.7) if said else None

    def by_gerund(self) -> list[ParsedQuote | None]:
        """«…, précisant que …», «en rappelant que …», «avant de préciser que …»: the speaker is the sentence's."""
        low, found = self.reading.low, []
        for i in [at - 1 for at in self.reading.positions({"que", "qu'"}) if at]:
            word = low[i]
            if (word not in GERUNDS and word not in INFINITIVES) or self.attributions.in_quote(i):
                continue
            if word in INFINITIVES and low[i - 1] not in ("de", "à", "pour"):
                continue
            begin, after = self.reading.sentence_of(i)
            said = self.sentence_voice(begin, i)
            if said is not None:
                found.append(self.report(i + 2, after, said, None, "indirect.gerund", 0.7))
        return found

    def sentence_voice(self, begin: int, at: int) -> Said | None:
        """Who speaks in the sentence so far: the subject of its last verb of saying, else its first reference."""
        paragraph = max(self.reading.token_at(self.reading.paragraph_of(self.reading.starts[at])[0]), at - 300)
        for saying in reversed(self.attributions.sayings_between(paragraph, at)):
            said = self.attributions.subject_before(saying, begin) if saying.pronoun is None else None
            said = said or self.attributions.subject_behind(saying, at)
            if said is not None and said.voice is not None:
                return said
            break
        for one in self.attributions.references.between(begin, at):
            if one.person is not None and not self.attributions.references.is_object(one):
                return self.attributions.said(one, "before", 0.7)
        return None

    def by_selon(self) -> list[ParsedQuote | None]:
        """«Selon M. Diallo, le réseau …», «Pour Mme Keïta, qui dirige …, le principal obstacle …»."""
        reading, low = self.reading, self.reading.low
        found: list[ParsedQuote | None] = []
        for i in reading.positions({"selon", "pour", "d'"}):
            word = low[i]
            if word not in ("selon", "pour") and not (word == "d'" and low[i + 1 : i + 2] == ["après"]):
                continue
            begin, after = reading.sentence_of(i)
            if self.attributions.in_quote(i) or (word == "pour" and i != begin):
                continue
            said = self.attributions.according(i, i + 1)
            if said is None or said.voice is None or (word == "pour" and said.voice.person is None):
                continue
            comma = self.comma_behind(said.last + 1, after)
            if i == begin and comma is not None and low[comma + 1 : comma + 2] not in (["«"], ["“"], ['"']):
                found.append(self.report(comma + 1, after, said, None, "indirect.according", 0.7))
            elif i > begin and low[i - 1] == "," and after - said.last <= 3 and low[i - 2] not in ("»", "”", '"'):
                found.append(self.report(begin, i - 1, said, None, "indirect.according", 0.65))
        return found

    def comma_behind(self, first: int, after: int) -> int | None:
        """The comma that ends «Selon X» with its appositions and relative clauses."""
        low = self.reading.low
        commas = [at for at in range(first, min(first + 26, after)) if low[at] == ","]
        if not commas or commas[0] > first + 10:
            return None
        closes = (
            len(commas) > 1
            and (low[commas[0] + 1] in ("qui", "dont", "le", "la", "l'", "un", "une") or low[commas[0] + 1] in OFFICES)
            and commas[0] == first
        )
        person = (
            any(
                first <= one.first < commas[1] + 1 or one.office
                for one in self.attributions.references.between(first, commas[1])
            )
            if closes
            else False
        )
        return commas[1] if closes and (low[commas[0] + 1] in ("qui", "dont") or person) else commas[0]

    def report(
        self,
        first: int,
        after: int,
        said: Said,
        saying: Saying | None,
        rule: str,
        confidence: float,
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
