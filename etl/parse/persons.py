"""Who is named: runs of capitals that an honorific, an office, a given name or a verb of saying shows to be a person.

Rules: `person.honorific` (Mme Diallo), `person.office` (le préfet Paul Marin · Paul Marin, préfet),
`person.given_name` (Paul Marin), `person.saying` (a déclaré Zork Blim), `person.particle` (Zork van Blim),
`person.noun` (le pisteur Zork Blim), `person.listed` (beside other persons), `person.surname` (a known person's name).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from etl.lexicon import load, words
from etl.parse.folding import fold
from etl.parse.gazetteer import Listed, demonyms
from etl.parse.reading import Reading
from etl.parse.spans import Spans
from etl.parse.titles import HONORIFICS, OFFICES, RANKS, TITLE_WORDS
from etl.parse.values import Found
from etl.parse.verbs import Saying

PARTICLES = words("names", "particles")
FRENCH_PARTICLES = words("names", "french_particles")
JOINING_PARTICLES = words("names", "joining_particles")
THINGS = words("names", "things")
NEVER = words("names", "never")
OPENERS = words("words", "sentence_openers")
CLAUSE = words("words", "clause_words")
ELISIONS = frozenset(
    ["l'", "d'", "j'", "s'", "c'", "n'", "m'", "t'", "qu'", "jusqu'", "lorsqu'", "puisqu'", "quoiqu'", "aujourd'"]
)
PLACES = frozenset(["city", "country", "region"])
PLACE_PREPOSITIONS = frozenset(["à", "en", "au", "aux", "vers", "depuis", "dans", "sur"])
_GIVEN = load("given_names")
NO_PERSON_BEHIND = PLACE_PREPOSITIONS | THINGS
FEMALE = frozenset(fold(name) for name in _GIVEN["female"])
MALE = frozenset(fold(name) for name in _GIVEN["male"])
GIVEN = FEMALE | MALE | frozenset(fold(name) for name in _GIVEN["both"])
AMBIGUOUS = frozenset(fold(name) for name in _GIVEN["ambiguous"])
LONGEST_NAME = 9
CROWD = 60  # of more people of one word in their names, only the first are looked at
STRONG_PARTICLES = frozenset(
    ["van", "von", "bin", "ben", "ibn", "binti", "bint", "ould", "ag", "ter", "af", "der", "den"]
)
REACHED_AT = frozenset(["tél", "tel", "téléphone", "+", "t", "mobile", "courriel", "email", "e-mail", "@"])
ALIASING = frozenset(["dit", "dite", "alias", "surnommé", "surnommée"])
SHOWS_A_PERSON = frozenset(
    ["ressortissant", "ressortissante", "citoyen", "citoyenne", "né", "née", "originaire", "âgé", "âgée", "alias"]
)
SAINTS = frozenset(["saint", "sainte", "san", "santa", "fort", "port", "mont", "new", "los", "las", "el", "rio"])


@dataclass(slots=True)
class Run:
    """Tokens first..last that may be a name; `honorific` is the gender an honorific before it shows, or None."""

    first: int
    last: int
    rule: str = ""
    confidence: float = 0.0
    honorific: str | None = None

    def shown_by(self, rule: str, confidence: float) -> Run:
        """The run as a name found by `rule`."""
        self.rule, self.confidence = rule, confidence
        return self


@dataclass(slots=True)
class Person:
    """A person of the release by the fullest name, with all mentions in order.

    `gender` is what the text shows, `likely_gender` what the given name tells where it shows none.
    """

    name: str
    keys: frozenset[str]
    runs: list[Run]
    gender: str | None = None
    likely_gender: str = ""
    surname: str = ""
    firsts: list[int] = field(default_factory=list)

    def mentions(self, reading: Reading) -> tuple[Found, ...]:
        """The places that name the person."""
        return tuple(
            Found(reading.starts[run.first], reading.ends[run.last], run.rule, run.confidence) for run in self.runs
        )


def is_capital(reading: Reading, i: int) -> bool:
    """Whether token i is a word with a capital."""
    word = reading.words[i]
    return word[0].isupper() and word[-1] != "." and word[0].isalpha()


class Names:
    """Candidate names of a text and what speaks for each."""

    def __init__(self, reading: Reading, listed: list[Listed], sayings: list[Saying]) -> None:
        self.reading = reading
        self.common = reading.lower_case
        self.openings = reading.openings
        self.taken = self._taken(listed)
        self.saying_firsts = {saying.first for saying in sayings}
        self.saying_lasts = {saying.last for saying in sayings}

    def _taken(self, listed: list[Listed]) -> dict[int, str]:
        """Tokens of listed names → kind."""
        taken: dict[int, str] = {}
        for one in listed:
            if one.entry.kind == "subject":
                continue
            for i in range(one.first, one.last + 1):
                taken[i] = one.entry.kind
        return taken

    def runs(self) -> list[Run]:
        """All candidate runs, in order."""
        found: list[Run] = []
        after = 0
        for i in self.reading.capitals:
            if i < after or not self.may_begin(i):
                continue
            last = self.run_end(i)
            run = self.judged(Run(i, last))
            if run is not None:
                found.append(run)
            after = last + 1
        return found

    def may_begin(self, i: int) -> bool:
        """Whether a name can begin with token i."""
        reading = self.reading
        low = reading.low[i]
        if not self.may_belong(i) or low in ELISIONS:
            return False
        if i in self.openings or (i and reading.words[i - 1] in '«“":'):
            if low in OPENERS or low in CLAUSE:
                return False
            if low in self.common and fold(low) not in GIVEN:
                return False
        if (
            self.taken.get(i) in PLACES
            and i + 1 < len(reading)
            and reading.tight(i)
            and self.given_at(i + 1)
            and reading.words[i + 1][0].isupper()
            and reading.low[i - 1] in ("de", "d'", "à", "du")
        ):
            return False
        return not (low in OPENERS and len(low) < 4 and fold(low) not in GIVEN and low != "le")

    def may_belong(self, i: int) -> bool:
        """Whether token i can be a word of a name."""
        word, low = self.reading.words[i], self.reading.low[i]
        if not word[0].isupper() or low in TITLE_WORDS or low in NEVER or low in demonyms() or "." in word:
            return False
        if self.taken.get(i) in ("organization", "programme") and fold(low) not in GIVEN:
            return False
        short_capitals = 1 < len(word) < 4 and word.isupper() and word.isalpha()
        return not short_capitals or fold(low) in GIVEN or self.next_to_name(i)

    def next_to_name(self, i: int) -> bool:
        """Whether short capitals stand beside a given name or an honorific: «Ahmed LI», «LO Chi Keung», «Mme HA»."""
        reading = self.reading
        before = reading.low[i - 1] if i else ""
        after = reading.low[i + 1] if i + 1 < len(reading) else ""
        return fold(before) in GIVEN or before in HONORIFICS or before == "." or fold(after) in GIVEN

    def run_end(self, i: int) -> int:
        """Last token of the name that begins at i."""
        reading = self.reading
        words, low, starts, ends = reading.words, reading.low, reading.starts, reading.ends
        last, count = i, len(reading)
        while last + 1 < count and last - i < LONGEST_NAME:
            at = last + 1
            if words[last][-1] == "'" and starts[at] == ends[last] and words[at][0].isalpha():
                last = at
                continue
            if (
                words[at] == "."
                and len(words[last]) == 1
                and at + 1 < count
                and words[at + 1][0].isupper()
                and self.may_belong(at + 1)
            ):
                last = at + 1
                continue
            if starts[at] - ends[last] > 1 or (starts[at] == ends[last]):
                break
            if words[at] == "M" and at + 2 < count and words[at + 1] == "." and words[at + 2][0].isupper():
                if not self.given_at(last):
                    break
                last = at + 2  # an initial: Elias M. Banda
                continue
            if words[at][0].isupper() and self.may_belong(at) and (low[at] not in ELISIONS or self.given_at(i)):
                last = at
                continue
            joined = self.over_particles(i, last)
            if joined is None:
                break
            last = joined
        return last

    def over_particles(self, first: int, last: int) -> int | None:
        """Token of the capital behind one to three particles after `last`, or None."""
        reading = self.reading
        at = last + 1
        french = joining = False
        while (
            at < len(reading)
            and at - last < 4
            and reading.low[at] in PARTICLES
            and reading.starts[at] - reading.ends[at - 1] <= 1
        ):
            french = french or reading.low[at] in FRENCH_PARTICLES
            joining = joining or reading.low[at] in JOINING_PARTICLES
            at += 1
        if (
            at == last + 1
            or at >= len(reading)
            or not self.may_belong(at)
            or reading.starts[at] - reading.ends[at - 1] > 1
        ):
            return None
        if joining:
            return at if self.given_at(first) or self.honorific_before(first) is not None else None
        if french and reading.low[last + 1] in FRENCH_PARTICLES:
            begins_as_name = self.given_at(first) or self.honorific_before(first) is not None
            listed = self.taken.get(at)
            if not begins_as_name or listed in ("country", "organization", "programme", "region") or last - first > 4:
                return None
            if (
                listed == "city"
                and not self.given_at(at)
                and reading.low[last + 1] in ("de", "du", "d'")
                and not reading.words[at].isupper()
            ):
                return None
        return at

    def given_at(self, i: int) -> bool:
        """Whether token i is a given name, whole or by its first hyphenated part."""
        folded = fold(self.reading.low[i]).rstrip("'")
        return (
            folded in GIVEN
            or folded in AMBIGUOUS
            or folded.startswith(("abdel", "abdou", "abdul"))
            or ("-" in folded and folded.split("-")[0] in GIVEN | AMBIGUOUS)
        )

    def honorific_before(self, i: int) -> str | None:
        """Gender that an honorific or rank right before token i shows ('' if none); None without such a word."""
        low, at = self.reading.low, i - 1
        while at > 0 and low[at] in PARTICLES and low[at] not in ("des", "e", "y", "'"):
            at -= 1
        over_particle = at < i - 1
        if at >= 0 and low[at] == "." and at and self.reading.starts[at] == self.reading.ends[at - 1]:
            at -= 1
        if at < 0:
            return None
        if low[at] == "me" and at and self.reading.words[at - 1] == "M":
            return "female"
        if self.reading.words[at] == "Me":
            return ""
        if low[at] in HONORIFICS:
            return HONORIFICS[low[at]]
        if low[at] in RANKS and not over_particle:
            return RANKS[low[at]] or {"le": "male", "la": "female"}.get(low[at - 1] if at else "", "")
        return None

    def judged(self, run: Run) -> Run | None:
        """The run with the rule that shows it to be a person, or None."""
        words, first = self.reading.words, run.first
        run.honorific = self.honorific_before(first)
        before = self.reading.low[first - 1] if first else "\n"
        if before in ALIASING or self.quoted_alone(run, first - 2):
            return None
        if run.honorific is not None:
            return run.shown_by("person.honorific", 0.97)
        if self.is_thing(run, before):
            return None
        names = [i for i in range(first, run.last + 1) if words[i][0].isupper() and len(words[i]) > 1]
        if not names or (len(names) < 2 and len(words[first]) != 1):
            return None
        return self.shown(run, before, given=self.has_given_name(run, names))

    def is_thing(self, run: Run, before: str) -> bool:
        """Whether a name without honorific is a place's or a thing's: «Fort Portal», «le navire Marie Celeste»."""
        first = run.first
        begins_as_place = not self.given_at(first) and (
            self.taken.get(first) == "country" or (first > 0 and self.reading.low[first] in SAINTS)
        )
        return (
            begins_as_place
            or before in THINGS
            or all(self.taken.get(i) in PLACES for i in range(first, run.last + 1))
            or self.quoted_alone(run, first - 1)
        )

    def has_given_name(self, run: Run, names: list[int]) -> bool:
        """Whether a given name stands first, second behind a short word, or last behind a surname in capitals."""
        opening = self.reading.words[run.first]
        second = names[1] if len(names) > 1 else run.first
        return (
            self.given_at(run.first)
            or (opening.isupper() and self.given_at(run.last))
            or (len(opening) <= 3 and self.given_at(second))
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
        if placed or any(self.taken.get(i) in PLACES for i in range(run.first, run.last + 1)):
            return None
        return run.shown_by("", 0.4)

    def noun_before(self, first: int) -> bool:
        """«le pisteur Kabwe Mulenga»: an article and a noun for a person, which no thing’s name follows."""
        low, at = self.reading.low, first - 1
        if (
            at < 1
            or not self.reading.words[at].isalpha()
            or self.reading.words[at][0].isupper()
            or low[at] in THINGS
            or low[at] in CLAUSE
            or low[at] in OPENERS
        ):
            return False
        return (
            low[at - 1] in ("le", "la", "l'", "les", "un", "une", "du", "au", "son", "sa")
            and low[at] not in NEVER
            and not low[at].endswith(("tion", "ment", "té"))
        )

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


def persons(reading: Reading, listed: list[Listed], sayings: list[Saying], skipped: Spans) -> list[Person]:
    """Everybody whom the text names, each once, by the fullest name."""
    names = Names(reading, listed, sayings)
    runs = [run for run in names.runs() if not skipped.holds(reading.starts[run.first])]
    full = sure_names(reading, [run for run in runs if is_full(reading, run)])
    found = grouped(reading, full)
    taken = {id(run) for run in full}
    attach_short_names(reading, [run for run in runs if id(run) not in taken and run.rule], found)
    attach_surnames(reading, names, found)
    for person in found:
        person.runs.sort(key=lambda run: run.first)
        person.firsts = [run.first for run in person.runs]
        tell_gender(reading, person)
    return sorted(found, key=lambda person: person.runs[0].first)


def sure_names(reading: Reading, full: list[Run]) -> list[Run]:
    """The names that something shows, and those in a list with one: «A. Diop, Kwame Mensah et Li Wei»."""
    for before, run in pairwise(full):
        if before.rule and not run.rule and beside(reading, before, run):
            run.rule, run.confidence = "person.listed", 0.7
    for run, behind in reversed(list(pairwise(full))):
        if behind.rule and not run.rule and beside(reading, run, behind):
            run.rule, run.confidence = "person.listed", 0.7
    return [run for run in full if run.rule]


def beside(reading: Reading, one: Run, other: Run) -> bool:
    """Whether nothing but a comma, «et» or a bracket stands between two names."""
    gap = (one.last + 1, other.first)
    return 0 < gap[1] - gap[0] <= 5 and all(
        reading.low[i] in (",", "et") or inside_bracket(reading, i, gap) for i in range(*gap)
    )


def is_full(reading: Reading, run: Run) -> bool:
    """Whether a run has more than a surname: two capitalised words that are no particles, or an initial and one."""
    capitals = [
        word for word in reading.words[run.first : run.last + 1] if word[0].isupper() and word.lower() not in PARTICLES
    ]
    return len(capitals) > 1


def inside_bracket(reading: Reading, i: int, gap: tuple[int, int]) -> bool:
    """Whether the gap's token i belongs to a bracket that opens it: «A (Maroc), B»."""
    inside = reading.low[gap[0] : gap[1]]
    return inside[0] == "(" and ")" in inside and i <= gap[0] + inside.index(")")


