"""Which office belongs to whom, where it does not stand beside the name.

Rules: `role.elected` (X a été élue présidente, élu X à la présidence), `role.leads` (X, qui dirige le Bureau régional),
`role.next` (a dit X. La commissaire a ajouté …; a dit la commissaire. « … », a ajouté X), `role.desk` (Contact : X,
service de presse).
"""

from __future__ import annotations

from bisect import bisect_left

from etl.lexicon import load, words
from etl.parse.names import Run
from etl.parse.nouns import phrase_end
from etl.parse.persons import Person
from etl.parse.reading import Reading
from etl.parse.references import BY_VOICE
from etl.parse.roles import Roles
from etl.parse.titles import ARTICLES, HONORIFICS, RANKS, Office
from etl.parse.values import ParsedRole
from etl.parse.verbs import Saying

ELECTED = words("titles", "elected")
POSTS = words("titles", "posts")
LEADS = words("titles", "leads")
LED = words("titles", "led")
NO_ROLES = words("titles", "no_roles")
DESKS = sorted((name.split() for name in words("titles", "desks")), key=len, reverse=True)
PRESIDENCIES: dict[str, list[str]] = load("titles")["presidencies"]
DEMONSTRATIVE = frozenset(["ce", "cet", "cette"])
SKIPPED = frozenset(HONORIFICS) | frozenset(RANKS) | frozenset(ARTICLES) | {".", "me"}
OBJECTS = words("titles", "before_who_is_elected")
DEFINITE = frozenset(["le", "la", "l'", "ce", "cet", "cette"])
NEXT = 120  # tokens between a name and the office that is told next
REMEMBERED = 40  # offices of one head


