"""Who is named: candidate names put together, each person once, by the fullest name.

Rules beside those of `etl.parse.evidence`: `person.listed` (A. Diop, Kwame Mensah et Li Wei), `person.surname` (a known
person's name, shorter: Stock a rappelé).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from etl.parse.evidence import PLACE_PREPOSITIONS, THINGS, Evidence
from etl.parse.folding import fold
from etl.parse.gazetteer import Listed
from etl.parse.names import FEMALE, MALE, OPENERS, PARTICLES, Names, Run, is_name_word
from etl.parse.reading import Reading
from etl.parse.spans import Spans
from etl.parse.titles import RANKS, TITLE_WORDS
from etl.parse.values import Found
from etl.parse.verbs import Saying

NO_PERSON_BEHIND = PLACE_PREPOSITIONS | THINGS
CROWD = 60  # of more people of one word in their names, only the first are looked at


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


def persons(reading: Reading, listed: list[Listed], sayings: list[Saying], skipped: Spans) -> list[Person]:
    """Everybody whom the text names, each once, by the fullest name."""
    names = Names(reading, listed)
    evidence = Evidence(names, sayings)
    judged = [evidence.judged(run) for run in names.runs()]
    runs = [run for run in judged if run is not None and not skipped.holds(reading.starts[run.first])]
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
        word for word in reading.words[run.first : run.last + 1] if is_name_word(word) and word.lower() not in PARTICLES
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
    keyed = ((keys_of(reading, run), run) for run in runs)
    for keys, run in sorted(keyed, key=lambda one: -len(one[0])):
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
    words = [word for word in reading.words[run.first : run.last + 1] if is_name_word(word)]
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
    if not by_surname:
        return
    covered = {i for person in found for run in person.runs for i in range(run.first, run.last + 1)}
    for i in reading.capitals:
        fit = by_surname.get(fold(reading.words[i]))
        if fit is None or len(fit) > 1 or i in covered or reading.low[i - 1] in NO_PERSON_BEHIND:
            continue
        if names.may_begin(i) and not follows_capital(reading, i):
            fit[0].runs.append(Run(i, i, "person.surname", 0.8))


def follows_capital(reading: Reading, i: int) -> bool:
    """Whether the word is part of a longer run of capitals that was not taken for this name."""
    before = reading.words[i - 1] if i else ""
    after = reading.words[i + 1] if i + 1 < reading.count else ""
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
    """Set the gender that honorifics show, and the one the given name makes likely.

    A rank in the masculine («le commissaire Anneliese Hofstätter») says nothing of a woman.
    """
    likely = likely_gender(reading, person)
    for run in person.runs:
        masculine_rank = run.honorific == "male" and likely == "female" and reading.low[run.first - 1] in RANKS
        if run.honorific and not masculine_rank:
            person.gender = run.honorific
            break
    person.likely_gender = person.gender or likely