def keys_of(reading: Reading, run: Run) -> frozenset[str]:
    """The name's words, folded, without particles and initials' points."""
    return frozenset(
        fold(word).rstrip("'")
        for word in reading.low[run.first : run.last + 1]
        if word[0].isalpha() and word not in PARTICLES
    )


def name_of(reading: Reading, run: Run) -> str:
    """The name as written."""
    return " ".join(reading.text[reading.starts[run.first] : reading.ends[run.last]].split())


def grouped(reading: Reading, runs: list[Run]) -> list[Person]:
    """Runs of one person put together: the same words in any order, or all the words of a longer name."""
    found: list[Person] = []
    bearers: dict[str, list[Person]] = {}
    for run in sorted(runs, key=lambda run: -len(keys_of(reading, run))):
        keys = keys_of(reading, run)
        same = next((person for person in bearers_of(bearers, keys) if keys <= person.keys), None)
        if same is not None:
            same.runs.append(run)
            continue
        person = Person(name_of(reading, run), keys, [run], surname=surname_of(reading, run))
        found.append(person)
        for key in keys:
            bearers.setdefault(key, []).append(person)
    return found


def bearers_of(bearers: dict[str, list[Person]], keys: frozenset[str]) -> list[Person]:
    """Those who bear the rarest of the words; of a crowd, the first ones."""
    return min((bearers.get(key, []) for key in keys), key=len, default=[])[:CROWD]


