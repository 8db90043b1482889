"""What all pages of records have in common: they open, they tell no rejected reading, their queries do not grow."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive.curation.decidable import ANNOTATIONS, ENTITIES
from archive.curation.merging.merging import merge
from archive.models import Figure, Mention, Participation, Person, Quote, Release, Source, Tenure
from archive.reading.addresses import address, list_address
from tests.admin.builders import a_full_release, a_quote, an_entity
from tests.reading.builders import HOSTILE, make_hostile

KINDS = ("release", *ENTITIES, *ANNOTATIONS)
LISTS = ("release", *ENTITIES)
READ = (Quote, Figure, Tenure, Participation, Mention)


def model_of(kind: str) -> Any:
    return apps.get_model("archive", kind)


def one_of(kind: str) -> Any:
    a_full_release()
    return model_of(kind).objects.order_by("pk").first()


def text_of(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def queries_of(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as made:
        text_of(client, path)
    return len(made)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_record_has_a_page_in_both_languages(reader: Client, kind: str, language: str) -> None:
    html = reader.get(address(one_of(kind)), headers={"accept-language": language}).content.decode()
    assert f'<html lang="{language}">' in html
    assert "<h1" in html


@pytest.mark.parametrize("kind", LISTS)
def test_every_kind_has_a_list_that_leads_to_its_records(reader: Client, kind: str) -> None:
    one = one_of(kind)
    assert f'href="{address(one)}"' in text_of(reader, list_address(kind))


def test_a_country_has_a_page(reader: Client) -> None:
    a_full_release()
    assert "<h1>France</h1>" in text_of(reader, "/countries/FR/")
    assert reader.get("/countries/ZZ/").status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_never_there_is_not_found(reader: Client, kind: str) -> None:
    for pk in (10**6, 2**63, 10**30):
        assert reader.get(f"{list_address(kind)}{pk}/").status_code == 404


def a_person() -> Person:
    person: Person = an_entity(Person, "Anne Le Goff")
    return person


@pytest.mark.parametrize("make", [a_quote, a_person])
def test_what_was_deleted_is_gone(reader: Client, make: Callable[[], Any]) -> None:
    one = make()
    path = address(one)
    assert reader.get(path).status_code == 200
    one.delete()
    assert reader.get(path).status_code == 410


@pytest.mark.parametrize("kind", ENTITIES)
def test_what_was_merged_leads_to_the_survivor(reader: Client, kind: str) -> None:
    a_full_release()
    a_full_release()
    survivor, loser = model_of(kind).objects.order_by("pk")[:2]
    path = address(loser)
    merge(survivor, loser, {}, None)
    assert reader.get(path)["Location"] == address(survivor)
    assert reader.get(f"{path}?confirmed=1")["Location"] == f"{address(survivor)}?confirmed=1"


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_makes_as_many_queries_however_much_it_shows(reader: Client, kind: str) -> None:
    one = one_of(kind)
    few = queries_of(reader, address(one))
    release = Release.objects.order_by("pk").first()
    for model in READ:
        multiply(model, model.objects.filter(release=release).first(), 30)
    assert queries_of(reader, address(one)) == few


def multiply(model: Any, row: Any, times: int) -> None:
    for _ in range(times):
        row.pk = None
        row._state.adding = True
        row.save()


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_makes_as_many_queries_however_long_it_is(reader: Client, kind: str) -> None:
    a_full_release()
    few = queries_of(reader, list_address(kind))
    for _ in range(4):
        a_full_release()
    assert queries_of(reader, list_address(kind)) == few


@pytest.mark.parametrize("model", READ)
def test_a_rejected_reading_is_gone_and_told_nowhere(reader: Client, model: Any) -> None:
    a_full_release()
    one = model.objects.order_by("pk").first()
    model.objects.filter(pk=one.pk).update(review="rejected")
    path = address(one)
    assert reader.get(path).status_code == 410
    assert reader.get(f"{path}annotation.jsonld").status_code == 410
    assert path not in everything(reader)


def everything(client: Client) -> str:
    """The pages of all records and lists, joined."""
    records = [row for kind in ("release", *ENTITIES) for row in model_of(kind).objects.all()]
    shown = [row for model in READ for row in model.objects.exclude(review="rejected")]
    paths = ["/", "/countries/FR/", *map(list_address, LISTS), *map(address, [*records, *shown])]
    return "".join(text_of(client, path) for path in paths)


@pytest.mark.parametrize("model", READ)
def test_only_confirmed_readings_are_told_where_these_are_asked_for(reader: Client, model: Any) -> None:
    a_full_release()
    one = model.objects.order_by("pk").first()
    path = address(one)
    page = text_of(reader, f"{path}?confirmed=1", 404)
    assert "No editor has confirmed this reading yet." in page
    assert f'href="{path}"' in page
    model.objects.filter(pk=one.pk).update(review="confirmed")
    assert reader.get(f"{path}?confirmed=1").status_code == 200
    assert f"{path}?confirmed=1" in text_of(reader, f"{address(one.release)}?confirmed=1")


def test_where_only_confirmed_readings_are_asked_for_every_link_keeps_that(reader: Client) -> None:
    release = a_full_release()
    for model in READ:
        model.objects.update(review="confirmed")
    for one in [release, *(row for kind in ENTITIES for row in model_of(kind).objects.all()), Quote.objects.get()]:
        html = text_of(reader, f"{address(one)}?confirmed=1")
        main = html.partition("<main")[2].partition("</main>")[0]
        links = [link for link in re.findall(r'href="(/[^"]+)"', main) if "confirmed=1" not in link]
        assert links == [address(one)] or all(link.startswith(address(one)) for link in links), (one, links)


def test_pending_readings_are_marked_so(reader: Client) -> None:
    release = a_full_release()
    assert "not confirmed" in text_of(reader, address(release))
    for model in READ:
        model.objects.update(review="confirmed")
    assert "not confirmed" not in text_of(reader, address(release)).replace("not confirmed yet", "")


def test_names_and_words_from_outside_are_shown_as_text(reader: Client) -> None:
    a_full_release()
    make_hostile(*(model_of(kind) for kind in KINDS), Source)
    pages = everything(reader)
    assert "<script>alert" not in pages
    assert "&lt;script&gt;alert" in pages
    assert HOSTILE not in pages


def test_a_release_that_came_from_no_web_address_is_no_link(reader: Client) -> None:
    release = a_full_release()
    Source.objects.update(url="javascript:alert(1)")
    assert 'href="javascript:' not in text_of(reader, address(release))
