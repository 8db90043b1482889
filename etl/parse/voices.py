"""A voice: the person or organisation that speaks, and how that is known."""

from __future__ import annotations

from etl.parse.organizations import Organization
from etl.parse.persons import Person
from etl.parse.value import value
from etl.parse.values import Basis, Speaker


@value
class Voice:
    """Who speaks, and how that is known."""

    who: Person | Organization
    basis: Basis

    @property
    def person(self) -> Person | None:
        """The speaker, where it is a person."""
        return self.who if isinstance(self.who, Person) else None

    @property
    def organization(self) -> Organization | None:
        """The speaker, where it is an organisation."""
        return self.who if isinstance(self.who, Organization) else None

    def speaker(self) -> Speaker:
        """The speaker as a value of the release."""
        return Speaker("person" if isinstance(self.who, Person) else "organization", self.who.name)


def compatible(gender: str, person: Person) -> bool:
    """Whether the person can be of that gender; unknown fits both."""
    return not gender or not person.likely_gender or person.likely_gender == gender
