"""Reading: lists, records, fields, relations, pages, and what is not shown."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from archive.api.resources import ALL, Resource
from archive.models import Mention, Person, Quote, Release
from tests.admin.builders import QUOTED, a_full_release, a_merge, a_quote, a_release, an_entity, found
from tests.admin.test_roles import client_of, user_in
from tests.reading.builders import judged

API = "/api/v1/"


def got(client: Client, address: str, status: int = 200, **headers: str) -> Any:
    response = client.get(API + address, headers=headers)
    assert response.status_code == status, response.content
    return response.json()


def test_a_quote_says_who_said_what_and_where_it_stands(program: Client) -> None:
    release = a_full_release()
    quote = release.quotes.get()
    told = got(program, f"quotes/{quote.pk}/")
    start = release.text.index(QUOTED)
    assert (
        told
        | {
            "self": f"http://testserver/api/v1/quotes/{quote.pk}/",
            "address": f"http://testserver/quotes/{quote.pk}/",
            "release": release.pk,
            "start": start,
            "end": start + len(QUOTED),
            "exact": QUOTED,
            "prefix": release.text[start - 32 : start],
            "suffix": release.text[start + len(QUOTED) :][:32],
            "rule": "test.rule",
            "confidence": 0.9,
            "review": "pending",
            "text": QUOTED,
            "speaker": quote.speaker_id,
            "role": quote.role_id,
            "basis": "named",
            "version": 1,
        }
        == told
    )


def test_relations_are_shown_whole_where_they_are_asked_for(program: Client) -> None:
    release = a_full_release()
    (quote,) = got(program, "quotes/?expand=speaker,release&fields=id,speaker,release")["results"]
    assert set(quote) == {"id", "speaker", "release"}
    assert (quote["speaker"]["name"], quote["release"]["title"]) == ("Aude Kermarrec", release.title)


def test_the_beginning_of_a_text_is_a_short_prefix(program: Client) -> None:
    words = "Les phares"
    mention = found(Mention, a_release("Les phares restent."), words, country_code="FR")
    told = got(program, f"mentions/{mention.pk}/")
    assert (told["prefix"], told["suffix"]) == ("", " restent.")


def test_what_is_unplaced_has_no_selectors_but_its_words(program: Client) -> None:
    quote = a_quote()
    Quote.objects.update(start=None, end=None)
    told = got(program, f"quotes/{quote.pk}/")
    assert [told[name] for name in ("start", "end", "prefix", "suffix", "exact")] == [None, None, None, None, QUOTED]


def test_numbers_are_numbers(program: Client) -> None:
    a_full_release()
    assert {one["value"] for one in got(program, "figures/")["results"]} == {42, 1250}


def test_the_text_of_a_release_is_in_its_record_and_in_lists_that_ask_for_it(program: Client) -> None:
    release = a_full_release()
    assert got(program, f"releases/{release.pk}/")["text"] == release.text
    assert "text" not in got(program, "releases/")["results"][0]
    assert got(program, "releases/?fields=text")["results"] == [{"text": release.text}]


def test_pages_follow_each_other_until_the_last(program: Client) -> None:
    people = [an_entity(Person, f"Anne {number}").pk for number in range(5)]
    seen, address = [], f"{API}persons/?limit=2"
    while address:
        page = program.get(address).json()
        seen += [one["id"] for one in page["results"]]
        address = page["next"]
    assert seen == people


def test_the_newest_come_first_where_that_is_asked(program: Client) -> None:
    people = [an_entity(Person, f"Anne {number}").pk for number in range(3)]
    first = got(program, "persons/?order=-id&limit=2")
    assert [one["id"] for one in first["results"]] == [people[2], people[1]]
    assert [one["id"] for one in program.get(first["next"]).json()["results"]] == [people[0]]


def test_rows_are_counted_only_where_that_is_asked(program: Client) -> None:
    for number in range(3):
        an_entity(Person, f"Anne {number}")
    assert got(program, "persons/?count=true&limit=1")["count"] == 3
    assert "count" not in got(program, "persons/?limit=1")


@pytest.mark.parametrize("resource", ALL, ids=lambda one: one.kind)
def test_every_list_and_record_can_be_read(resource: Resource, program: Client) -> None:
    a_full_release()
    expand = f"?expand={','.join(resource.relations)}" if resource.relations else ""
    first = got(program, f"{resource.place}/{expand}")["results"][0]
    record = got(program, f"{resource.place}/{first['id']}/{expand}")
    assert first.items() <= record.items()


def test_what_was_rejected_is_in_no_list_and_gone_from_its_address(program: Client) -> None:
    quote = judged(a_quote(), "rejected")
    assert got(program, "quotes/")["results"] == []
    assert got(program, f"quotes/{quote.pk}/", 410)["status"] == 410
    assert got(program, "quotes/?review=rejected", 401)["title"] == "Unauthorized"
    assert got(program, f"quotes/{quote.pk}/?review=rejected", 401)


def test_a_reader_with_a_role_sees_what_was_rejected(db: None) -> None:
    quote = judged(a_quote(), "rejected")
    reader = client_of(user_in("reader"))
    assert [one["id"] for one in got(reader, "quotes/?review=rejected,pending")["results"]] == [quote.pk]
    assert got(reader, f"quotes/{quote.pk}/?review=rejected")["review"] == "rejected"
    assert got(client_of(user_in(None, "max")), "quotes/?review=rejected", 403)


def test_what_was_rejected_is_not_shown_by_way_of_another(program: Client) -> None:
    release = a_full_release()
    quote = judged(release.quotes.get(), "rejected")
    figures = got(program, "figures/?expand=quote&fields=quote")["results"]
    assert {"quote": quote.pk} in figures


def test_names_of_editors_are_for_readers_with_a_role(program: Client) -> None:
    release = a_full_release()
    Release.objects.update(assigned_to=user_in("editor", "max"))
    assert "assigned_to" not in got(program, f"releases/{release.pk}/")
    assert got(client_of(user_in("reader")), f"releases/{release.pk}/")["assigned_to"] == "max"
    assert got(program, f"releases/{release.pk}/?fields=assigned_to", 401)


def test_a_merged_record_leads_to_its_survivor(program: Client) -> None:
    one, other = an_entity(Person, "Anne"), an_entity(Person, "Anna")
    a_merge(one, other)
    gone = other.pk
    Person.objects.filter(pk=gone).delete()
    response = program.get(f"{API}persons/{gone}/?fields=name")
    assert response.status_code == 301
    assert response.headers["Location"] == f"http://testserver/api/v1/persons/{one.pk}/?fields=name"


def test_a_deleted_record_is_gone_and_another_was_never_there(program: Client) -> None:
    person = an_entity(Person, "Anne")
    pk = person.pk
    person.delete()
    assert got(program, f"persons/{pk}/", 410)["title"] == "Gone"
    assert got(program, f"persons/{pk + 1}/", 404)["detail"] == f"No person has the id {pk + 1}."
    assert got(program, f"persons/{10**30}/", 404)


def test_a_login_is_asked_for_where_reading_is_not_public(program: Client, settings: Any) -> None:
    settings.ARCHIVE_PUBLIC_READ = False
    assert got(program, "quotes/", 401)["status"] == 401
    assert got(client_of(user_in(None)), "quotes/")["results"] == []
