"""Who said the words between marks, by what stands in them and beside them.

Rules: `quote.behind` («…», a déclaré X), `quote.before` (X a déclaré : «…»), `quote.pronoun` («…», a-t-il dit),
`quote.according` (Selon X, «…»), `quote.inserted` («aaa, a déclaré X, bbb»), `quote.subject` (X s’est réjoui : «…»),
`quote.signed` («…» — X).
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from etl.lexicon import words
from etl.parse.allusions import Allusions
from etl.parse.attribution import Attributions, Said
from etl.parse.reading import Reading
from etl.parse.references import Reference
from etl.parse.sources import source_at
from etl.parse.statements import Statement, alone_in_paragraph
from etl.parse.titles import OFFICES
from etl.parse.verbs import GERUNDS, Saying

JUDGING = words("quotes", "judging")
PARTING = words("quotes", "parting")
LONGEST_SIGNATURE = 160  # characters


class Speakers:
    """Finds the attribution that stands with a statement."""

    def __init__(self, reading: Reading, attributions: Attributions) -> None:
        self.reading = reading
        self.attributions = attributions
        self.allusions = Allusions(reading, attributions)

    def of(self, one: Statement) -> Said | None:
        """Who said the words, by the first rule that tells; marks what is inserted in them."""
        return (
            self.inserted(one)
            or self.behind(one)
            or self.before(one)
            or self.signed(one)
            or self.allusions.formula(one)
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
            end = self.office_behind(end, one.after)
            one.inserted = (saying.first - 1, end)
            return replace(said, rule="inserted")
        return None

    def name_behind(self, last: int, after: int) -> int:
        """The last token of a name in apposition: «a résumé le secrétaire exécutif, Jesús Espinal, …»."""
        for other in self.attributions.references.between(last + 1, min(last + 4, after)):
            if other.person is not None and self.reading.low[last + 1] == ",":
                return other.last
        return last

    def office_behind(self, comma: int, after: int) -> int:
        """The sign behind an office in apposition, else `comma`: «témoigne A, juge au tribunal. Nous …»."""
        low = self.reading.low
        if low[comma] != "," or OFFICES.keys().isdisjoint(low[comma + 1 : comma + 2]):
            return comma
        return next((i for i in range(comma + 2, min(comma + 14, after)) if low[i] in (",", "–", ".", "-")), comma)

    def inside(self, one: Statement) -> list[Saying]:
        """Verbs of saying inside the marks."""
        every = self.attributions
        return every.sayings[bisect_left(every.firsts, one.first) : bisect_left(every.firsts, one.after)]

    def behind(self, one: Statement) -> Said | None:
        """«…», a déclaré X · «…». a-t-il ajouté · «…», selon X."""
        low = self.reading.low
        at = self.reading.token_at(one.quoted.close_at) if one.quoted.closed else one.after
        stop = at
        while stop < len(low) and stop < at + 3 and low[stop] in (",", ".", "–", "-", "—", ")", "…"):
            stop += 1
        ended = any(low[i] in (".", "…") for i in range(at, stop))
        saying = self.saying_behind(one, stop, ended=ended)
        if saying is not None:
            said = self.attributions.subject_behind(saying)
            if said is not None:
                return said
            before = self.attributions.subject_before(saying, self.sentence_begin(one))
            return before if before and not one.leads else Said(None, saying.first, saying.last, 0.5, "behind")
        opens = stop < len(low) and self.reading.words[stop][0].isupper()  # «…» Selon X, …: the next sentence's source
        if not ended and "," in low[at:stop] and (said := self.allusions.unlisted(stop)) is not None:
            return said
        source = source_at(self.reading, stop) if stop < len(low) and not (ended or opens) else None
        if source is not None:
            said = self.attributions.according(stop, stop + 1)
            return said or (None if low[stop] == "pour" else Said(None, stop, source, 0.5, "according"))
        return None

    def saying_behind(self, one: Statement, stop: int, *, ended: bool) -> Saying | None:
        """The verb of saying that follows the words at token `stop`; `ended` where a point stands before it."""
        reading, low = self.reading, self.reading.low
        place = one.quoted.close_at - 1 if one.quoted.closed else one.quoted.start
        saying = next(iter(self.attributions.sayings_between(stop, min(stop + 9, len(low)))), None)
        if saying is None or reading.starts[saying.first] >= reading.paragraph_of(place)[1]:
            return None
        between = low[stop : saying.first]
        if between and (ended or any(word in PARTING for word in between)):
            return None
        if "," not in between and len(between) > 4:
            return None
        if ended and saying.pronoun is None and low[saying.first] not in ("a", "ont", "s'", "avait", "lui"):
            return None
        return saying

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
        agent = self.allusions.agent(one, begin) if source_at(reading, begin) is None else None
        if agent is not None:
            return agent
        for saying in reversed(self.attributions.sayings_between(begin, opened)):
            said = (
                self.attributions.subject_before(saying, begin)
                or self.attributions.subject_behind(saying, opened)
                or self.attributions.unnamed(begin, saying.first)
            )
            if said is not None:
                return said
        said = self.attributions.according(begin, opened) or self.according_behind(one)
        if said is not None:
            return said
        gerund = not (GERUNDS.isdisjoint(low[begin:opened]) and JUDGING.isdisjoint(low[begin:opened]))
        if gerund or low[opened - 1] == ":":
            return (
                self.sentence_subject(begin, opened)
                or self.following_subject(one, begin)
                or (self.last_person(begin, opened) if low[opened - 1] == ":" else None)
            )
        return self.subject_of_words(begin, opened)

    def subject_of_words(self, begin: int, opened: int) -> Said | None:
        """«Le Conseil de sécurité « condamne avec fermeté » l’attentat»: the subject of the quoted verb speaks."""
        for other in self.attributions.references.between(begin, min(begin + 3, opened)):
            if other.last == opened - 1 and other.organization is not None:
                return self.attributions.said(other, "subject", 0.6)
        return None

    def last_person(self, begin: int, opened: int) -> Said | None:
        """«Même son de cloche chez Anne Delorme : «…»»: who is named before the colon."""
        people = [other for other in self.attributions.references.between(begin, opened) if other.person is not None]
        return self.attributions.said(people[-1], "before", 0.7) if people else None

    def following_subject(self, one: Statement, begin: int) -> Said | None:
        """«Saluant «…», M. X a appelé …»: a sentence that opens with a gerund has its subject behind the comma."""
        reading, low = self.reading, self.reading.low
        opening = begin + (low[begin] == "en")
        if low[opening] not in GERUNDS and low[opening] not in JUDGING:
            return self.attributions.unnamed(begin, reading.token_at(one.quoted.open_at))
        at = reading.token_at(one.quoted.close_at)
        _, after = reading.sentence_of(begin)
        comma = next((i for i in range(at, min(at + 20, after)) if low[i] == ","), after)
        for other in self.attributions.references.between(comma, min(comma + 8, after)):
            if not self.attributions.references.is_object(other):
                return self.attributions.said(other, "subject", 0.75)
        return None

    def according_behind(self, one: Statement) -> Said | None:
        """«sera "pleinement opérationnel" au 1er janvier, d’après M. X»: the sentence ends with its source."""
        low = self.reading.low
        at = self.reading.token_at(one.quoted.close_at)
        _, after = self.reading.sentence_of(at - 1)
        for i in self.attributions.sources_between(at, min(after, at + 24)):
            if low[i] != "pour" and source_at(self.reading, i) is not None:
                return self.attributions.according(i, i + 1)
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
        """A dash, a bracket or a line behind a quote that leads its paragraph names who said it: «…» – X."""
        reading = self.reading
        if not one.leads:
            return None
        if not alone_in_paragraph(reading, one):
            inline = reading.token_at(one.quoted.close_at)
            if inline >= reading.count or reading.words[inline] not in "–—-(,":
                return None
            if reading.words[inline] == "," and not self.is_signature(inline, one):
                return None
            person = self.first_person(inline, min(inline + 6, reading.count))
            return self.attributions.said(person, "signed", 0.85) if person else None
        number = reading.paragraph_number(one.quoted.close_at - 1) + 1
        return self.signature(*reading.paragraphs[number]) if number < len(reading.paragraphs) else None

    def is_signature(self, comma: int, one: Statement) -> bool:
        """«…», Jean Lenoir, préfet du Nord: nothing but a name and an office behind the quote's comma."""
        _, end = self.reading.paragraph_of(one.quoted.close_at - 1)
        after = self.reading.token_at(end)
        short = end - one.quoted.close_at < LONGEST_SIGNATURE
        named = any(other.person is not None for other in self.attributions.references.between(comma + 1, comma + 4))
        return short and named and not self.attributions.sayings_between(comma, after)

    def signature(self, start: int, end: int) -> Said | None:
        """The line below: «– Jürgen Stock, Secrétaire Général»."""
        reading = self.reading
        line = reading.plain[start:end].strip()
        sentence = line.endswith((".", ":", "?")) and not line.startswith(("–", "—", "-"))
        if end - start > LONGEST_SIGNATURE or sentence:
            return None
        first, after = reading.token_at(start), reading.token_at(end - 1) + 1
        person = self.first_person(first, after)
        if person is None or person.first - first > 3 or self.attributions.sayings_between(first, after):
            return None
        return self.attributions.said(person, "signed", 0.85)

    def first_person(self, first: int, after: int) -> Reference | None:
        """The first reference to a person at tokens first to after - 1."""
        return next((one for one in self.attributions.references.between(first, after) if one.person), None)
