"""Lists: search, filters, autocomplete, large tables."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.admin.search import folded_words
from archive.models import Event, Person, Quote, Release
from archive.presentation.counting import EstimatingPaginator, estimated_rows
from archive.search import listing
from tests.admin.builders import a_full_release, a_quote, a_release, an_entity


def listed(page: Client, name: str, **asked: str) -> list[Any]:
    response = page.get(reverse(f"admin:archive_{name}_changelist"), asked)
    assert response.status_code == 200
    return list(response.context["cl"].result_list)


@pytest.mark.parametrize("typed", ["bénédicte", "BENEDICTE L'Hôte", "l’hote bene", "hot"])
def test_a_person_is_found_whatever_the_accents_case_and_order(page: Client, typed: str) -> None:
    person = an_entity(Person, "Bénédicte L’Hôte")
    an_entity(Person, "Aude Kermarrec")
    assert listed(page, "person", q=typed) == [person]


def test_a_person_is_found_by_an_alias(page: Client) -> None:
    person = an_entity(Person, "Bénédicte L’Hôte", aliases=["B. Œuvrard"])
    assert listed(page, "person", q="oeuvrard") == [person]


def test_signs_alone_find_nobody(page: Client) -> None:
    an_entity(Person, "Aude Kermarrec")
    assert listed(page, "person", q="%_'") == []


def test_words_are_folded_as_keys_are(db: None) -> None:
    typed = "Œuvre d’Été, Çà & là – KHOO Boon-Hui №5"
    with connection.cursor() as cursor:
        cursor.execute("SELECT archive_key(%s)", ["Œuvre d’Été, Çà & là – KHOO Boon-Hui"])
        key = cursor.fetchone()[0]
    assert " ".join(sorted(folded_words(typed.removesuffix(" №5")))) == key


def test_a_quote_is_found_by_its_words_without_accents(page: Client) -> None:
    quote = a_quote()
    assert listed(page, "quote", q="reseau grace") == [quote]


def test_a_release_is_found_by_words_of_its_text(page: Client) -> None:
    release = a_release()
    a_release("Autre chose.")
    assert listed(page, "release", q="gardes-cotes") == [release]


def test_undated_releases_have_a_filter_of_their_own(page: Client) -> None:
    a_full_release()
    undated = a_release()
    assert listed(page, "release", dated="no") == [undated]


def test_quotes_without_a_speaker_have_a_filter_of_their_own(page: Client) -> None:
    a_full_release()
    quote = a_quote()
    assert listed(page, "quote", speaker_known="no") == [quote]


def test_decided_records_have_a_filter_of_their_own(page: Client) -> None:
    quote = a_quote()
    a_quote()
    Quote.objects.filter(pk=quote.pk).update(attribution="Mme Kermarrec")
    assert [one.pk for one in listed(page, "quote", is_decided="yes")] == [quote.pk]


def test_events_without_a_year_come_last(page: Client) -> None:
    undated = an_entity(Event, "Assises", kind="meeting", date="XXXX-11-24")
    dated = an_entity(Event, "Assises", kind="meeting", date="1999")
    assert listed(page, "event") == [dated, undated]


def test_facets_count_beside_every_filter(page: Client) -> None:
    a_quote()
    assert "direct (1)" in page.get(reverse("admin:archive_quote_changelist")).content.decode()


@pytest.mark.parametrize(
    ("model", "field", "typed"),
    [("quote", "speaker", "KERMARREC aude"), ("quote", "release", "gardes-cotes"), ("figure", "quote", "reseau")],
)
def test_relations_are_completed_as_one_types(page: Client, model: str, field: str, typed: str) -> None:
    a_full_release()
    asked = {"app_label": "archive", "model_name": model, "field_name": field, "term": typed}
    assert len(page.get(reverse("admin:autocomplete"), asked).json()["results"]) == 1


def test_every_relation_of_every_form_is_completed_as_one_types(page: Client) -> None:
    a_full_release()
    form = page.get(reverse("admin:archive_figure_add")).context["adminform"].form
    relations = ["release", "indicator", "part_of", "quote", "event", "programme"]
    assert all("data-ajax--url" in str(form[name]) for name in relations)


def test_a_large_table_is_estimated_and_a_filtered_one_counted(db: None) -> None:
    a_quote()
    pretend_rows("archive_quote", 2_000_000)
    assert estimated_rows(Quote) == 2_000_000
    assert EstimatingPaginator(Quote.objects.all(), 50).count == 2_000_000
    assert EstimatingPaginator(Quote.objects.filter(kind="direct"), 50).count == 1


def pretend_rows(table: str, rows: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE pg_class SET reltuples = %s WHERE relname = %s", [rows, table])


def test_a_large_list_has_neither_days_nor_counts_that_would_take_seconds(page: Client) -> None:
    a_full_release()
    pretend_rows("archive_quote", 2_000_000)
    html = page.get(reverse("admin:archive_quote_changelist")).content.decode()
    assert "toplinks" not in html
    assert "direct (1)" not in html


@pytest.mark.parametrize("name", ["release", "quote"])
@pytest.mark.parametrize(
    ("typed", "is_found"), [("resau", False), ('"grâce au réseau"', True), ("marins -faro", False)]
)
def test_releases_and_quotes_are_searched_as_readers_search(
    page: Client, name: str, typed: str, is_found: bool
) -> None:
    a_quote()
    assert bool(listed(page, name, q=typed)) == is_found


def test_a_quote_is_found_by_the_name_of_its_speaker(page: Client) -> None:
    quote = a_full_release().quotes.get()
    a_quote()
    Quote.objects.filter(pk=quote.pk).update(attribution="elle")
    assert listed(page, "quote", q="kermarrec aude") == [quote]


@pytest.mark.parametrize("most", [listing.COMMON, -1])
def test_a_list_keeps_its_filters_and_order_however_common_the_word(
    page: Client, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "COMMON", most)
    old, new = a_release(published_on="2001-01-01"), a_release(published_on="2002-01-01", language="en")
    assert listed(page, "release", q="réseau") == [new, old]
    assert listed(page, "release", q="réseau", language__exact="fr") == [old]


def test_a_word_is_completed_as_one_types(page: Client) -> None:
    a_release()
    asked = {"app_label": "archive", "model_name": "quote", "field_name": "release", "term": "gardes-cot"}
    assert len(page.get(reverse("admin:autocomplete"), asked).json()["results"]) == 1


def test_counting_of_quotes_reads_only_the_rows_of_the_page(page: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admin.site.get_model_admin(Release), "list_per_page", 1)
    a_full_release()
    a_full_release()
    with CaptureQueriesContext(connection) as caught:
        listed(page, "release")
    counting = [one["sql"] for one in caught if "archive_quote" in one["sql"]]
    assert len(counting) == 1
    assert "LIMIT" in counting[0]


def test_the_front_page_says_what_is_there_and_what_waits(page: Client) -> None:
    a_full_release()
    a_quote()
    context = page.get(reverse("admin:index")).context
    assert ("2", "quotes") in [(tile.number, tile.name) for tile in context["holdings"]]
    assert ("1", "quotes without a speaker") in [(tile.number, tile.name) for tile in context["waiting"]]


def test_every_tile_of_the_front_page_leads_to_as_many_rows(page: Client) -> None:
    a_full_release()
    a_quote()
    for tile in page.get(reverse("admin:index")).context["waiting"]:
        assert str(page.get(tile.url).context["cl"].result_count) == tile.number


def test_the_front_page_shows_a_reader_only_what_they_may_see(django_user_model: Any) -> None:
    client = Client(headers={"accept-language": "en"})
    client.force_login(django_user_model.objects.create_user("lea", is_staff=True))
    context = client.get(reverse("admin:index")).context
    assert (context["holdings"], context["waiting"], context["may_ingest"]) == ([], [], False)


def test_the_front_page_groups_models_as_readers_think_of_them(page: Client) -> None:
    names = [str(app["name"]) for app in page.get(reverse("admin:index")).context["app_list"]]
    assert names[:4] == ["Documents", "Who and what", "Read from the texts", "Desk"]


def test_releases_are_neither_typed_in_nor_shown_without_permission(page: Client, django_user_model: Any) -> None:
    assert page.get(reverse("admin:archive_release_add")).status_code == 403
    client = Client()
    client.force_login(django_user_model.objects.create_user("lea", is_staff=True))
    assert client.get(reverse("admin:archive_release_changelist")).status_code == 403
    assert Release.objects.count() == 0
