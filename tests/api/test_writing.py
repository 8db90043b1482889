"""Writing: corrections under the admin's rules, judgments, documents; nothing stale is overwritten."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from archive.api.tokens import make, revoke
from archive.models import ApiToken, Person, Quote, Release, Source
from tests.admin.builders import a_full_release, a_quote, a_release, an_entity
from tests.admin.test_roles import client_of, user_in
from tests.api.test_reading import API

TEXT = "BREST (France) – « Les phares restent allumés », a déclaré Anne Le Goff, présidente de la Ligue des phares."


def holder(role: str = "editor", scopes: tuple[str, ...] = ("read", "review", "ingest"), days: int = 30) -> Client:
    """A program with a token of somebody in a role."""
    _token, secret = make(user_in(role, f"{role}-{ApiToken.objects.count()}"), "notebook", scopes, days)
    return Client(headers={"accept-language": "en", "authorization": f"Bearer {secret}"})


def change(client: Client, address: str, body: Any, etag: str | None = None) -> Any:
    etag = etag or client.get(API + address).headers["ETag"]
    return client.patch(API + address, body, content_type="application/json", headers={"if-match": etag})


def test_a_correction_is_a_decision_with_its_author_in_the_history(db: None) -> None:
    quote, person = a_quote(), an_entity(Person, "Aude Kermarrec")
    client = holder()
    response = change(client, f"quotes/{quote.pk}/", {"speaker": person.pk})
    assert response.status_code == 200, response.content
    assert response.json() | {"speaker": person.pk, "basis": "editor", "version": 2} == response.json()
    assert response.headers["ETag"].startswith('"2.')
    quote.refresh_from_db()
    assert "speaker" in quote.decided
    from archive.curation.history.changes import changes_of

    assert changes_of(quote)[0].told("user") == ApiToken.objects.get().user_id


def test_an_entity_is_corrected_too(db: None) -> None:
    person = an_entity(Person, "Aude Kermarrec")
    response = change(holder(), f"persons/{person.pk}/", {"name": "Aude Le Kermarrec", "aliases": ["AK"]})
    assert (response.status_code, response.json()["aliases"]) == (200, ["AK"])
    person.refresh_from_db()
    assert (person.name, person.decided) == ("Aude Le Kermarrec", ["aliases", "name"])


def test_the_second_to_write_learns_of_the_first(db: None) -> None:
    person = an_entity(Person, "Anne")
    client, address = holder(), f"persons/{person.pk}/"
    etag = client.get(API + address).headers["ETag"]
    change(client, address, {"name": "Anna"}, etag)
    late = change(client, address, {"name": "Annie"}, etag)
    assert late.status_code == 412
    assert late.json()["changes"][0]["fields"]["name"] == ["Anne", "Anna"]
    assert late.json()["version"] == 2
    assert Person.objects.get().name == "Anna"


def test_a_change_without_if_match_is_not_made(db: None) -> None:
    person = an_entity(Person, "Anne")
    client, address = holder(), f"{API}persons/{person.pk}/"
    assert client.patch(address, {"name": "A"}, content_type="application/json").status_code == 428
    odd = client.patch(address, {"name": "A"}, content_type="application/json", headers={"if-match": "*"})
    assert odd.status_code == 400
    assert Person.objects.get().name == "Anne"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"speker": 1}, "speker"),
        ({"speaker": 99999}, "speaker"),
        ({"kind": "shouted"}, "kind"),
        ({"start": 5, "end": 100_000}, "start"),
        ({"exact": "x"}, "exact"),
        ([], ""),
        ('{"speaker": 1e400}', ""),
    ],
)
def test_what_cannot_be_kept_is_told_by_field(body: Any, field: str, db: None) -> None:
    response = change(holder(), f"quotes/{a_quote().pk}/", body)
    assert response.status_code == 422
    assert response.json()["errors"][0]["field"] == field


def test_what_the_database_refuses_is_told_in_a_sentence(db: None) -> None:
    release = a_full_release()
    quote = release.quotes.get()
    response = change(holder(), f"quotes/{quote.pk}/", {"organization": release.issuer_id})
    assert response.status_code == 422
    assert response.json()["detail"].startswith("A quote has one speaker at most")


def test_what_no_text_says_needs_a_reference(db: None) -> None:
    release = a_release("Rien n’est daté.", title=None)
    client, address = holder(), f"releases/{release.pk}/"
    assert change(client, address, {"published_on": "2021-05-12"}).json()["errors"][0]["field"] == "published_on"
    response = change(client, address, {"published_on": "2021-05-12", "reference": "https://example.org/1"})
    assert response.json()["supplied"] == {"published_on": "https://example.org/1"}
    assert Release.objects.get().published_on is not None


@pytest.mark.parametrize(("act", "review"), [("confirm", "confirmed"), ("reject", "rejected"), ("put-back", "pending")])
def test_an_annotation_is_judged(act: str, review: str, db: None) -> None:
    quote = a_quote()
    client, address = holder(), f"{API}quotes/{quote.pk}/"
    etag = client.get(address).headers["ETag"]
    response = client.post(f"{address}{act}/", headers={"if-match": etag})
    assert (response.status_code, response.json()["review"]) == (200, review)
    assert Quote.objects.get().review == review


def test_a_document_is_read_and_known_the_second_time(db: None) -> None:
    client = holder("chief editor")
    first = client.post(f"{API}sources/", {"document": SimpleUploadedFile("phares.txt", TEXT.encode())})
    assert first.status_code == 201, first.content
    told = first.json()
    assert (told["state"], told["found"]["quotes"], told["release"]) == ("new", 1, Release.objects.get().pk)
    assert first.headers["Location"] == f"http://testserver{API}sources/{told['source']}/"
    again = client.post(f"{API}sources/", {"document": SimpleUploadedFile("same.txt", TEXT.encode())})
    assert (again.status_code, again.json()["state"]) == (200, "unchanged")
    assert Source.objects.get().other_names == ["same.txt"]


def test_a_document_comes_with_what_is_known_of_it(db: None) -> None:
    body = {"text": TEXT, "url": "https://example.org/1", "published_on": "2021-05-12"}
    response = holder("chief editor").post(f"{API}sources/", body, content_type="application/json")
    assert response.status_code == 201, response.content
    assert str(Release.objects.get().published_on) == "2021-05-12"


def test_a_document_that_cannot_be_read_is_refused_with_the_reason(db: None) -> None:
    client = holder("chief editor")
    response = client.post(f"{API}sources/", {"document": SimpleUploadedFile("x.txt", b"\x00\x01\x02")})
    assert response.status_code == 422
    assert response.json()["detail"]
    assert client.post(f"{API}sources/", {"text": 3}, content_type="application/json").status_code == 422
    assert client.post(f"{API}sources/", {}, content_type="application/json").status_code == 422


def test_the_bytes_of_a_source_are_for_readers(db: None, program: Client) -> None:
    source = a_release().source
    address = f"{API}sources/{source.pk}/content/"
    assert program.get(address).status_code == 401
    response = holder("reader").get(address)
    assert (response.status_code, response.content) == (200, bytes(source.content))


def test_a_token_is_kept_as_a_hash(db: None) -> None:
    token, secret = make(user_in("reader"), "notebook", ["read"], 30)
    assert secret not in {str(value) for value in ApiToken.objects.values_list().get()}
    assert len(token.digest) == 128


def test_a_token_does_what_it_is_for(db: None) -> None:
    person = an_entity(Person, "Anne")
    assert change(holder("editor", ("read",)), f"persons/{person.pk}/", {"name": "A"}).status_code == 403
    assert holder("reader", ("review",)).get(f"{API}quotes/?review=rejected").status_code == 403
    assert holder("reader", ("read",)).get(f"{API}quotes/?review=rejected").status_code == 200


def test_a_token_that_expired_or_was_taken_back_is_none(db: None) -> None:
    client = holder("reader")
    ApiToken.objects.update(expiry="2020-01-01T00:00Z")
    assert client.get(f"{API}quotes/").status_code == 401
    client = holder("editor")
    token = ApiToken.objects.get()
    assert revoke(token.user, token.token_key) == 1
    response = client.get(f"{API}quotes/")
    assert (response.status_code, response.headers["WWW-Authenticate"]) == (401, "Bearer")


@pytest.mark.parametrize("given", ["Bearer x", "Bearer", "Bearer é", "Bearer a b"])
def test_what_is_no_token_is_refused(given: str, program: Client) -> None:
    assert program.get(f"{API}quotes/", headers={"authorization": given}).status_code == 401


def test_a_token_is_for_known_scopes_and_a_year_at_most(db: None) -> None:
    user = user_in("reader")
    with pytest.raises(ValueError, match="no scope all"):
        make(user, "notebook", ["all"], 30)
    with pytest.raises(ValueError, match="1 to 365 days"):
        make(user, "notebook", ["read"], 366)


def test_a_session_writes_with_its_csrf_token_only(db: None) -> None:
    person = an_entity(Person, "Anne")
    client = Client(enforce_csrf_checks=True)
    client.force_login(user_in("editor"))
    assert change(client, f"persons/{person.pk}/", {"name": "A"}).status_code == 403
    assert change(client_of(user_in("editor", "max")), f"persons/{person.pk}/", {"name": "A"}).status_code == 200
