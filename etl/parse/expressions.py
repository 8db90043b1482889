"""Where a text speaks of somebody: names, offices, organisations, epithets as references, in order.

A reference is what can be a speaker: a name, an office with its article (la Présidente), an epithet (le chef
d’INTERPOL, la magistrate), an organisation.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from etl.lexicon import words
from etl.parse.body_names import HEADS as BODIES
from etl.parse.names import LONGEST_NAME
from etl.parse.organizations import Organization
from etl.parse.persons import Person
from etl.parse.reading import Reading
from etl.parse.titles import ARTICLES, BEFORE, Office
from etl.parse.value import value
from etl.parse.values import Basis

EPITHETS_MALE = words("titles", "epithets_male")
EPITHETS_FEMALE = words("titles", "epithets_female")
SPEAKS_FOR = words("titles", "speaks_for")
DEFINITE = words("titles", "definite")
FEMININE_ENDS = ("nne", "trice", "euse", "ière", "ée", "tte", "ante", "ente")
INDEFINITE = frozenset(["un", "une"])


@value
class Reference:
    """A reference at tokens first..last (its article included)."""

    first: int
    last: int
    person: Person | None = None
    organization: Organization | None = None
    office: Office | None = None
    epithet: str = ""
    body: str = ""
    gender: str = ""
    basis: Basis = "named"


class Expressions:
    """Collects the references of a text; no token belongs to two of them."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.found: list[Reference] = []
        self.covered: set[int] = set()

    def add_names(self, persons: list[Person]) -> None:
        """«Jürgen Stock», «Stock»."""
        for person in persons:
            for run in person.runs:
                self.found.append(Reference(run.first, run.last, person=person, gender=person.likely_gender))
                self.covered.update(range(run.first, run.last + 1))

    def add_offices(
        self, offices: list[Office], given: dict[int, list[Person]], organizations: list[Organization]
    ) -> None:
        """«le secrétaire général», «un porte-parole d’Europol»; `given` are the holders by an office's index."""
        bodies = {first: body for body in reversed(organizations) for first, _ in body.places}
        for at, office in enumerate(offices):
            if office.first in self.covered or office.plural:
                continue
            reference = office_reference(self.reading, office, given.get(at, []), bodies)
            if reference is not None:
                self.found.append(reference)
            self.covered.update(range(office.first, office.last + 1))

    def add_organizations(self, organizations: list[Organization]) -> None:
        """«INTERPOL», «l’Organisation mondiale des douanes»."""
        low = self.reading.low
        for organization in organizations:
            for first, last in organization.places:
                if first in self.covered:
                    continue
                article = first - 1 if first and low[first - 1] in ("le", "la", "l'") else first
                self.found.append(Reference(article, last, organization=organization))
                self.covered.update(range(first, last + 1))

    def add_epithets(self) -> None:
        """«la magistrate belge», «ce dernier», «la nouvelle élue», «l’organisation», «le parquet»."""
        low = self.reading.low
        self.found += [
            epithet
            for i in self.reading.positions({"le", "la", "l'", "ce", "cette", "cet"})
            if i + 2 < len(low) and i + 1 not in self.covered and (epithet := self.epithet_at(i)) is not None
        ]

    def epithet_at(self, i: int) -> Reference | None:
        """The epithet, or the noun for an organisation, behind the article at token i."""
        low = self.reading.low
        adjective = low[i + 1] in BEFORE and low[i + 1] not in ("premier", "première") and i + 2 not in self.covered
        at = i + 2 if adjective else i + 1
        noun = f"{low[at]} {low[at + 1]}" if low[at] in ("haut", "haute", "numéro") else low[at]
        male, female = noun in EPITHETS_MALE, noun in EPITHETS_FEMALE
        if male or female:
            shown = "" if male and female else "male" if male else "female"
            gender = ARTICLES.get(low[i], "") or shown
            return Reference(i, at + (" " in noun), epithet=noun, gender=gender, basis="office")
        if noun.startswith("ex-"):  # «l'ex-championne»
            return Reference(i, at, epithet=noun, gender=ARTICLES.get(low[i], "") or gender_of(noun), basis="office")
        return Reference(i, at, body=noun, basis="office") if noun in BODIES else None


def gender_of(noun: str) -> str:
    """The gender that a noun's ending shows, '' where it shows none: «championne», «lanceur», «ministre»."""
    if noun.endswith(FEMININE_ENDS):
        return "female"
    return "" if noun.endswith("e") else "male"


def office_reference(
    reading: Reading, office: Office, holders: list[Person], bodies: dict[int, Organization]
) -> Reference | None:
    """The reference that an office makes: its holder, else the body it speaks for, else one to be resolved.

    `bodies` are the organisations by the tokens at which their names begin.
    """
    first = office.first - 1 if office.article else office.first
    if len(holders) == 1 and (office.article not in INDEFINITE or named_beside(reading, office, holders[0])):
        return Reference(first, office.last, person=holders[0], office=office, gender=holders[0].likely_gender)
    body = body_inside(office, bodies) if office.article in INDEFINITE else None
    if body is not None:
        return Reference(first, office.last, organization=body, basis="office")
    if office.article in DEFINITE:
        return Reference(first, office.last, office=office, gender=office.gender, basis="office")
    return None


def named_beside(reading: Reading, office: Office, holder: Person) -> bool:
    """Whether the holder's name stands at the office: «une magistrate» alone is nobody that the text names."""
    sentence = reading.sentence_of(office.first)
    low = bisect_left(holder.firsts, office.first - 2 * LONGEST_NAME)
    high = bisect_right(holder.firsts, office.last + 3)
    near = (run for run in holder.runs[low:high] if run.last >= office.first - 4)
    return any(reading.sentence_of(run.first) == sentence for run in near)


def body_inside(office: Office, bodies: dict[int, Organization]) -> Organization | None:
    """«un porte-parole d’Europol» speaks for Europol; of several, for the one that the text named first."""
    if office.head not in SPEAKS_FOR:
        return None
    inside = [bodies[at] for at in range(office.first + 1, office.last + 1) if at in bodies]
    return min(inside, key=lambda body: body.places[0], default=None)
