"""Whom a reference stands for.

An office is its holder’s (la Présidente), an epithet the person’s spoken of last (la magistrate), «l’organisation» the
body spoken of last; nobody, where that is not told.
"""

from __future__ import annotations

from bisect import bisect_left

from etl.lexicon import load, words
from etl.parse.expressions import Expressions, Reference
from etl.parse.folding import fold
from etl.parse.gazetteer import demonyms
from etl.parse.organizations import Organization
from etl.parse.persons import Person
from etl.parse.reading import Reading
from etl.parse.titles import HONORIFICS, RANKS, Office
from etl.parse.voices import Voice, compatible

__all__ = ["Reference", "References", "Voice", "compatible"]

PREPOSITIONS = words("words", "before_objects")
SUCCEEDING = words("titles", "succeeding")
SOLE_HEADS = words("titles", "sole_heads")
CHIEFS = words("titles", "chiefs")
HEADS_OF_BODIES: list[str] = load("titles")["heads_of_bodies"]  # the highest first
ANY_BODY = words("organizations_generic", "any_body")
SKIPPED = frozenset(HONORIFICS) | frozenset(RANKS) | {"le", "la", "l'", "les", ".", "son", "sa", "leur", "s.e.", "me"}
PARTICLES = words("names", "strong_particles") | {"de", "la", "du", "d'", "des", "le", "el", "al", "de la"}
WHILE = words("words", "while")
PAIRED = words("titles", "paired")
NATIONALITIES = demonyms()
BY_VOICE = {("par", "la", "voix"), ("par", "la", "bouche")}  # «La défense, par la voix de Me A, a …»
RECENT = 160  # tokens
REMEMBERED = 1500  # tokens: about a page and a half
CANDIDATES = 40
NEXT_SENTENCE = 40  # tokens


