"""Who is named in a row: «A, ministre de l’Intérieur, et B», «le Pérou, le Chili et l’Équateur».

A row goes on over commas, «et» and «ainsi que», appositions between them, and ends at a verb or a clause of its own.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from etl.lexicon import words
from etl.parse.gazetteer import Listed
from etl.parse.reading import Reading
from etl.parse.references import SKIPPED as BEFORE_NAMES
from etl.parse.references import Reference, References
from etl.parse.verbs import AUXILIARIES, BEING

JOINING = words("events", "joining")
OF = words("events", "of")
ROW_ENDS = words("events", "row_ends") | AUXILIARIES | BEING
SENT = words("events", "sent")
OPENING = 6  # tokens in which a sentence's subject begins
OF_VERB = 4  # tokens: «ont également participé»
LONGEST_GAP = 9  # tokens of an apposition that no reference covers
LONGEST_ROW = 60  # tokens


class Party(NamedTuple):
    """Somebody in a row at tokens first..last: a reference, or a country."""

    first: int
    last: int
    reference: Reference | None


class Enumerations:
    """Reads rows of persons, offices, organisations and countries."""

    def __init__(self, reading: Reading, references: References, listed: list[Listed]) -> None:
        self.reading = reading
        self.references = references
        self.countries = [one for one in listed if one.entry.kind == "country"]
        self.country_firsts = [one.first for one in self.countries]

    def behind(self, first: int, after: int) -> list[Party]:
        """The row that begins at token `first`, an article and «de» aside, and ends before `after`."""
        row: list[Party] = []
        last = first - 1
        for one in self.parties(first, min(after, first + LONGEST_ROW)):
            if one.first <= last:
                continue
            gap = self.reading.low[last + 1 : one.first]
            if len(gap) > LONGEST_GAP or not ROW_ENDS.isdisjoint(gap):
                break
            if self.is_next(gap, opens=not row):
                row.append(one)
            elif not row:
                break
            last = one.last
        return row

    def before(self, begin: int, after: int) -> list[Party]:
        """The row of subjects that ends last between two tokens."""
        row: list[Party] = []
        first = after
        for one in reversed(self.parties(max(begin, after - LONGEST_ROW), after)):
            if one.last >= first:
                continue
            gap = self.reading.low[one.last + 1 : first]
            if row and (len(gap) > LONGEST_GAP or not ROW_ENDS.isdisjoint(gap)):
                break
            if self.is_object(one):
                continue
            if row and gap and JOINING.isdisjoint(gap):
                break
            if gap or not row:  # an office right before its holder's name is none of its own
                row.insert(0, one)
            first = one.first
        return row or self.represented(begin, after)

    def represented(self, begin: int, after: int) -> list[Party]:
        """«Des représentants d’Europol et de la Banque mondiale ont …»: who sent the subject that has no name."""
        low = self.reading.low
        noun = next((i for i in range(begin, min(after, begin + OPENING)) if low[i] in SENT), None)
        row = self.behind(noun + 1, after) if noun is not None else []
        return row if row and after - row[-1].last <= OF_VERB else []

    def parties(self, first: int, after: int) -> list[Party]:
        """Whoever is named between two tokens, in order."""
        countries = self.countries[bisect_left(self.country_firsts, first) : bisect_left(self.country_firsts, after)]
        named = [Party(one.first, one.last, one) for one in self.references.between(first, after)]
        return sorted([*named, *(Party(one.first, one.last, None) for one in countries)], key=lambda one: one[:2])

    def is_next(self, gap: list[str], *, opens: bool) -> bool:
        """Whether the tokens before somebody join him to the row, or open it."""
        plain = [word for word in gap if word not in BEFORE_NAMES]
        joints = [at for at, word in enumerate(plain) if word in JOINING]
        lead = plain[joints[-1] + 1 :] if joints else plain
        return (bool(joints) or opens) and all(word in OF for word in lead)

    def is_object(self, one: Party) -> bool:
        """Whether a preposition before it shows that it is no subject."""
        at = one.first - 1
        if (
            self.reading.low[at - 1 : at] == ["dont"] and self.reading.low[at] in BEFORE_NAMES
        ):  # «40 pays, dont le Kenya»
            return False
        return self.references.is_object(one.reference or Reference(one.first, one.last))
