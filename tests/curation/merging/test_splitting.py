"""One record that was two; chosen quotes that another person said."""

from __future__ import annotations

import pytest

from archive.curation.history.changes import changes_of
from archive.curation.merging.refusing import NotMergedError
from archive.curation.merging.splitting import give_quotes, split
from archive.models import Likeness, Office, Organization, Person, Quote
from tests.admin.builders import a_quote, an_entity
from tests.curation.history.builders import everything

pytestmark = pytest.mark.django_db


def test_the_chosen_rows_and_names_become_the_new_records_and_the_two_are_not_the_same() -> None:
    person = an_entity(Person, "Aude Kermarrec", aliases=["Mme Kermarrec", "Paul Kermarrec"])
    stays, goes = a_quote(speaker=person, basis="named"), a_quote(speaker=person, basis="named")
    new = split(person, "Paul Kermarrec", ["Paul Kermarrec"], {"quote.speaker_id": [goes.pk]}, None)
    person.refresh_from_db()
    goes.refresh_from_db()
    assert (person.aliases, new.name, new.aliases) == (["Mme Kermarrec"], "Paul Kermarrec", [])
    assert (goes.speaker_id, "speaker" in goes.decided) == (new.pk, True)
    assert Quote.objects.get(pk=stays.pk).speaker_id == person.pk
    assert Likeness.objects.get().state == "distinct"


def test_an_office_that_is_split_off_belongs_to_the_same_organisation() -> None:
    body = an_entity(Organization, "OMP")
    office = an_entity(Office, "secrétaire", organization=body)
    quote = a_quote(role=office)
    assert split(office, "secrétaire adjoint", [], {"quote.role_id": [quote.pk]}, None).organization == body


def test_rows_of_others_are_left_alone() -> None:
    person, other = an_entity(Person, "Aude"), an_entity(Person, "Paul")
    own, foreign = a_quote(speaker=person, basis="named"), a_quote(speaker=other, basis="named")
    split(person, "Luc", [], {"quote.speaker_id": [own.pk, foreign.pk]}, None)
    assert Quote.objects.get(pk=foreign.pk).speaker == other


@pytest.mark.parametrize(("name", "chosen"), [("", [1]), ("Luc", [])])
def test_nothing_is_split_without_a_name_or_without_a_row(name: str, chosen: list[int]) -> None:
    person = an_entity(Person, "Aude")
    before = everything()
    with pytest.raises(NotMergedError, match="Give the new record a name"):
        split(person, name, [], {"quote.speaker_id": chosen}, None)
    assert everything() == before


def test_chosen_quotes_are_given_to_another_speaker_as_a_decision() -> None:
    speaker = an_entity(Person, "Aude")
    quote, other = a_quote(), a_quote()
    assert give_quotes([quote.pk], speaker, 7, "voix reconnue") == 1
    quote.refresh_from_db()
    assert (quote.speaker, quote.basis, quote.decided) == (speaker, "editor", ["basis", "organization", "speaker"])
    assert (changes_of(quote)[0].told("user"), changes_of(quote)[0].told("reason")) == (7, "voix reconnue")
    assert Quote.objects.get(pk=other.pk).speaker is None
