"""Every record has a permanent address, and nothing else makes one."""

from __future__ import annotations

import pytest

from archive.curation.decidable import ANNOTATIONS, ENTITIES
from archive.models import Person
from archive.reading.addresses import address, address_of, country_address, list_address


@pytest.mark.parametrize("kind", ["release", *ENTITIES, *ANNOTATIONS])
def test_every_kind_has_an_address(kind: str) -> None:
    assert address_of(kind, 7) == f"{list_address(kind)}7/"


def test_an_address_is_that_of_the_kind_and_the_id() -> None:
    assert address(Person(pk=3, name="Aude Kermarrec")) == "/persons/3/"
    assert address_of("quote", 12) == "/quotes/12/"
    assert country_address("FR") == "/countries/FR/"


def test_what_has_no_page_has_no_address() -> None:
    with pytest.raises(KeyError):
        address_of("source", 1)
