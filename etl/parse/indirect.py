"""Reported speech without marks: «X a déclaré que …», «Selon X, …».

Rules: `indirect.que` (X a déclaré que …), `indirect.postposed` (…, a-t-il regretté),
`indirect.gerund` (en rappelant que …), `indirect.according` (Selon X, …). The span holds what was said, to the end of
the sentence; «que» is left out.
"""

from __future__ import annotations

from etl.lexicon import words
from etl.parse.attribution import BEFORE_SOURCE, Attributions, Said
from etl.parse.reading import Reading
from etl.parse.statements import Statement
from etl.parse.titles import OFFICES
from etl.parse.values import ParsedQuote
from etl.parse.verbs import ADVERBS, GERUNDS, INFINITIVES, NO_QUE, Saying

NOT_BEFORE_QUE = words("saying", "not_before_que")
JOINED_TO_QUE = words("saying", "joined_to_que")
BEFORE_QUE_AT_MOST = 12
SHORTEST = 4
MARKS = ("«", "»", "“", "”", '"')
HEARSAY = words("saying", "hearsay")
LONGEST_DATELINE = 16  # tokens
BEFORE_SUBJECT = ADVERBS | BEFORE_SOURCE
TO_SOMEBODY = words("saying", "to_somebody")
BEHIND_ASIDE = words("saying", "behind_aside")
FEWEST_OWN = 4  # words of a report before its quote


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
                found.append(self.by_que(saying) or self.by_infinitive(saying))
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
        if ("," in between and "," not in low[at:limit]) or low[at - 1] in GERUNDS:
            return None
        said = self.subject(saying, begin)
        return self.report(at + 1, after, said, saying, "indirect.que", 0.85) if said is not None else None

    def by_infinitive(self, saying: Saying) -> ParsedQuote | None:
        """«Elle a dit avoir traité 148 dossiers», «affirme être prêt»."""
        at = saying.last + 1
        if not saying.strong or self.reading.low[at : at + 1] not in (["avoir"], ["être"]):
            return None
        begin, after = self.reading.sentence_of(saying.first)
        said = self.attributions.subject_before(saying, begin) if saying.pronoun is None else None
        if said is None or said.voice is None:
            return None
        return self.report(at, after, said, saying, "indirect.infinitive", 0.75)

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
        if low[saying.first - 1] != "," or any(mark in low[begin : saying.first] for mark in MARKS):
            return None
        if saying.pronoun is None and not (saying.strong and self.is_aside(begin, saying)):
            return None
        said = self.attributions.subject_behind(saying)
        if said is None or (said.voice is None and saying.verb in HEARSAY):
            return None
        begin = self.behind_colon(self.behind_dateline(begin), saying)
        after = self.end_around(saying) or saying.first - 1
        return self.report(begin, after, said, saying, "indirect.postposed", 0.7)

    def behind_colon(self, begin: int, saying: Saying) -> int:
        """«Le porte-parole tempère : pour un compte bloqué, dit-il, …»: the report begins behind the colon."""
        if saying.pronoun is None:
            return begin
        colons = (i + 1 for i in range(saying.first - 1, begin, -1) if self.reading.low[i] == ":")
        return next(colons, begin)

    def end_around(self, saying: Saying) -> int | None:
        """«Sur dix victimes, estime-t-elle, une seule dépose plainte.»: where a report ends that goes on behind."""
        low, comma = self.reading.low, saying.last + 1
        _, after = self.reading.sentence_of(saying.first)
        following = low[comma + 1 : comma + 2]
        if saying.pronoun is None or low[comma : comma + 1] != [","] or after - comma <= SHORTEST:
            return None
        quoted = any(mark in low[comma:after] for mark in MARKS)
        told = not GERUNDS.isdisjoint(following) or not BEHIND_ASIDE.isdisjoint(following)
        return None if quoted or told else after

    def is_aside(self, begin: int, saying: Saying) -> bool:
        """Whether «…, a rappelé M. Diallo» closes a sentence of its own, not one that names its subject already."""
        if saying.verb in TO_SOMEBODY:  # «L’employé, …, a alerté la police»
            return False
        behind = next(iter(self.attributions.references.between(saying.last + 1, saying.last + 5)), None)
        if behind is None or saying.first - begin <= SHORTEST + 1:
            return False
        return all(word in BEFORE_SUBJECT for word in self.reading.low[saying.last + 1 : behind.first])

    def behind_dateline(self, begin: int) -> int:
        """The first token behind «BAMAKO, 14 mai 2015 (AFP) –», where the sentence begins with one."""
        words_ = self.reading.words
        if not words_[begin].isupper() or len(words_[begin]) < 3:
            return begin
        dash = next((i for i in range(begin, min(begin + LONGEST_DATELINE, len(words_))) if words_[i] in "–—-"), None)
        return begin if dash is None else dash + 1

    def by_gerund(self) -> list[ParsedQuote | None]:
        """«…, précisant que …», «en rappelant que …», «avant de préciser que …»: the speaker is the sentence's."""
        low, found = self.reading.low, []
        for i in [at - 1 for at in self.reading.positions({"que", "qu'"}) if at]:
            word = low[i]
            if (word not in GERUNDS and word not in INFINITIVES) or self.attributions.in_quote(i):
                continue
            if word in INFINITIVES and low[i - 1] not in ("de", "d'", "à", "pour"):
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
            if (one.person or one.organization) and not self.attributions.references.is_object(one):
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
            if low[i + 1 : i + 2] in (["lequel"], ["laquelle"], ["lesquels"], ["lesquelles"]):
                found.append(self.by_relative(i, after))
                continue
            said = self.attributions.according(i, i + 1)
            if said is None or said.voice is None or (word == "pour" and said.voice.person is None):
                continue
            comma = self.comma_behind(said, after)
            if i == begin and comma is not None and low[comma + 1 : comma + 2] not in (["«"], ["“"], ['"']):
                found.append(self.report(comma + 1, after, said, None, "indirect.according", 0.7))
            elif i > begin and low[i - 1] == "," and after - said.last <= 3 and low[i - 2] not in ("»", "”", '"'):
                found.append(self.report(begin, i - 1, said, None, "indirect.according", 0.65))
        return found

    def by_relative(self, i: int, after: int) -> ParsedQuote | None:
        """«a déclaré une source proche de l’enquête, selon laquelle …»: the speaker is named right before."""
        if self.reading.low[i] != "selon" or self.attributions.in_quote(i):
            return None
        before = [one for one in self.attributions.references.between(i - 8, i) if one.last >= i - 3]
        said = self.attributions.said(before[-1], "before", 0.7) if before else Said(None, i, i + 1, 0.5, "before")
        return self.report(i + 2, after, said, None, "indirect.according", 0.65)

    def comma_behind(self, said: Said, after: int) -> int | None:
        """The comma that ends «Selon X» with its appositions and relative clauses."""
        low, first = self.reading.low, said.last + 1
        commas = [
            at for at in range(first, min(first + 26, after)) if low[at] == "," and not self.attributions.in_quote(at)
        ]
        if not commas or commas[0] > first + 10:
            return None
        inserted = len(commas) > 1 and commas[0] == first and self.is_inserted(commas[0] + 1, said)
        return commas[1] if inserted else commas[0]

    def is_inserted(self, at: int, said: Said) -> bool:
        """Whether «, qui dirige …,» or «, directeur de …,» begins at token `at`, behind the name."""
        low = self.reading.low
        if low[at] in ("qui", "dont") or low[at] in OFFICES:
            return True
        for one in self.attributions.references.between(at, at + 1):
            voice = self.attributions.references.resolve(one)
            if one.office is not None or one.epithet:
                return voice is None or said.voice is None or voice.who is said.voice.who
        return low[at] in ("un", "une") and any(word in OFFICES for word in low[at + 1 : at + 3])

    def is_quoted(self, first: int, last: int) -> bool:
        """Whether the words are little more than a quote, which speaks for itself: «son client « avait acheté … »»."""
        low = self.reading.low
        opening = next((i for i in range(first, min(first + FEWEST_OWN + 1, last)) if low[i] in ("«", "“", '"')), None)
        if opening is None:
            return False
        if opening > first and any(low[i] in ("»", "”", '"') for i in range(opening + 1, last)):
            return False  # «le crime était « sans frontières » et la riposte devait « l’être aussi »»
        return opening == first or self.attributions.in_quote(last) or low[last] in ("»", "”", '"')

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
        if last - first + 1 < SHORTEST or self.is_quoted(first, last):
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