def surname_of(reading: Reading, run: Run) -> str:
    """The word by which the person is cited again: the last, or a first one in capitals (KHOO Boon Hui)."""
    words = [word for word in reading.words[run.first : run.last + 1] if word[0].isupper()]
    capitals = [word for word in words if len(word) > 1 and word.isupper()]
    return fold((capitals or words)[0] if capitals and capitals[0] == words[0] else words[-1])


def attach_short_names(reading: Reading, runs: list[Run], found: list[Person]) -> None:
    """Give «M. Stock» to Jürgen Stock; a surname that nobody bears makes a person of its own."""
    bearers: dict[str, list[Person]] = {}
    for person in found:
        for key in person.keys:
            bearers.setdefault(key, []).append(person)
    for run in sorted(runs, key=lambda run: run.first):
        keys = keys_of(reading, run)
        fit = [person for person in bearers_of(bearers, keys) if keys <= person.keys]
        if len(fit) > 1:
            fit = pick(reading, run, fit)
        if fit:
            fit[0].runs.append(run)
        elif run.honorific is not None and keys:
            person = Person(name_of(reading, run), keys, [run], surname=fold(reading.low[run.last]))
            found.append(person)
            for key in keys:
                bearers.setdefault(key, []).append(person)


def pick(reading: Reading, run: Run, fit: list[Person]) -> list[Person]:
    """Of two people of one surname: the one of the honorific's gender, then the one cited last before."""
    if run.honorific:
        shown = [(shown_gender(reading, person), person) for person in fit]
        exact = [person for gender, person in shown if gender == run.honorific]
        fit = exact or [person for gender, person in shown if not gender] or fit
    return [
        max(
            fit,
            key=lambda person: max((other.first for other in person.runs[-20:] if other.first < run.first), default=-1),
        )
    ]