class References:
    """All references of a text in order, and the rules that resolve them."""

    def __init__(
        self,
        reading: Reading,
        persons: list[Person],
        offices: list[Office],
        given: dict[int, list[Person]],
        organizations: list[Organization],
    ) -> None:
        self.reading = reading
        self.openings = set(reading.sentence_starts)
        self.roles = sorted(
            ((offices[at], person) for at, people in given.items() for person in people), key=lambda pair: pair[0].first
        )
        self.in_office = {id(person) for _, person in self.roles}
        self.role_firsts = [office.first for office, _ in self.roles]
        expressions = Expressions(reading)
        expressions.add_names(persons)
        expressions.add_offices(offices, given, organizations)
        expressions.add_organizations(organizations)
        expressions.add_epithets()
        self.all = sorted(expressions.found, key=lambda one: one.first)
        self.firsts = [one.first for one in self.all]

    def between(self, first: int, after: int) -> list[Reference]:
        """References that begin at tokens first to after - 1."""
        return self.all[bisect_left(self.firsts, first) : bisect_left(self.firsts, after)]

    def recent(self, token: int) -> list[Reference]:
        """References before `token`, as far back as a reader remembers."""
        return self.between(max(0, token - REMEMBERED), token)

    def is_object(self, one: Reference) -> bool:
        """Whether a preposition before it shows that it is no subject; «Pour X» at the start makes X one."""
        low, at = self.reading.low, self.before_honorific(one.first - 1)
        if at >= 0 and self.reading.low[at] == "," and one.person is not None:
            holder = next((other for other in self.between(at - 20, at) if other.last == at - 1), None)
            if holder is not None and holder.person is one.person and holder.office is not None:
                return self.reading.low[holder.first - 1 : holder.first] == ["avec"]
        if at >= 0 and low[at] == "pour" and at in self.openings:
            return False
        if at > 0 and low[at] in ("que", "qu'") and low[at - 1] in WHILE:
            return False
        return at >= 0 and low[at] in PREPOSITIONS and tuple(low[at - 3 : at]) not in BY_VOICE

    def before_honorific(self, at: int) -> int:
        """The token before honorific, rank and article; a particle behind it is of the name: «M. de la Cruz»."""
        low = self.reading.low
        particle = at
        while particle > 0 and low[particle] in PARTICLES:
            particle -= 1
        if particle < at and (low[particle] in HONORIFICS or low[particle - 1 : particle + 1] == ["m", "."]):
            at = particle
        while at >= 0 and (low[at] in SKIPPED or low[at] in NATIONALITIES):
            at -= 1
        return at

    def apposed(self, one: Reference) -> Reference | None:
        """The name right behind an office, or behind a comma: «L’avocat de l’un des inculpés, Me Olivier Desmedt»."""
        if one.office is None:
            return None
        low, at = self.reading.low, one.last + 1
        comma = at < len(low) and low[at] == ","
        at += comma
        while at < len(low) and at < one.last + 5 and low[at] in SKIPPED:
            at += 1
        ahead = next(iter(self.between(at, at + 1)), None)
        if ahead is None or ahead.person is None or not compatible(one.gender, ahead.person):
            return None
        held = one.person is not None or id(ahead.person) in self.in_office
        return ahead if ahead.person is one.person or not (held and comma) else None

    def resolve(self, one: Reference) -> Voice | None:
        """Whom a reference stands for."""
        if one.person is not None:
            by_office = one.office is not None and not self.named_at(one, one.person)
            return Voice(one.person, "office" if by_office else one.basis)
        if one.organization is not None:
            return Voice(one.organization, "named")
        if one.body:
            body = self.body(one)
            return Voice(body, "office") if body else None
        person = self.person_meant(one)
        return Voice(person, "context" if one.epithet in PAIRED else "office") if person else None

    def person_meant(self, one: Reference) -> Person | None:
        """Whom an epithet or an office stands for."""
        if one.epithet in PAIRED:
            return self.of_two(one)
        if one.epithet:
            return None if self.is_somebody_else(one) else self.latest(one.first, one.gender)
        return self.holder(one, one.office) if one.office is not None else None

    def is_somebody_else(self, one: Reference) -> bool:
        """«Son homologue du Gabon a plaidé … Le diplomate»: who led the sentence before has no name."""
        begin, _ = self.reading.sentence_of(one.first)
        before, _ = self.reading.sentence_of(begin - 1) if begin else (0, 0)
        leading = next(iter(self.between(before, min(before + 3, begin))), None)
        if leading is None or leading.office is None or leading.person is not None:
            return False
        fits = not leading.gender or not one.gender or leading.gender == one.gender
        return fits and leading.office.head == "homologue"

    def body(self, one: Reference) -> Organization | None:
        """«le parquet» is the parquet named before; «l’organisation», «l’agence» the body spoken of last."""
        named = [(ref.first, ref.organization) for ref in self.recent(one.first) if ref.organization is not None]
        same = [(place, body) for place, body in named if fold(body.name).split()[0] == fold(one.body)]
        if same:
            return max(same, key=lambda pair: pair[0])[1]
        if one.body not in ANY_BODY:
            return None
        recent = [(place, body) for place, body in named if one.first - place < RECENT]
        return max(recent, key=lambda pair: pair[0])[1] if recent else None

    def named_at(self, one: Reference, holder: Person) -> bool:
        """Whether the office stands beside its holder's name here."""
        at = bisect_left(holder.firsts, one.first - 8)
        return at < len(holder.firsts) and holder.firsts[at] < one.last + 8

    def holder(self, one: Reference, office: Office) -> Person | None:
        """Who holds the office by the rest of the release: same head, words agreeing best, cited last before."""
        fit = [
            (self.agreement(office, known), person)
            for known, person in self.roles_near(one.first)
            if self.same_head(office, known) and compatible(office.gender, person)
        ]
        if not fit:
            return self.unheld(one, office)
        best = max(score for score, _ in fit)
        people = [person for score, person in fit if score == best]
        return max(people, key=lambda person: self.last_before(person, one.first))

    def unheld(self, one: Reference, office: Office) -> Person | None:
        """An office that the release gives to nobody: who was succeeded, is named next, or was spoken of last."""
        low = self.reading.low
        if any(word in ("sortant", "sortante") for word in low[office.first : office.last + 1]):
            return self.succeeded(one)
        return self.named_next(one) or self.chief(one, office)

    def succeeded(self, one: Reference) -> Person | None:
        """«Elle succède à M. Diallo. … Le président sortant»: the last person behind a verb of succeeding."""
        low = self.reading.low
        for other in reversed(self.recent(one.first)):
            behind = range(max(0, other.first - 12), other.first)
            if other.person is not None and any(low[i] in SUCCEEDING for i in behind):
                return other.person if compatible(one.gender, other.person) else None
        return None

    def named_next(self, one: Reference) -> Person | None:
        """«Le chef de la délégation a salué un geste rare. Jean Ba a averti …»: a name said first in the next sentence.

        Only of somebody to whom the release gives no office.
        """
        _, after = self.reading.sentence_of(one.first)
        ahead = [other for other in self.between(one.last + 1, after + NEXT_SENTENCE) if other.person is not None]
        person = ahead[0].person if ahead else None
        if person is None or person.firsts[0] != ahead[0].first or not compatible(one.gender, person):
            return None
        told = self.is_object(ahead[0]) or id(person) in self.in_office or ahead[0].first < after
        return (
            None
            if told
            or self.reading.paragraph_number(self.reading.starts[ahead[0].first])
            > (self.reading.paragraph_number(self.reading.starts[one.first]) + 1)
            else person
        )

    def same_head(self, one: Office, other: Office) -> bool:
        """Whether two offices have the same head: «le ministre» is «le ministre de l’Intérieur» too."""
        return one.head == other.head or (one.head in other.head.split() and one.last == one.first)

    def roles_near(self, token: int) -> list[tuple[Office, Person]]:
        """Offices with their holders, those said last before `token` and first behind it."""
        at = bisect_left(self.role_firsts, token)
        return self.roles[max(0, at - CANDIDATES) : at + CANDIDATES]

    def agreement(self, one: Office, other: Office) -> int:
        """How many words the two offices share behind their heads; contradictory ones count against."""
        reading = self.reading
        mine = {fold(word) for word in reading.low[one.first + 1 : one.last + 1] if len(word) > 3}
        theirs = {fold(word) for word in reading.low[other.first + 1 : other.last + 1] if len(word) > 3}
        return 2 * len(mine & theirs) - (len(mine - theirs) if mine else 0)

    def last_before(self, person: Person, token: int) -> int:
        """Token where the person was cited last before `token`, or -1."""
        at = bisect_left(person.firsts, token)
        return person.firsts[at - 1] if at else -1

    def chief(self, one: Reference, office: Office) -> Person | None:
        """«le chef d’INTERPOL», «le patron de la police»: the holder of a body's first office.

        Else the person spoken of last, where the office is new («la nouvelle présidente») or says no more than «la
        commissaire», and nothing speaks against it.
        """
        low = self.reading.low
        head = low[office.first]
        if head in CHIEFS:
            near = self.roles_near(one.first)
            fit = [(known, person) for known, person in near if compatible(office.gender, person)]
            ranked = [person for title in HEADS_OF_BODIES for known, person in fit if known.head == title]
            return ranked[0] if ranked else self.latest(one.first, office.gender)
        if low[one.first] in ("ce", "cette", "cet") or head in ("nouveau", "nouvelle"):
            return self.latest(one.first, office.gender)
        person = self.latest(one.first, office.gender)
        if person is None or one.first - self.last_before(person, one.first) > RECENT:
            return None
        return person if office.head.split()[0] not in SOLE_HEADS or id(person) not in self.in_office else None

    def latest(self, token: int, gender: str) -> Person | None:
        """The person of that gender spoken of last before `token`: who leads a sentence before who is only named."""
        fallback: Person | None = None
        for one in reversed(self.recent(token)):
            if one.person is None or not compatible(gender, one.person):
                continue
            if token - one.first > RECENT and fallback is not None:
                return fallback
            if self.leads(one):
                return one.person
            fallback = fallback or one.person
        return fallback

    def leads(self, one: Reference) -> bool:
        """Whether it is the first person of its sentence that is no object."""
        begin, _ = self.reading.sentence_of(one.first)
        for other in self.between(begin, one.first + 1):
            if other.person is not None and not self.is_object(other):
                return other.person is one.person
        return False

    def of_two(self, one: Reference) -> Person | None:
        """«la première», «le second»: of the two people of the last sentence that names just two."""
        begin, _ = self.reading.sentence_of(one.first)
        people = [other.person for other in self.between(max(begin - RECENT, 0), begin) if other.person is not None]
        last = list({id(person): person for person in reversed(people)}.values())[:2]
        if len(last) < 2:
            return None
        person = last[1] if one.epithet in ("premier", "première") else last[0]
        return person if compatible(one.gender, person) and last[0].likely_gender != last[1].likely_gender else None
