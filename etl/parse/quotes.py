"""Which words between marks are statements, and of what kind.

Rules: `quote.alone` (nobody is named) beside those of `etl.parse.speakers` and `etl.parse.neighbours`. Titles, slogans,
nicknames and scare quotes are no statements.
"""

from __future__ import annotations

import re

from etl.lexicon import words
from etl.parse.attribution import Attributions, Said
from etl.parse.folding import fold
from etl.parse.marks import Quoted
from etl.parse.neighbours import Neighbours
from etl.parse.reading import Reading
from etl.parse.references import Voice
from etl.parse.speakers import JUDGING, Speakers
from etl.parse.statements import Statement, alone_in_paragraph, statement_of
from etl.parse.values import ParsedQuote, QuoteKind
from etl.parse.verbs import FORMS, GERUNDS

NAMING = words("quotes", "naming")
BETWEEN = words("quotes", "between")
THINGS = words("quotes", "named_things")
SENTENCE_LENGTH = 7
# A noun in marks behind an article is the author's caution, no statement: réclamer une “dette de voyage”.
NAMING_ARTICLES = frozenset(["un", "une", "véritable", "véritables", "les", "ces", "ce", "cette", "la", "le"])
SCARE_LENGTH = 4
COPULAS = words("quotes", "copulas")
GOVERNED_BY = words("quotes", "governed_by")


class Quotes:
    """Classifies quoted stretches, in order; their speakers are found on the way."""

    def __init__(self, reading: Reading, stretches: list[Quoted], attributions: Attributions) -> None:
        self.reading = reading
        self.attributions = attributions
        self.speakers = Speakers(reading, attributions)
        self.statements = [statement_of(reading, one) for one in stretches]

    def read(self) -> list[ParsedQuote]:
        """All statements, each once."""
        for one in self.statements:
            self.attribute(one)
        Neighbours(self.reading, self.attributions).speak_for(self.statements)
        return once([self.parsed(one, one.kind) for one in self.statements if one.kind is not None])

    def attribute(self, one: Statement) -> None:
        """Find the attribution that stands with the words, and the kind that follows from it."""
        if self.is_name(one):
            return
        one.said = self.speakers.of(one)
        one.kind = self.kind(one)
        if one.kind is not None and one.said is not None:
            self.attributions.hear(one.first, one.said.voice)

    def is_name(self, one: Statement) -> bool:
        """Whether a naming word stands right before the marks: baptisée «…», alias «…», le thème est «…»."""
        low = self.reading.low
        at = self.reading.token_at(one.quoted.open_at) - 1
        if one.count > 14 or one.leads:
            return False
        steps, copula = 0, False
        while at >= 0 and steps < 4 and low[at] in BETWEEN:
            copula = copula or low[at] in ("est", "était")
            at, steps = at - 1, steps + 1
        if at >= 0 and low[at] in THINGS and self.reading.words[one.first][0].islower() and one.count > SCARE_LENGTH:
            return False  # a name has a capital: «le projet « fasse école dans toute la région »»
        if copula and at >= 0 and low[at] not in ("thème", "slogan", "devise", "titre", "nom", "surnom"):
            return False
        return (
            at >= 0
            and low[at] in NAMING
            and not (low[at] in ("dit", "dite", "dits", "dites") and low[at - 1] in ("a", "ont", "l'a", "est", "sont"))
            and low[at] != "message"
        )

    def kind(self, one: Statement) -> QuoteKind | None:
        """direct, fragment, or None where the words are no statement."""
        reading, quoted = self.reading, one.quoted
        words_ = reading.words
        capital = words_[one.first][0].isupper() or words_[one.first][0].isdigit()
        opened = reading.token_at(quoted.open_at)
        before = words_[opened - 1] if opened else "\n"
        sentence_start = before in '.!?\n»”"…' or one.leads
        ends_inside = reading.plain[quoted.end - 1] in ".!?…"
        if one.said is not None and (one.said.first >= one.after or one.said.rule in ("inserted", "signed")):
            whole = capital and (sentence_start or before in (":", ",", "(", "-", "–"))
            return "direct" if whole or (sentence_start and one.count >= SENTENCE_LENGTH) else "fragment"
        if before == ":" and capital and one.count >= 3:
            return "direct"
        if one.leads or sentence_start:
            standing = len(quoted.pieces) > 1 or ends_inside or alone_in_paragraph(self.reading, one)
            if capital and one.count >= 4 and (standing or one.count >= SENTENCE_LENGTH):
                return "direct"
            if capital and one.count >= 2 and ends_inside:
                return "direct"
            return "fragment" if one.said is not None and one.count > 1 else None
        if before.lower() in NAMING_ARTICLES and one.count <= SCARE_LENGTH and not self.is_governed(one, opened):
            return None
        if one.said is None:
            return self.unattributed_fragment(one, opened)
        if one.said.rule == "according" and before in (",", ":"):
            return "direct" if capital else "fragment"
        if capital and not ends_inside and one.count <= SENTENCE_LENGTH:
            return None
        return "direct" if capital and one.count >= SENTENCE_LENGTH and ends_inside else "fragment"

    def is_governed(self, one: Statement, opened: int) -> bool:
        """«a dénoncé un «scandale d’État»», «selon X, il s’agit d’un «tournant»»: short words that somebody says."""
        low = self.reading.low
        if one.said is None:
            return False
        at = opened - 2
        if one.said.rule == "according":
            return low[opened - 1] in ("un", "une") and (low[at] in COPULAS or low[at] in (",", "d'", "de"))
        begin, _ = self.reading.sentence_of(opened)
        while at > begin and (low[at] in GOVERNED_BY or low[at].endswith("ment")):
            at -= 1
        return low[at] in JUDGING or low[at] in FORMS or low[at] in GERUNDS

    def unattributed_fragment(self, one: Statement, opened: int) -> QuoteKind | None:
        """Quoted words in a sentence that reports somebody, or too long to be a scare quote."""
        low, first = self.reading.low, self.reading.words[one.first]
        if not first[0].islower() or one.count < 2:
            return None
        begin, after = self.reading.sentence_of(opened)
        judged = any(word in JUDGING or word in GERUNDS for word in low[begin:after])
        reports = judged or bool(self.attributions.sayings_between(begin, after))
        return "fragment" if reports or one.count > 4 else None

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
        return " ".join(" ".join(reading.text[start:end].split()) for start, end in pieces if start < end)


def once(found: list[ParsedQuote]) -> list[ParsedQuote]:
    """The same words again are one quote: the occurrence whose speaker is surest stays."""
    kept: dict[str, ParsedQuote] = {}
    for one in found:
        key = fold(re.sub(r"\W+", " ", one.text)).strip()
        known = kept.get(key)
        if known is None or (one.speaker is not None, one.confidence) > (known.speaker is not None, known.confidence):
            kept[key] = one
    return sorted(kept.values(), key=lambda one: one.start)
