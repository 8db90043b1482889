"""Which words between marks are statements, of what kind, and who said them.

Rules: `quote.<how the speaker is known>`: behind (…, a déclaré X), before (X a déclaré : …), pronoun (a-t-il dit),
according (Selon X, …), inserted (aaa, a déclaré X, bbb), neighbour (the speaker of the quote beside), subject (the
sentence’s subject), signed (— X, below), alone (nobody is named). Titles, slogans,
nicknames and scare quotes are no statements.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from etl.lexicon import words
from etl.parse.attribution import Attributions, Said
from etl.parse.folding import fold
from etl.parse.marks import Quoted
from etl.parse.reading import Reading
from etl.parse.references import Voice
from etl.parse.values import ParsedQuote, QuoteKind
from etl.parse.verbs import GERUNDS, Saying

NAMING = words("quotes", "naming")
BETWEEN = words("quotes", "between")
JUDGING = words("quotes", "judging")
SENTENCE_LENGTH = 7
NEAR = 240  # characters
# Attributions that name somebody: where nobody can be told by them, no neighbour speaks instead.
NAMED_NOBODY = frozenset(["behind", "inserted", "before", "according", "signed", "pronoun"])


@dataclass(slots=True)
class Statement:
    """A quoted stretch with the tokens it spans and what was found out about it."""

    quoted: Quoted
    first: int
    after: int
    kind: QuoteKind | None = None
    said: Said | None = None
    inserted: tuple[int, int] | None = None
    count: int = 0
    leads: bool = False


class Quotes:
    """Classifies quoted stretches and finds their speakers, in order."""

    def __init__(self, reading: Reading, stretches: list[Quoted], attributions: Attributions) -> None:
        self.reading = reading
        self.attributions = attributions
        self.statements = [self.statement(one) for one in stretches]

    def statement(self, quoted: Quoted) -> Statement:
        """The stretch in tokens."""
        reading = self.reading
        first, after = reading.token_at(quoted.start), reading.token_at(quoted.end)
        count = sum(word[0].isalnum() for word in reading.words[first:after])
        paragraph_start = reading.paragraph_of(quoted.open_at)[0]
        near = quoted.open_at - paragraph_start < NEAR
        leads = near and not any(char.isalnum() for char in reading.plain[paragraph_start : quoted.open_at])
        return Statement(quoted, first, after, count=count, leads=leads)

    def read(self) -> list[ParsedQuote]:
        """All statements, each once."""
        for one in self.statements:
            self.attribute(one)
        self.neighbours()
        return once([self.parsed(one, one.kind) for one in self.statements if one.kind is not None])

    def attribute(self, one: Statement) -> None:
        """Find the attribution that stands with the words, and the kind that follows from it."""
        if self.is_name(one):
            return
        for find in (self.inserted, self.behind, self.before, self.signed):
            said = find(one)
            if said is not None:
                one.said = said
                break
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
        if copula and at >= 0 and low[at] not in ("thème", "slogan", "devise", "titre", "nom", "surnom"):
            return False
        return (
            at >= 0
            and low[at] in NAMING
            and not (low[at] in ("dit", "dite", "dits", "dites") and low[at - 1] in ("a", "ont", "l'a", "est", "sont"))
            and low[at] != "message"
        )

    def inserted(self, one: Statement) -> Said | None:
        """«aaa, a déclaré X, bbb»: the verb of saying inside the marks between commas."""
        low = self.reading.low
        for saying in self.inside(one):
            if not (saying.first > one.first and low[saying.first - 1] in (",", "–", "-", "?", "!")):
                continue
            said = self.attributions.subject_behind(saying, one.after)
            if said is None:
                continue
            last = self.name_behind(max(saying.last, said.last), one.after)
            end = next((i for i in range(last + 1, min(last + 14, one.after)) if low[i] in (",", "–", ".", "-")), None)
            if end is None or (saying.pronoun is None and said.first - saying.last > 8):
                continue
            one.inserted = (saying.first - 1, end)
            return replace(said, rule="inserted")
        return None

    def name_behind(self, last: int, after: int) -> int:
        """The last token of a name in apposition: «a résumé le secrétaire exécutif, Jesús Espinal, …»."""
        for other in self.attributions.references.between(last + 1, min(last + 4, after)):
            if other.person is not None and self.reading.low[last + 1] == ",":
                return other.last
        return last

    def inside(self, one: Statement) -> list[Saying]:
        """Verbs of saying inside the marks."""
        from bisect import bisect_left

        every = self.attributions
        return every.sayings[bisect_left(every.firsts, one.first) : bisect_left(every.firsts, one.after)]

    def behind(self, one: Statement) -> Said | None:
        """«…», a déclaré X · «…». a-t-il ajouté · «…», selon X."""
        reading, low = self.reading, self.reading.low
        at = reading.token_at(one.quoted.close_at) if one.quoted.closed else one.after
        paragraph_end = reading.paragraph_of(
            one.quoted.start if one.quoted.closed is False else one.quoted.close_at - 1
        )[1]
        stop = at
        while stop < len(low) and stop < at + 3 and low[stop] in (",", ".", "–", "-", "—", ")", "…"):
            stop += 1
        ended = any(low[i] in (".", "…") for i in range(at, stop))
        for saying in self.attributions.sayings_between(stop, min(stop + 9, len(low))):
            if reading.starts[saying.first] >= paragraph_end:
                break
            between = low[stop : saying.first]
            if saying.first != stop and (
                ended
                or any(
                    word in (".", ";", ":", "qui", "que", "«", '"', "et")
                    or (word in ("il", "elle", "le", "la", "l'", "les", "ce"))
                    for word in between
                )
            ):
                break
            if saying.first != stop and "," not in between and len(between) > 4:
                break
            if ended and saying.pronoun is None and low[saying.first] not in ("a", "ont", "s'", "avait", "lui"):
                break
            said = self.attributions.subject_behind(saying)
            if said is not None:
                return said
            before = self.attributions.subject_before(saying, self.sentence_begin(one))
            return before if before and not one.leads else Said(None, saying.first, saying.last, 0.5, "behind")
        if stop < len(low) and (low[stop] in ("selon",) or low[stop : stop + 2] == ["d'", "après"]) and not ended:
            last = stop + 1 if low[stop] == "selon" else stop + 2
            return self.attributions.according(stop, last) or Said(None, stop, last, 0.5, "according")
        return None

    def sentence_begin(self, one: Statement) -> int:
        """First token of the sentence in which the opening mark stands."""
        at = self.reading.token_at(one.quoted.open_at)
        return self.reading.sentence_of(at)[0]

    def before(self, one: Statement) -> Said | None:
        """«X a déclaré : …», «Selon X, …», «X a jugé que … «…»», or the paragraph before ends with a colon."""
        reading, low = self.reading, self.reading.low
        opened = reading.token_at(one.quoted.open_at)
        begin = self.sentence_begin(one)
        if one.leads or begin >= opened:
            return self.announced(opened)
        for saying in reversed(self.attributions.sayings_between(begin, opened)):
            said = self.attributions.subject_before(saying, begin) or (self.attributions.subject_behind(saying, opened))
            if said is not None:
                return said
        according = self.attributions.according(begin, opened)
        if according is not None:
            return according
        behind = self.according_behind(one)
        if behind is not None:
            return behind
        gerund = any(word in GERUNDS or word in JUDGING for word in low[begin:opened])
        if gerund or low[opened - 1] == ":":
            return self.sentence_subject(begin, opened)
        return None

    def according_behind(self, one: Statement) -> Said | None:
        """«sera "pleinement opérationnel" au 1er janvier, d’après M. X»: the sentence ends with its source."""
        low = self.reading.low
        at = self.reading.token_at(one.quoted.close_at)
        _, after = self.reading.sentence_of(at - 1)
        for i in range(at, min(after, at + 24)):
            if low[i] == "selon" or low[i : i + 2] == ["d'", "après"]:
                return self.attributions.according(i, i + 2)
        return None

    def announced(self, opened: int) -> Said | None:
        """The line before ends with a colon: «Jürgen Stock a déclaré :» or «Déclaration de Jürgen Stock :»."""
        low = self.reading.low
        at = opened - 1
        while at >= 0 and low[at] in ("\n", "-", "–", "•"):
            at -= 1
        if at < 0 or low[at] != ":" or at < opened - 4:
            return None
        begin, _ = self.reading.sentence_of(at)
        for saying in reversed(self.attributions.sayings_between(begin, at)):
            said = self.attributions.subject_before(saying, begin) or self.attributions.subject_behind(saying, at)
            if said is not None:
                return said
        people = [other for other in self.attributions.references.between(begin, at) if other.person]
        return self.attributions.said(people[-1], "before", 0.8) if people else self.sentence_subject(begin, at)

    def sentence_subject(self, begin: int, opened: int) -> Said | None:
        """The first reference of the sentence that is no object."""
        low = self.reading.low
        for one in self.attributions.references.between(begin, opened):
            if not self.attributions.references.is_object(one) and not self.attributions.in_quote(one.first):
                return self.attributions.said(one, "subject", 0.75)
        for i in range(begin, min(begin + 3, opened)):
            if low[i] in ("il", "elle"):
                return Said(self.attributions.pronoun(i, "male" if low[i] == "il" else "female"), i, i, 0.7, "pronoun")
        return None

    def signed(self, one: Statement) -> Said | None:
        """A line behind a quote that stands alone names who said it: «– Jürgen Stock, Secrétaire Général»."""
        reading = self.reading
        if not one.leads:
            return None
        if not self.alone_in_paragraph(one):
            inline = reading.token_at(one.quoted.close_at)
            if reading.words[inline] in "–—-(":
                people = [
                    other
                    for other in self.attributions.references.between(inline, min(inline + 6, len(reading)))
                    if other.person
                ]
                return self.attributions.said(people[0], "signed", 0.85) if people else None
            return None
        number = reading.paragraph_number(one.quoted.close_at - 1) + 1
        if number >= len(reading.paragraphs):
            return None
        following = reading.paragraphs[number]
        if following[1] - following[0] > 160:
            return None
        line = reading.plain[following[0] : following[1]].strip()
        if line.endswith((".", ":", "?")) and not line.startswith(("–", "—", "-")):
            return None
        first, after = reading.token_at(following[0]), reading.token_at(following[1] - 1) + 1
        people = [other for other in self.attributions.references.between(first, after) if other.person]
        if people and people[0].first - first <= 3 and not self.attributions.sayings_between(first, after):
            return self.attributions.said(people[0], "signed", 0.85)
        return None

    def kind(self, one: Statement) -> QuoteKind | None:
        """direct, fragment, or None where the words are no statement."""
        reading, quoted = self.reading, one.quoted
        words_ = reading.words
        capital = words_[one.first][0].isupper() or words_[one.first][0].isdigit()
        opened = reading.token_at(quoted.open_at)
        before = words_[opened - 1] if opened else "\n"
        sentence_start = before in '.!?\n»”"…' or one.leads
        ends_inside = reading.plain[quoted.end - 1] in ".!?…"
        if one.said is not None and (self.follows(one) or one.said.rule in ("inserted", "signed")):
            whole = capital and (sentence_start or before in (":", ",", "(", "-", "–"))
            return "direct" if whole or (sentence_start and one.count >= SENTENCE_LENGTH) else "fragment"
        if before == ":" and capital and one.count >= 3:
            return "direct"
        if one.leads or sentence_start:
            standing = len(quoted.pieces) > 1 or ends_inside or self.alone_in_paragraph(one)
            if capital and one.count >= 4 and (standing or one.count >= SENTENCE_LENGTH):
                return "direct"
            return "fragment" if one.said is not None and one.count > 1 else None
        if one.said is None:
            return self.unattributed_fragment(one, opened)
        if one.said.rule == "according" and before in (",", ":"):
            return "direct" if capital else "fragment"
        if capital and not ends_inside and self.looks_like_title(one):
            return None
        return "direct" if capital and one.count >= SENTENCE_LENGTH and ends_inside else "fragment"

    def unattributed_fragment(self, one: Statement, opened: int) -> QuoteKind | None:
        """Quoted words in a sentence that reports somebody, or too long to be a scare quote."""
        low, first = self.reading.low, self.reading.words[one.first]
        if not first[0].islower() or one.count < 2:
            return None
        begin, after = self.reading.sentence_of(opened)
        judged = any(word in JUDGING or word in GERUNDS for word in low[begin:after])
        reports = judged or bool(self.attributions.sayings_between(begin, after))
        return "fragment" if reports or one.count > 4 else None

    def follows(self, one: Statement) -> bool:
        """Whether the attribution stands behind the words."""
        return one.said is not None and one.said.first >= one.after

    def alone_in_paragraph(self, one: Statement) -> bool:
        """Whether nothing but the quote stands in its paragraph."""
        _, end = self.reading.paragraph_of(one.quoted.close_at - 1)
        near = end - one.quoted.close_at < NEAR
        return near and not any(char.isalnum() for char in self.reading.plain[one.quoted.close_at : end])

    def looks_like_title(self, one: Statement) -> bool:
        """A capitalised phrase without a verb, up to seven words."""
        return one.count <= SENTENCE_LENGTH

    def neighbours(self) -> None:
        """Quotes without an attribution of their own take the speaker of the one beside them."""
        spoken = [one for one in self.statements if one.kind is not None]
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
        previous = spoken[at - 1] if at else None
        near = previous is not None and paragraph - reading.paragraph_number(previous.quoted.end - 1) <= (
            1 if one.leads else 0
        )
        floor = reading.paragraphs[max(paragraph - 1, 0) if one.leads else paragraph][0]
        opened = reading.token_at(one.quoted.open_at)
        for saying in reversed(self.attributions.sayings_between(reading.token_at(floor), opened)):
            if previous is not None and near and saying.first < previous.after:
                break
            if not saying.strong:
                continue
            begin, _ = reading.sentence_of(saying.first)
            said = self.attributions.subject_before(saying, begin) or self.attributions.subject_behind(saying)
            if said is not None and said.voice is not None:
                return replace(said, rule="neighbour", confidence=0.7, voice=replace(said.voice, basis="context"))
        if previous is not None and near and previous.said is not None and previous.said.voice is not None:
            return replace(
                previous.said, rule="neighbour", confidence=0.75, voice=replace(previous.said.voice, basis="context")
            )
        return self.subject_of_last_sentence(floor, opened)

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
        return replace(
            following.said, rule="neighbour", confidence=0.65, voice=replace(following.said.voice, basis="context")
        )

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
