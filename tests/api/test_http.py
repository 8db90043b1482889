"""HTTP done well: ETags, caching, compression, errors in one shape, methods."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from archive.api.resources import ALL, Resource
from archive.models import Person
from tests.admin.builders import a_full_release, a_quote, an_entity
from tests.api.test_reading import API, got


@pytest.mark.parametrize("address", ["quotes/", "persons/", "quotes/{pk}/", ""])
def test_what_the_client_has_is_not_sent_again(address: str, program: Client) -> None:
    address = API + address.format(pk=a_quote().pk)
    first = program.get(address)
    again = program.get(address, headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]


def test_the_etag_of_a_record_begins_with_its_version(program: Client) -> None:
    address = f"{API}quotes/{a_quote().pk}/"
    assert program.get(address).headers["ETag"].startswith('"1.')


def test_anybody_may_keep_what_anybody_may_read_but_asks_again(program: Client, settings: Any) -> None:
    response = program.get(f"{API}quotes/")
    assert response.headers["Cache-Control"] == "public, no-cache"
    assert {"Accept", "Authorization", "Cookie"} <= {one.strip() for one in response.headers["Vary"].split(",")}


def test_long_answers_are_compressed(program: Client) -> None:
    for _ in range(3):
        a_full_release()
    response = program.get(f"{API}mentions/", headers={"accept-encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize(
    ("address", "parameter", "nearest"),
    [
        ("quotes/?speker=3", "speker", "speaker"),
        ("quotes/?basis=nam", "basis", "named"),
        ("quotes/?kind=direct,fragmant", "kind", "fragment"),
        ("quotes/?fields=txt", "fields", "text"),
        ("quotes/?expand=speakers", "expand", "speaker"),
        ("quotes/?within=paragraf", "within", "paragraph"),
        ("quotes/?format=jsonlines", "format", "jsonl"),
        ("releases/?undated=included", "undated", "include"),
        ("persons/?order=name", "order", "id"),
        ("persons/3/?field=name", "field", "fields"),
    ],
)
def test_what_there_is_not_is_refused_with_the_nearest(
    address: str, parameter: str, nearest: str, program: Client
) -> None:
    told = got(program, address, 400)
    (error,) = told["errors"]
    assert (error["parameter"], error["nearest"]) == (parameter, nearest)
    assert f"“{nearest}”" in told["detail"]


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("quotes/?speaker=x", "speaker"),
        ("quotes/?speaker=99999999999999999999", "speaker"),
        ("quotes/?date_from=12/05/2021", "date_from"),
        ("quotes/?confidence_min=high", "confidence_min"),
        ("quotes/?country=France", "country"),
        ("quotes/?speaker=", "speaker"),
        ("quotes/?date_to=", "date_to"),
        ("quotes/?text=%00", "text"),
        ("quotes/?limit=0", "limit"),
        ("quotes/?limit=1001", "limit"),
        ("quotes/?after=-1", "after"),
    ],
)
def test_a_wrong_value_is_refused_by_name(address: str, parameter: str, program: Client) -> None:
    (error,) = got(program, address, 400)["errors"]
    assert error["parameter"] == parameter
    assert error["detail"]


@pytest.mark.parametrize(
    "address", ["nothing", "nothing/", "quotes/-1/", "quotes/1000/", "quotes/?x=1", "quotes/?review=rejected"]
)
def test_every_error_is_a_problem(address: str, program: Client) -> None:
    response = program.get(API + address)
    told = response.json()
    assert response.headers["Content-Type"] == "application/problem+json"
    assert {"type", "title", "status", "detail"} <= told.keys()
    assert (told["status"], told["type"]) == (response.status_code, "about:blank")


def test_a_form_that_there_is_not_is_refused(program: Client) -> None:
    response = program.get(f"{API}quotes/", headers={"accept": "application/xml"})
    assert response.status_code == 406
    assert "application/json" in response.json()["detail"]


def test_a_method_that_there_is_not_is_refused_with_those_that_there_are(program: Client) -> None:
    response = program.delete(f"{API}quotes/")
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("resource", ALL, ids=lambda one: one.kind)
def test_head_and_options_are_answered(resource: Resource, program: Client) -> None:
    address = f"{API}{resource.place}/"
    head, read = program.head(address), program.get(address)
    assert (head.status_code, head.content, head.headers["ETag"]) == (200, b"", read.headers["ETag"])
    assert program.options(address).status_code == 200


def test_a_missing_slash_is_added(program: Client) -> None:
    assert program.get(f"{API}quotes?limit=1").headers["Location"] == f"{API}quotes/?limit=1"


def test_whoever_asks_too_often_waits(program: Client, settings: Any) -> None:
    settings.ARCHIVE_API_ANONYMOUS_RATE = 2
    assert [program.get(f"{API}quotes/").status_code for _ in range(3)] == [200, 200, 429]
    response = program.get(f"{API}quotes/")
    assert 0 < int(response.headers["Retry-After"]) <= 60
    assert program.get(f"{API}quotes/", REMOTE_ADDR="192.0.2.7").status_code == 200


def test_pages_of_other_sites_ask_where_a_setting_lets_them(program: Client, settings: Any) -> None:
    origin = "https://tools.example.org"
    assert "Access-Control-Allow-Origin" not in program.get(f"{API}quotes/", headers={"origin": origin}).headers
    settings.CORS_ALLOWED_ORIGINS = [origin]
    answer = program.get(f"{API}quotes/", headers={"origin": origin})
    assert answer.headers["Access-Control-Allow-Origin"] == origin
    assert "Access-Control-Allow-Origin" not in program.get("/", headers={"origin": origin}).headers


def test_a_change_changes_the_etag(program: Client) -> None:
    person = an_entity(Person, "Anne")
    address = f"{API}persons/{person.pk}/"
    before = program.get(address).headers["ETag"]
    Person.objects.update(name="Anna")
    assert program.get(address, headers={"if-none-match": before}).status_code == 200
