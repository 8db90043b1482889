"""Which office belongs to whom.

Rules: `role.before` (le Secrétaire Général Jürgen Stock), `role.apposition` (Jürgen Stock, le secrétaire général),
`role.shared` (La présidente et le secrétaire général, A et B), `role.joined` (le chef du bureau, le commissaire X).
What does not stand beside the name is read by `roles_told`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from etl.lexicon import words
from etl.parse.gazetteer import Listed, demonyms
from etl.parse.names import Run
from etl.parse.nouns import singular
from etl.parse.persons import Person
from etl.parse.reading import Reading
from etl.parse.titles import ARTICLES, HONORIFICS, RANKS, Office
from etl.parse.values import ParsedRole

BETWEEN = (
    frozenset(HONORIFICS)
    | frozenset(RANKS)
    | {",", ".", "son", "le", "la", "l'", "s.e.m.", "s.e.", "-", "–", "élu", "élue", "sortant", "me", ":"}
    | {"sera", "est", "était"}
)
APPOSED = frozenset(ARTICLES) | frozenset([",", "(", "–", "-"]) | words("titles", "apposed")
BEFORE_BODIES = words("titles", "before_bodies")
RELATIONS = words("titles", "relations")
NATIONALITIES = demonyms()
ABBREVIATED = frozenset(HONORIFICS) | {"me", "m"}
LISTING = frozenset(HONORIFICS) | {",", "et", "le", "la", "l'"}
LONGEST_BRACKET = 6  # tokens


class Roles:
    """Offices given to persons."""

    def __init__(self, reading: Reading, persons: list[Person], offices: list[Office], listed: list[Listed]) -> None:
        self.reading = reading
        self.offices = offices
        self.office_firsts = [office.first for office in offices]
        self.mentions = sorted(
            ((run.first, run, person) for person in persons for run in person.runs), key=lambda one: one[0]
        )
        self.firsts = [first for first, _, _ in self.mentions]
        self.organizations = [one for one in listed if one.entry.kind == "organization"]
        self.organization_firsts = [one.first for one in self.organizations]
        self.given: dict[int, list[Person]] = {}
        self.found: dict[int, list[ParsedRole]] = {id(person): [] for person in persons}

    def attach(self) -> None:
        """Give every office its holders."""
        for at, office in enumerate(self.offices):
            holders, rule, confidence = self.holders(at, office)
            for person in holders:
                self.give(at, person, rule, confidence)
        self.attach_joined()

    def give(self, at: int, person: Person, rule: str, confidence: float) -> None:
        """Record that `person` holds the office; «le frère de la victime» says who is meant, and no office."""
        office = self.offices[at]
        holders = self.given.setdefault(at, [])
        if person in holders:
            return
        holders.append(person)
        masculine = office.gender == "male" and person.likely_gender == "female"
        if office.gender and not (office.plural or masculine) and person.gender is None:
            person.gender = person.likely_gender = office.gender
        if office.head in RELATIONS:
            return
        title, organization = self.title_and_organization(office)
        reading = self.reading
        role = ParsedRole(
            reading.starts[office.first], reading.ends[office.last], rule, confidence, title, organization
        )
        if all(
            (known.title.lower(), known.organization) != (title.lower(), organization)
            for known in self.found[id(person)]
        ):
            self.found[id(person)].append(role)

    def title_and_organization(self, office: Office) -> tuple[str, str | None]:
        """The office's words, a plural one's head in the singular, and the listed organisation that ends them."""
        reading = self.reading
        inside = [one for one in self.listed_between(office.first + 1, office.last) if one.last <= office.last]
        organization = inside[-1].entry.stands_for if inside else None
        last = office.last
        if inside and inside[-1].last == office.last and len(inside) == 1:
            last = inside[-1].first - 1
            while last > office.first and reading.low[last] in BEFORE_BODIES:
                last -= 1
        words = reading.text[reading.starts[office.first] : reading.ends[last]].split()
        if office.plural:
            words[0] = singular(words[0]) if words[0].islower() else singular(words[0].lower()).capitalize()
        return " ".join(words), organization

    def listed_between(self, first: int, last: int) -> list[Listed]:
        """The listed organisations that begin at tokens first to last."""
        firsts = self.organization_firsts
        return self.organizations[bisect_left(firsts, first) : bisect_right(firsts, last)]

    def holders(self, at: int, office: Office) -> tuple[list[Person], str, float]:
        """Who holds the office by what stands right before or behind it."""
        before = self.person_before(office)
        direct = self.at_mention(office.last + 1)  # «le prince A, le roi B»
        if before is not None and (direct is None or direct[1] is before):
            return [before], "role.apposition", 0.93
        following = self.persons_behind(office)
        if not following or (office.plural and len(following) == 1):  # «selon les enquêteurs, M. A …»
            return [], "", 0.0
        if len(following) > 1 and not office.plural:
            shared = self.shared(at, following)
            return ([shared], "role.shared", 0.85) if shared else ([following[0]], "role.before", 0.95)
        return (following if office.plural else following[:1]), "role.before", 0.95

    def person_before(self, office: Office) -> Person | None:
        """«Jürgen Stock, le secrétaire général», «Nader Abi-Khalil, 56 ans, de Laval, présumé dirigeant du réseau»."""
        low, at = self.reading.low, office.first - 1
        seen_comma = False
        while at >= 0 and office.first - at < 10:
            if low[at] == ")":
                at, seen_comma = self.before_bracket(at), True
            elif low[at] in APPOSED:
                seen_comma = seen_comma or low[at] in (",", "(", "–", "-", "est", "était")
                at -= 1
            elif (low[at] == "hui" and low[at - 1] == "aujourd'") or (seen_comma and self.age_or_origin_ends(at)):
                at -= 2
            else:
                break
        mention = self.mention_ending_at(at) if seen_comma else None
        return mention[1] if mention else None

    def before_bracket(self, at: int) -> int:
        """The token before the short bracket that ends at `at`: «A (Nigéria) vice-président»."""
        opening = (i for i in range(at - 1, max(-1, at - LONGEST_BRACKET), -1) if self.reading.low[i] == "(")
        return next(opening, at) - 1

    def age_or_origin_ends(self, at: int) -> bool:
        """Whether token `at` ends «, 56 ans» or «, de Laval»."""
        low = self.reading.low
        if at <= 2 or low[at - 2] != ",":
            return False
        return low[at] == "ans" or (low[at - 1] in ("de", "d'", "à") and self.mention_ending_at(at) is None)

    def mention_ending_at(self, token: int) -> tuple[Run, Person] | None:
        """The mention whose last token is `token`."""
        at = bisect_right(self.firsts, token) - 1
        if at >= 0 and self.mentions[at][1].last == token:
            return self.mentions[at][1], self.mentions[at][2]
        return None

    def persons_behind(self, office: Office) -> list[Person]:
        """The names that follow the office at once: «A», «, A», «, A et B», «: A (Maroc), B (Cambodge) et C»."""
        low, at = self.reading.low, self.over_patron(self.over_bracket(office.last + 1))
        skip = 0
        while (
            at < len(low)
            and skip < 5
            and (low[at] in BETWEEN or low[at] in NATIONALITIES)
            and (low[at] != "." or low[at - 1] in ABBREVIATED)
            and self.at_mention(at) is None
            and (low[at] != ":" or office.plural)
        ):
            at, skip = at + 1, skip + 1
        found: list[Person] = []
        while (mention := self.at_mention(at)) is not None:
            found.append(mention[1])
            at = self.over_bracket(mention[0].last + 1)
            while at < len(low) and len(found) < 8 and self.lists(at):
                at += 1
        return found

    def over_patron(self, at: int) -> int:
        """The comma behind whose office it is: «l’avocat de M. Diallo, Me Paul Marin»; else `at`."""
        low, name = self.reading.low, at + 1
        if low[at : at + 1] not in (["de"], ["d'"]):
            return at
        while low[name : name + 1] and (low[name] in HONORIFICS or (low[name] == "." and low[name - 1] in ABBREVIATED)):
            name += 1
        mention = self.at_mention(name)
        return mention[0].last + 1 if mention and low[mention[0].last + 1 : mention[0].last + 2] == [","] else at

    def lists(self, at: int) -> bool:
        """Whether token `at` stands between the names of a list: «A, Mme B et le Québécois C»."""
        low = self.reading.low
        return low[at] in LISTING or low[at] in NATIONALITIES or (low[at] == "." and low[at - 1] in HONORIFICS)

    def over_bracket(self, at: int) -> int:
        """The token behind a short bracket at `at`: an acronym or a country."""
        low = self.reading.low
        if at < len(low) and low[at] == "(":
            return next((i + 1 for i in range(at, min(at + 6, len(low))) if low[i] == ")"), at)
        return at

    def at_mention(self, token: int) -> tuple[Run, Person] | None:
        """The mention that begins at `token`."""
        at = bisect_left(self.firsts, token)
        if at < len(self.firsts) and self.firsts[at] == token:
            return self.mentions[at][1], self.mentions[at][2]
        return None

    def shared(self, at: int, following: list[Person]) -> Person | None:
        """«La présidente et le secrétaire général, A et B»: the last office is B’s."""
        if at and self.joined(at - 1, at) and self.offices[at].article:
            self.give(at - 1, following[0], "role.shared", 0.85)
            return following[1]
        return None

    def joined(self, one: int, other: int) -> bool:
        """Whether two offices stand side by side with «et» between."""
        low, gap = self.reading.low, range(self.offices[one].last + 1, self.offices[other].first)
        return (
            0 < len(gap) <= 3
            and "et" in [low[i] for i in gap]
            and all(low[i] == "et" or low[i] in ARTICLES or low[i] == "," for i in gap)
        )

    def attach_joined(self) -> None:
        """«Directeur de … et Présidente d’INTERPOL», «le chef du B.C.N., le commissaire X»: both are one person’s."""
        low = self.reading.low
        for at in range(1, len(self.offices)):
            one, other = self.offices[at - 1], self.offices[at]
            between = low[one.last + 1 : other.first]
            apposed = between in ([","], [",", "le"], [",", "la"], [",", "l'"]) and not (one.plural or other.plural)
            if not apposed and (not self.joined(at - 1, at) or other.article):
                continue
            for known, open_ in ((at - 1, at), (at, at - 1)):
                if known in self.given and open_ not in self.given:
                    for person in list(self.given[known]):
                        self.give(open_, person, "role.joined", 0.85)
