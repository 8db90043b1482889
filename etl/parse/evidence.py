"""What shows that a run of capitals names a person.

Rules: `person.honorific` (Mme Diallo), `person.office` (le préfet Paul Marin · Paul Marin, préfet),
`person.given_name` (Paul Marin), `person.saying` (a déclaré Zork Blim), `person.particle` (Zork van Blim),
`person.noun` (le pisteur Zork Blim).
"""

from __future__ import annotations

from etl.lexicon import words
from etl.parse.gazetteer import demonyms
from etl.parse.names import CLAUSE, NEVER, OPENERS, PLACES, Names, Run, is_name_word
from etl.parse.titles import OFFICES, RANKS, TITLE_WORDS
from etl.parse.verbs import AUXILIARIES, Saying

THINGS = words("names", "things")
PLACE_PREPOSITIONS = words("names", "place_prepositions")
STRONG_PARTICLES = words("names", "strong_particles")
ALIASING = words("names", "aliasing")
SAINTS = words("names", "saints")
OF_THINGS = words("names", "of_things")
COMPANY_ENDS = words("names", "company_ends")
REACHED_AT = words("names", "reached_at")
ARTICLES = frozenset(["le", "la", "l'", "les", "un", "une", "du", "au", "son", "sa"])
NATIONALITIES = demonyms()
SHOWS_A_PERSON = words("names", "shows_a_person")