class RolesTold:
    """Gives persons the offices that the text tells elsewhere."""

    def __init__(self, reading: Reading, roles: Roles, people: list[Person], sayings: list[Saying]) -> None:
        self.reading = reading
        self.roles = roles
        self.people = people
        self.speaking = {at for saying in sayings for at in (saying.first - 1, saying.last + 1)}
        self.held: dict[str, list[Office]] = {}  # offices with a holder, by their heads
        self.saying_lasts = {saying.last for saying in sayings}

    def attach(self) -> None:
        """All rules; the sentence next to a name counts only for who has no office by then."""
        self.attach_elected()
        self.attach_presided()
        self.attach_leads()
        self.attach_desks()
        self.attach_next()

    def attach_elected(self) -> None:
        """«X a été élue présidente», «ont élu X au poste de …»."""
        low, roles = self.reading.low, self.roles
        for at, office in enumerate(roles.offices):
            window = low[max(0, office.first - 6) : office.first]
            posted = any(word in POSTS for word in window[-3:])
            if at in roles.given or not (posted or any(word in ELECTED for word in window)):
                continue
            begin, _ = self.reading.sentence_of(office.first)
            names = self.mentions_between(begin, office.first)
            for _, person in names if office.plural else names[-1:]:
                roles.give(at, person, "role.elected", 0.75)

    def attach_presided(self) -> None:
        """«a élu X à la présidence»: the office by its noun."""
        low = self.reading.low
        for at in self.reading.positions(PRESIDENCIES.keys()):
            begin, _ = self.reading.sentence_of(at)
            if low[max(0, at - 2) : at] != ["à", "la"] or ELECTED.isdisjoint(low[begin:at]):
                continue
            names = self.mentions_between(begin, at)
            if names:
                person = names[-1][1]
                held = PRESIDENCIES[low[at]][person.likely_gender == "female"]
                self.add(person, at, at, "role.elected", held)

    def attach_leads(self) -> None:
        """«X, qui dirige le Bureau régional d’Abidjan», «X, qui a coordonné l’opération»."""
        low = self.reading.low
        for _, run, person in self.roles.mentions:
            verb = run.last + 3
            if low[run.last + 1 : verb] != [",", "qui"] or verb + 2 >= len(low):
                continue
            if low[verb] in LEADS:
                self.leads(person, verb, verb)
            elif low[verb] in ("a", "avait") and low[verb + 1] in LED:
                self.leads(person, verb, verb + 1)

    def leads(self, person: Person, first: int, verb: int) -> None:
        """What somebody leads, in the text's words."""
        begins = verb + 2 if self.reading.low[verb + 1] in ARTICLES else verb + 1
        last = phrase_end(self.reading, begins)
        organization = next(
            (one.entry.stands_for for one in self.roles.organizations if begins <= one.first <= last), None
        )
        self.add(person, first, last, "role.leads", None, organization)

    def attach_desks(self) -> None:
        """«Contact : X, service de presse du ministère», «Service de communication, X, tél.»."""
        low = self.reading.low
        for at in self.reading.positions(frozenset(desk[0] for desk in DESKS)):
            length = next((len(desk) for desk in DESKS if low[at : at + len(desk)] == desk), 0)
            if not length:
                continue
            last = phrase_end(self.reading, at)
            before = self.roles.mention_ending_at(at - 2) if low[at - 1] == "," else None
            mention = before or (self.roles.at_mention(last + 2) if low[last + 1 : last + 2] == [","] else None)
            if mention is not None and not self.roles.found[id(mention[1])]:
                self.add(mention[1], at, last, "role.desk")

    def attach_next(self) -> None:
        """«a dit X. La commissaire a ajouté …», «a dit la commissaire. « … », a ajouté X»."""
        for known in self.roles.given:
            self.held.setdefault(self.roles.offices[known].head, []).append(self.roles.offices[known])
        for person in self.people:
            if any(role.rule != "role.leads" for role in self.roles.found[id(person)]):
                continue
            run = person.runs[0]
            at = self.office_behind(person, run)
            if at is None:
                at = self.office_before(person, run)
            if at is not None:
                self.roles.give(at, person, "role.next", 0.6)

    def office_behind(self, person: Person, run: Run) -> int | None:
        """Index of the first free office behind the name that leads a sentence, before anybody else is named."""
        until = min(self.next_other(person, run.last + 1), run.last + NEXT)
        for at in range(bisect_left(self.roles.office_firsts, run.last + 1), len(self.roles.offices)):
            office = self.roles.offices[at]
            if office.first >= until:
                return None
            pointed = office.article in DEMONSTRATIVE or not self.is_object(run)
            if pointed and self.is_free(at, office, person) and not self.is_told_before(office, run):
                return at
        return None

    def is_object(self, run: Run) -> bool:
        """«la démission de M. Tabai»: a preposition stands before the name."""
        at = run.first - 1
        while at >= 0 and self.reading.low[at] in SKIPPED:
            at -= 1
        return at >= 0 and self.reading.low[at] in OBJECTS and tuple(self.reading.low[at - 3 : at]) not in BY_VOICE

    def is_told_before(self, office: Office, run: Run) -> bool:
        """Whether an office of that head, which nobody holds, stands before the name: it is the one meant."""
        firsts = self.roles.office_firsts
        near = self.roles.offices[bisect_left(firsts, run.first - NEXT) : bisect_left(firsts, run.first)]
        return any(self.same(office, other) for other in near)

    def same(self, one: Office, other: Office) -> bool:
        """Whether two offices can be one: the same head, and words behind it that do not contradict."""
        mine, theirs = self.complement(one), self.complement(other)
        return one.head == other.head and (not mine or not theirs or not mine.isdisjoint(theirs))

    def complement(self, office: Office) -> set[str]:
        """The telling words behind an office's head."""
        return {word for word in self.reading.low[office.first + 1 : office.last + 1] if len(word) > 3}

    def office_before(self, person: Person, run: Run) -> int | None:
        """Index of the free office that leads a sentence before the name, where the named one speaks."""
        if not self.speaks(run):
            return None
        for at in range(bisect_left(self.roles.office_firsts, run.first) - 1, -1, -1):
            office = self.roles.offices[at]
            if office.first < run.first - NEXT or self.mentions_between(office.first, run.first):
                return None
            if self.is_free(at, office, person):
                return at
        return None

    def is_free(self, at: int, office: Office, person: Person) -> bool:
        """Whether nobody holds the office, nor one of its head, and it leads a sentence: «La commissaire …»."""
        if at in self.roles.given or office.plural or office.article not in DEFINITE or office.head in NO_ROLES:
            return False
        if any(self.same(office, known) for known in self.held.get(office.head, [])[:REMEMBERED]):
            return False
        leads = office.first - 1 in self.reading.openings or office.first - 2 in self.saying_lasts
        return leads and not (office.gender and person.likely_gender and office.gender != person.likely_gender)

    def speaks(self, run: Run) -> bool:
        """Whether the named one is a saying's subject."""
        return run.first in self.speaking or run.last in self.speaking

    def next_other(self, person: Person, token: int) -> int:
        """Token where somebody else is named first from `token` on."""
        at = bisect_left(self.roles.firsts, token)
        others = (first for first, _, other in self.roles.mentions[at : at + 40] if other is not person)
        return next(others, self.reading.count)

    def mentions_between(self, first: int, after: int) -> list[tuple[Run, Person]]:
        """Who is named at tokens first to after - 1."""
        low, high = bisect_left(self.roles.firsts, first), bisect_left(self.roles.firsts, after)
        return [(run, person) for _, run, person in self.roles.mentions[low:high]]

    def add(
        self,
        person: Person,
        first: int,
        last: int,
        rule: str,
        title: str | None = None,
        organization: str | None = None,
    ) -> None:
        """Record the words first..last as a role, or another title that they tell."""
        start, end = self.reading.starts[first], self.reading.ends[last]
        words_ = title or " ".join(self.reading.text[start:end].split())
        self.roles.found[id(person)].append(ParsedRole(start, end, rule, 0.6, words_, organization))
