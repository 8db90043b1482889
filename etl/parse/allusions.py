"""Who said it, where no listed verb of saying tells.

By a formula (C’est par ces mots que X a ouvert …), as the agent of a passive (qualifié de «…» par X), or as the subject
behind any verb (a tweeté X).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from etl.lexicon import words
from etl.parse.attribution import Attributions, Said
from etl.parse.persons import Person
from etl.parse.reading import Reading
from etl.parse.references import Reference
from etl.parse.statements import Statement
from etl.parse.verbs import AUXILIARIES, FORMS, PARTICIPLES

JUDGING = words("quotes", "judging")
FORMULAS = words("quotes", "formulas")
POINTING = words("quotes", "pointing")
PARTICIPLE_ENDS = ("é", "ée", "i", "ie", "u", "ue", "it", "ite", "is")
FORMULA_WITHIN = 12  # tokens


class Allusions:
    """Finds who spoke by what stands around a statement instead of a verb of saying."""

    def __init__(self, reading: Reading, attributions: Attributions) -> None:
        self.reading = reading
        self.attributions = attributions
        self.agents = reading.positions({"par"})

    def agent(self, one: Statement, begin: int) -> Said | None:
        """«qualifié de «…» par M. X», «décrit par M. X comme «…»»."""
        low = self.reading.low
        opened, closed = (self.reading.token_at(at) for at in (one.quoted.open_at, one.quoted.close_at))
        judged = any(low[at] in JUDGING or low[at] in PARTICIPLES for at in range(max(begin, opened - 4), opened))
        inside = self.agents[bisect_right(self.agents, begin) : bisect_left(self.agents, opened)]
        for i in (*inside, *([closed] if low[closed : closed + 1] == ["par"] else [])):
            passive = judged if i == closed else low[i - 1] in JUDGING or low[i - 1] in FORMS
            if passive and (agent := self.first(i + 1, i + 6)) is not None:
                return self.attributions.said(agent, "agent", 0.8)
        return None

    def formula(self, one: Statement) -> Said | None:
        """«…» C’est par cette formule que X a ouvert la séance. · «…» : tel est le message de X."""
        low, at = self.reading.low, self.reading.token_at(one.quoted.close_at)
        while at < len(low) and low[at] in (".", ",", ":", "–", "-"):
            at += 1
        if at >= len(low) or low[at] not in POINTING:
            return None
        _, after = self.reading.sentence_of(at)
        cue = next((i for i in range(at, min(at + FORMULA_WITHIN, after)) if low[i] in FORMULAS), None)
        if cue is None:
            return None
        ahead = self.attributions.references.between(cue, after)
        leading = next((other for other in ahead if not self.attributions.references.is_object(other)), None)
        named = leading or next((other for other in ahead if other.person is not None), None)
        return self.attributions.said(named, "formula", 0.75) if named is not None else None

    def unlisted(self, stop: int) -> Said | None:
        """«…», a tweeté Marc Vasseur · «…», se gausse l’avocat: any verb with somebody right behind it."""
        low = self.reading.low
        if stop + 2 >= len(low):
            return None
        compound = low[stop] in AUXILIARIES or low[stop : stop + 2] in (["s'", "est"], ["s'", "était"])
        verb = stop + 1 + (low[stop] == "s'") if compound else stop + (low[stop] in ("se", "s'"))
        if compound and not low[verb].endswith(PARTICIPLE_ENDS):
            return None
        if not compound and not (low[verb].isalpha() and low[verb].endswith(("e", "t")) and len(low[verb]) > 3):
            return None
        one = self.first(verb + 1, verb + 4)
        somebody = one is not None and (isinstance(one.person, Person) or one.office is not None)
        return self.attributions.said(one, "behind", 0.7) if one is not None and somebody else None

    def first(self, first: int, after: int) -> Reference | None:
        """The reference that begins at `first`, honorific and article aside."""
        one = next(iter(self.attributions.references.between(first, after)), None)
        if one is None or self.attributions.references.before_honorific(one.first - 1) >= first:
            return None
        return one