class Evidence:
    """Judges candidate names by what stands in and beside them."""

    def __init__(self, names: Names, sayings: list[Saying]) -> None:
        self.reading = names.reading
        self.names = names
        self.saying_firsts = {saying.first for saying in sayings}
        self.saying_lasts = {saying.last for saying in sayings}

    def judged(self, run: Run) -> Run | None:
        """The run with the rule that shows it to be a person, or None."""
        words, first = self.reading.words, run.first
        before = self.reading.low[first - 1] if first else "\n"
        if self.is_alias(first) or self.quoted_alone(run, first - 2):
            return None
        if run.honorific is not None:
            return run.shown_by("person.honorific", 0.97)
        if self.is_thing(run, before):
            return None
        names = [i for i in range(first, run.last + 1) if is_name_word(words[i]) and len(words[i]) > 1]
        if not names or (len(names) < 2 and len(words[first]) != 1):
            return None
        return self.shown(run, before, given=self.has_given_name(run, names))

    def is_alias(self, first: int) -> bool:
        """«Ali Kaya, dit Le Turc» is an alias, «a dit Ali Kaya» a name behind a verb of saying."""
        low = self.reading.low
        if not first or low[first - 1] not in ALIASING:
            return False
        said = first > 2 and (low[first - 2] in AUXILIARIES or low[first - 3] in '»”"')
        return not (said and first - 1 in self.saying_lasts)

    def is_thing(self, run: Run, before: str) -> bool:
        """Whether a name without honorific is a place's or a thing's: «Fort Portal», «le navire Marie Celeste»."""
        first = run.first
        begins_as_place = not self.names.given_at(first) and (
            self.names.taken.get(first) == "country" or (first > 0 and self.reading.low[first] in SAINTS)
        )
        return (
            begins_as_place
            or (before in THINGS and not self.is_rank(first))
            or (before in OF_THINGS and first > 1 and self.reading.low[first - 2] in THINGS)
            or self.is_company(run.last + 1)
            or all(self.names.taken.get(i) in PLACES for i in range(first, run.last + 1))
            or self.quoted_alone(run, first - 1)
        )

    def is_company(self, i: int) -> bool:
        """Whether token i shows the name before it to be a company's: «Philip Morris International»."""
        words_ = self.reading.words
        capital = i < len(words_) and words_[i][0].isupper() and self.reading.tight(i - 1)
        return capital and self.reading.low[i] in COMPANY_ENDS

    def is_rank(self, first: int) -> bool:
        """Whether «général de brigade», «capitaine de frégate» stands right before the name."""
        low = self.reading.low
        return first > 2 and low[first - 2] == "de" and low[first - 3] in RANKS

    def has_given_name(self, run: Run, names: list[int]) -> bool:
        """Whether a given name stands first, second behind a short word, or last behind a surname in capitals."""
        opening = self.reading.words[run.first]
        second = names[1] if len(names) > 1 else run.first
        return (
            self.names.given_at(run.first)
            or (opening.isupper() and self.names.given_at(run.last))
            or (len(opening) <= 3 and self.names.given_at(second))
        )

    def shown(self, run: Run, before: str, *, given: bool) -> Run | None:
        """The run with what speaks for it beside honorifics; without a rule where nothing speaks against it."""
        if self.title_before(run.first) or self.title_after(run.last):
            return run.shown_by("person.office", 0.96 if given else 0.85)
        if given:
            return run.shown_by("person.given_name", 0.75 if before in PLACE_PREPOSITIONS - {"à", "sur"} else 0.9)
        if self.saying_beside(run):
            return run.shown_by("person.saying", 0.75)
        placed = before in PLACE_PREPOSITIONS
        inner = range(run.first + 1, run.last)
        if not placed and any(self.reading.low[i] in STRONG_PARTICLES for i in inner):
            return run.shown_by("person.particle", 0.7)
        if self.noun_before(run.first):
            return run.shown_by("person.noun", 0.7)
        if placed or any(self.names.taken.get(i) in PLACES for i in range(run.first, run.last + 1)):
            return None
        return run.shown_by("", 0.4)

    def noun_before(self, first: int) -> bool:
        """«le pisteur Kabwe Mulenga»: an article and a noun for a person, which no thing’s name follows."""
        low, at = self.reading.low, first - 1
        if at > 0 and low[at] in NATIONALITIES and low[at - 1] in ARTICLES:  # «le Brésilien Zork Blim»
            return True
        if (
            at < 1
            or not self.reading.words[at].isalpha()
            or self.reading.words[at][0].isupper()
            or low[at] in THINGS
            or low[at] in CLAUSE
            or low[at] in OPENERS
        ):
            return False
        return low[at - 1] in ARTICLES and low[at] not in NEVER and not low[at].endswith(("tion", "ment", "té"))

    def quoted_alone(self, run: Run, opening: int) -> bool:
        """Whether marks hold the name alone, the first at token `opening`: «Silent Ledger», «Colonel Tonnerre»."""
        words, closing = self.reading.words, run.last + 1
        return opening >= 0 and closing < len(words) and words[opening] in '«“"' and words[closing] in '»”"'

    def title_before(self, first: int) -> bool:
        """Whether an office ends right before, a comma aside: «la Présidente d’INTERPOL, Mireille …»."""
        low, at = self.reading.low, first - 1
        if at >= 0 and low[at] in TITLE_WORDS:
            return True
        comma = at >= 0 and low[at] == ","
        stop = max(-1, at - 18)
        at -= comma
        while at > stop and low[at] not in (".", "\n", ";", ":", ",", "»", "«", "(", ")"):
            if low[at] in OFFICES:
                return True
            if low[at] in CLAUSE and low[at] not in ("par", "pour"):
                return False
            at -= 1
        return False

    def title_after(self, last: int) -> bool:
        """Whether an office stands in apposition behind: «Paul Marin, le préfet de l’Ain», «Paul Marin (directeur)»."""
        low, at = self.reading.low, last + 1
        if at >= len(low) or low[at] not in (",", "(", "–", "-"):
            return False
        if at + 1 < len(low) and (low[at + 1] in SHOWS_A_PERSON or self.age_at(at + 1)):
            return True
        if any(word in REACHED_AT for word in low[at + 1 : at + 3]):
            return True
        for word in low[at + 1 : at + 5]:
            if word in OFFICES or word in RANKS:
                return True
            if word in CLAUSE or word in ",.;:\n":
                return False
        return False

    def age_at(self, i: int) -> bool:
        """«56 ans» at token i."""
        return self.reading.low[i].isdigit() and self.reading.low[i + 1 : i + 2] == ["ans"]

    def saying_beside(self, run: Run) -> bool:
        """Whether the name is a verb of saying's subject."""
        return run.last + 1 in self.saying_firsts or run.first - 1 in self.saying_lasts
