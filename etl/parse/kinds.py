"""Statement, fragment or neither: what tells words said from titles, slogans, nicknames and scare quotes."""

from __future__ import annotations

from etl.lexicon import words
from etl.parse.attribution import Attributions
from etl.parse.reading import Reading
from etl.parse.sources import source_at
from etl.parse.speakers import JUDGING
from etl.parse.statements import Statement, alone_in_paragraph
from etl.parse.values import QuoteKind
from etl.parse.verbs import FORMS, GERUNDS

NAMING = words("quotes", "naming")
BETWEEN = words("quotes", "between")
CALLING = words("quotes", "calling")
THINGS = words("quotes", "named_things")
SENTENCE_LENGTH = 7
# A noun in marks behind an article is the author's caution, no statement: réclamer une “dette de voyage”.
NAMING_ARTICLES = words("quotes", "naming_articles")
SCARE_LENGTH = 4
BEFORE_SAID = words("quotes", "before_said")
COPULAS = words("quotes", "copulas")
GOVERNED_BY = words("quotes", "governed_by")


class Kinds:
    """Tells the kind of a statement from what stands in and beside it, its attribution found before."""

    def __init__(self, reading: Reading, attributions: Attributions) -> None:
        self.reading = reading
        self.attributions = attributions

    def is_name(self, one: Statement) -> bool:
        """Whether a naming word stands right before the marks: baptisée «…», alias «…», le thème est «…»."""
        low = self.reading.low
        at = self.reading.token_at(one.quoted.open_at) - 1
        if one.count > 14 or one.leads:
            return False
        if one.count <= SCARE_LENGTH and self.is_called(at + 1):
            return True
        steps, copula = 0, False
        while at >= 0 and steps < 4 and low[at] in BETWEEN:
            copula = copula or low[at] in ("est", "était")
            at, steps = at - 1, steps + 1
        joined = low[at + 1 : at + 2] in (["de"], ["d'"])  # «a qualifié l’opération de « succès collectif »»
        if at >= 0 and low[at] in THINGS and (joined or self.is_no_name(one)):
            return False
        if copula and at >= 0 and low[at] not in ("thème", "slogan", "devise", "titre", "nom", "surnom"):
            return False
        return (
            at >= 0
            and low[at] in NAMING
            and not (low[at] in ("dit", "dite", "dits", "dites", "qualifiés") and low[at - 1] in BEFORE_SAID)
            and low[at] != "message"
        )

    def is_called(self, opened: int) -> bool:
        """«que les spécialistes appelaient jusqu’ici, faute de mieux, « l’homme de Bâle »»: a verb of naming nearby."""
        low = self.reading.low
        begin, _ = self.reading.sentence_of(opened)
        verb = next((i for i in range(opened - 1, max(begin, opened - 10), -1) if low[i] in CALLING), None)
        return verb is not None and not any(word in ("à", "au", "aux", "que", "qu'") for word in low[verb:opened])

    def is_no_name(self, one: Statement) -> bool:
        """«le projet « fasse école »»: a name has a capital or an article; or who said the words stands behind them."""
        reading = self.reading
        at = reading.token_at(one.quoted.close_at)
        if at < reading.count and reading.low[at] != "pour" and source_at(reading, at) is not None:
            return True
        first = reading.words[one.first]
        named = first.lower() in NAMING_ARTICLES or first.lower() in ("le", "l'", "aux", "des")
        return first[0].islower() and (one.count > SCARE_LENGTH or (one.count > 2 and not named))

    def of(self, one: Statement) -> QuoteKind | None:
        """direct, fragment, or None where the words are no statement."""
        reading = self.reading
        capital = not reading.words[one.first][0].islower() and reading.words[one.first][0].isalnum()
        opened = reading.token_at(one.quoted.open_at)
        before = reading.words[opened - 1] if opened else "\n"
        sentence_start = before in '.!?\n»”"…' or one.leads
        if one.said is not None and (one.said.first >= one.after or one.said.rule in ("inserted", "signed")):
            whole = capital and (sentence_start or before in (":", ",", "(", "-", "–"))
            return "direct" if whole or (sentence_start and one.count >= SENTENCE_LENGTH) else "fragment"
        if before == ":" and capital and one.count >= 3:
            return "direct"
        return self.opening(one, capital=capital) if sentence_start else self.woven(one, opened, capital=capital)

    def ends_inside(self, one: Statement) -> bool:
        """Whether the words end with a sentence's mark inside the quotation marks."""
        return self.reading.plain[one.quoted.end - 1] in ".!?…"

    def opening(self, one: Statement, *, capital: bool) -> QuoteKind | None:
        """Words between marks that open a sentence."""
        ends_inside = self.ends_inside(one)
        standing = len(one.quoted.pieces) > 1 or ends_inside or alone_in_paragraph(self.reading, one)
        if capital and (one.count >= SENTENCE_LENGTH or (one.count >= 4 and standing)):
            return "direct"
        if capital and one.count > 1 and ends_inside:
            return "direct"
        return "fragment" if one.said is not None and one.count > 1 else None

    def woven(self, one: Statement, opened: int, *, capital: bool) -> QuoteKind | None:
        """Words between marks within a sentence."""
        before = self.reading.low[opened - 1] if opened else "\n"
        ends_inside = self.ends_inside(one)
        if before in NAMING_ARTICLES and one.count <= SCARE_LENGTH and not self.is_governed(one, opened):
            return None
        if one.count == 1 and not ends_inside and not self.is_word_said(opened):
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

    def is_word_said(self, opened: int) -> bool:
        """«est « décisive »», «s’est dit « fier »», «juge l’attente « vaine »»: one word that is said of something.

        An adjective behind a noun is the author's caution: des armes « fantômes ».
        """
        low, words_ = self.reading.low, self.reading.words
        before = low[opened - 1] if opened else "\n"
        begin, _ = self.reading.sentence_of(opened)
        if any(word in JUDGING for word in low[max(begin, opened - 8) : opened]) or before in (":", ","):
            return True
        return before in COPULAS or before in FORMS or before in ("été", "comme") or not words_[opened - 1].isalpha()

    def unattributed_fragment(self, one: Statement, opened: int) -> QuoteKind | None:
        """Quoted words in a sentence that reports somebody, or too long to be a scare quote."""
        low, first = self.reading.low, self.reading.words[one.first]
        if not first[0].islower() or one.count < 2:
            return None
        begin, after = self.reading.sentence_of(opened)
        judged = any(word in JUDGING or word in GERUNDS for word in low[begin:after])
        told = any(saying.strong or one.count > 2 for saying in self.attributions.sayings_between(begin, after))
        return "fragment" if judged or told or one.count > SCARE_LENGTH else None
