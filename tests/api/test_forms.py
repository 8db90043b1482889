"""The forms of answers: JSON-LD as schema.org and Web Annotation have it, CSV as spreadsheets read it, JSON Lines."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from django.test import Client

from archive.api.resources import ALL, Resource
from archive.models import Person
from tests.admin.builders import QUOTED, TITLE, a_full_release, a_quote, an_entity
from tests.api.test_reading import API, got

SITE = "http://testserver"


def streamed(client: Client, address: str) -> str:
    response: Any = client.get(API + address)
    assert response.status_code == 200
    return b"".join(response.streaming_content).decode()


def rows(client: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(streamed(client, address), newline="")))


def test_a_quote_is_a_web_annotation_whose_body_is_a_quotation(program: Client) -> None:
    release = a_full_release()
    quote = release.quotes.get()
    told = got(program, f"quotes/{quote.pk}/?format=jsonld")
    assert told["@context"] == ["https://schema.org", "http://www.w3.org/ns/anno.jsonld"]
    assert (told["@id"], told["@type"]) == (f"{SITE}/quotes/{quote.pk}/", "Annotation")
    body = told["body"]
    assert (body["@type"], body["text"]) == ("Quotation", QUOTED)
    assert body["creator"] == {"@id": f"{SITE}/persons/{quote.speaker_id}/"}
    assert body["isPartOf"] == {"@id": f"{SITE}/releases/{release.pk}/"}
    position, words = told["target"]["selector"]
    assert position == {"@type": "TextPositionSelector", "start": quote.start, "end": quote.end}
    assert (words["@type"], words["exact"]) == ("TextQuoteSelector", QUOTED)
    assert release.text[: quote.start].endswith(words["prefix"])
    assert told["target"]["source"] == {"@id": f"{SITE}/releases/{release.pk}/"}


def test_a_release_is_a_news_article_with_whom_it_names_expanded(program: Client) -> None:
    release = a_full_release()
    told = got(program, f"releases/{release.pk}/?format=jsonld&expand=issuer")
    expected = {
        "@context": "https://schema.org",
        "@id": f"{SITE}/releases/{release.pk}/",
        "@type": "NewsArticle",
        "headline": TITLE,
        "datePublished": "2021-05-12",
        "inLanguage": "fr",
        "dateline": "BREST, France",
        "articleBody": release.text,
    }
    assert expected.items() <= told.items()
    assert (told["publisher"]["@type"], told["publisher"]["name"]) == (
        "Organization",
        "Organisation maritime du Ponant",
    )


def test_persons_and_events_are_what_schema_org_calls_them(program: Client) -> None:
    person = an_entity(Person, "Anne Le Goff", aliases=["A. Le Goff"], identifiers={"wikidata": "Q42"})
    told = got(program, f"persons/{person.pk}/", accept="application/ld+json")
    assert (told["@type"], told["name"], told["alternateName"]) == ("Person", "Anne Le Goff", ["A. Le Goff"])
    assert told["sameAs"] == ["https://www.wikidata.org/wiki/Q42"]
    event = a_full_release().participations.get().event
    told = got(program, f"events/{event.pk}/?format=jsonld")
    assert (told["@type"], told["startDate"], told["endDate"]) == ("Event", "2021-05-12", "2021-05-12")
    assert told["organizer"] == {"@id": f"{SITE}/organizations/{event.organization_id}/"}


def test_a_page_of_json_ld_is_a_graph_and_says_where_it_goes_on(program: Client) -> None:
    for _ in range(3):
        a_full_release()
    response = program.get(f"{API}figures/?format=jsonld&limit=4")
    told = response.json()
    last = told["@graph"][-1]["@id"].split("/")[-2]
    assert response.headers["Link"] == f'<{SITE}{API}figures/?format=jsonld&limit=4&after={last}>; rel="next"'
    assert [one["@type"] for one in told["@graph"]] == ["Annotation"] * 4
    assert {one["body"]["value"] for one in told["@graph"]} == {42, 1250}


@pytest.mark.parametrize("resource", ALL, ids=lambda one: one.kind)
def test_the_rows_of_csv_and_json_lines_are_those_of_json(resource: Resource, program: Client) -> None:
    a_full_release()
    page = got(program, f"{resource.place}/")["results"]
    lines = [json.loads(line) for line in streamed(program, f"{resource.place}/?format=jsonl").splitlines()]
    assert lines == page
    table = rows(program, f"{resource.place}/?format=csv")
    assert [int(row["id"]) for row in table] == [one["id"] for one in page]
    assert list(table[0]) == list(page[0])


def test_a_cell_of_csv_is_never_a_formula_and_keeps_what_it_holds(program: Client) -> None:
    an_entity(Person, "=1+1", aliases=["Anne, dite « A »", "B\nC"], identifiers={"wikidata": "Q42"})
    (row,) = rows(program, "persons/?format=csv")
    assert row["name"] == "'=1+1"
    assert row["aliases"] == "Anne, dite « A » | B\nC"
    assert json.loads(row["identifiers"]) == {"wikidata": "Q42"}
    assert row["gender"] == ""


def test_what_is_expanded_has_columns_of_its_own_in_csv(program: Client) -> None:
    release = a_full_release()
    (row,) = rows(program, "quotes/?format=csv&expand=speaker,release&fields=id,text,speaker,release")
    assert row["text"] == QUOTED
    assert (row["speaker.name"], row["release.title"]) == ("Aude Kermarrec", release.title)
    nobody = a_quote()
    *_before, last = rows(program, "quotes/?format=csv&expand=speaker&fields=id,speaker")
    assert (last["id"], last["speaker.name"]) == (str(nobody.pk), "")


def test_a_stream_holds_all_rows_that_the_filters_leave(program: Client) -> None:
    Person.objects.bulk_create(Person(name=f"Anne {number}") for number in range(1200))
    an_entity(Person, "Yves")
    found = streamed(program, "persons/?format=jsonl&name=anne&fields=id")
    assert len(found.splitlines()) == 1200
