"""What machines read of a page: schema.org, which no name can break out of."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client

from archive.models import Event, Organization, Person, Quote, Release
from archive.reading.addresses import address
from archive.reading.jsonld import elsewhere, script
from tests.admin.builders import QUOTED, TITLE, a_full_release
from tests.reading.builders import HOSTILE, make_hostile


def described(client: Client, record: Any) -> dict[str, Any]:
    html = client.get(address(record)).content.decode()
    (written,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    thing: dict[str, Any] = json.loads(written)
    return thing


def test_a_release_is_a_news_article(reader: Client) -> None:
    thing = described(reader, a_full_release())
    assert (thing["@type"], thing["headline"], thing["datePublished"]) == ("NewsArticle", TITLE, "2021-05-12")
    assert thing["publisher"]["name"] == "Organisation maritime du Ponant"


def test_a_quote_is_a_quotation_of_somebody_out_of_it(reader: Client) -> None:
    release = a_full_release()
    thing = described(reader, release.quotes.get())
    assert (thing["@type"], thing["text"]) == ("Quotation", QUOTED)
    assert thing["creator"]["name"] == "Aude Kermarrec"
    assert thing["isPartOf"]["@id"] == f"http://testserver/releases/{release.pk}/"


def test_persons_organizations_and_events_are_described(reader: Client) -> None:
    a_full_release()
    assert described(reader, Person.objects.get())["@type"] == "Person"
    assert described(reader, Organization.objects.get())["alternateName"] == ["OMP"]
    assert described(reader, Event.objects.get())["startDate"] == "2021-05-12"


def test_nothing_is_said_of_what_is_not_known(reader: Client) -> None:
    release = a_full_release()
    Release.objects.update(published_on=None, supplied={})
    assert "datePublished" not in described(reader, release)


@pytest.mark.parametrize("name", [HOSTILE, "</script><b>", "<!--", "a\u2028b", "A & B"])
def test_no_name_ends_the_script(name: str) -> None:
    html = str(script({"name": name}))
    assert html.count("<") == 2
    assert json.loads(html.partition(">")[2].rpartition("<")[0])["name"] == name


def test_hostile_names_stay_names(reader: Client) -> None:
    release = a_full_release()
    make_hostile(Person, Organization, Release)
    assert described(reader, Quote.objects.get())["creator"]["name"] == HOSTILE
    assert described(reader, release)["headline"] == HOSTILE


def test_identifiers_lead_to_registers_that_are_known() -> None:
    person = Person(
        name="Anne", identifiers={"wikidata": "Q42", "isni": "0000 0001 2103 2683", "viaf": "x/../y", "own": "7"}
    )
    assert elsewhere(person.identifiers) == {
        "wikidata": "https://www.wikidata.org/wiki/Q42",
        "isni": "https://isni.org/isni/0000000121032683",
    }