def shown_gender(reading: Reading, person: Person) -> str:
    """The gender that honorifics show, else what the given name tells."""
    for run in person.runs:
        if run.honorific:
            return run.honorific
    return likely_gender(reading, person)


def attach_surnames(reading: Reading, names: Names, found: list[Person]) -> None:
    """A bare surname of a known person is a mention: «Stock a rappelé», «le Secrétaire Général Stock»."""
    by_surname: dict[str, list[Person]] = {}
    for person in found:
        if len(person.surname) > 2:
            by_surname.setdefault(person.surname, []).append(person)
    covered = {i for person in found for run in person.runs for i in range(run.first, run.last + 1)}
    for i in reading.capitals if by_surname else ():
        fit = by_surname.get(fold(reading.words[i]))
        if fit is None or len(fit) > 1 or i in covered or reading.low[i - 1] in NO_PERSON_BEHIND:
            continue
        if names.may_begin(i) and not follows_capital(reading, i):
            fit[0].runs.append(Run(i, i, "person.surname", 0.8))


def follows_capital(reading: Reading, i: int) -> bool:
    """Whether the word is part of a longer run of capitals that was not taken for this name."""
    before = reading.words[i - 1] if i else ""
    after = reading.words[i + 1] if i + 1 < len(reading) else ""
    named_before = (
        before[:1].isupper()
        and before.lower() not in TITLE_WORDS
        and before.lower() not in OPENERS
        and reading.tight(i - 1)
    )
    return named_before or (
        after[:1].isupper() and after[:1].isalpha() and reading.tight(i) and after.lower() not in TITLE_WORDS
    )


def likely_gender(reading: Reading, person: Person) -> str:
    """What the given name tells: used to resolve pronouns, never stored."""
    for run in person.runs:
        for word in reading.low[run.first : run.last + 1]:
            parts = fold(word).split("-")
            if parts[0] in FEMALE and parts[0] not in MALE:
                return "female"
            if parts[0] in MALE and parts[0] not in FEMALE:
                return "male"
    return ""


def tell_gender(reading: Reading, person: Person) -> None:
    """Set the gender that honorifics show, and the one the given name makes likely."""
    for run in person.runs:
        if run.honorific:
            person.gender = run.honorific
            break
    person.likely_gender = person.gender or likely_gender(reading, person)
