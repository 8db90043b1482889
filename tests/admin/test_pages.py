"""Every list and every page of the admin: it answers, and its queries do not grow with its rows."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.models import (
    Event,
    Indicator,
    Likeness,
    Merge,
    Office,
    Organization,
    Person,
    Programme,
    Proposal,
    Quote,
    Release,
    Source,
)
from tests.admin.builders import a_full_release, a_likeness, a_merge, a_note, a_proposal, a_token, an_entity

MODELS = [model for model in admin.site._registry if model._meta.app_label == "archive"]


def fill(rounds: int) -> None:
    for number in range(rounds):
        release = a_full_release()
        a_proposal(release.quotes.get())
        an_entity(Office, f"maire {number}", organization=release.issuer)
        twin = an_entity(Person, f"Aude Kermarrec {number}")
        a_likeness(release.quotes.get().speaker, twin)
        a_merge(release.quotes.get().speaker, twin)
        a_note(release.quotes.get())
        a_token(f"carnet {number}")


def queries_of(page: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert page.get(address).status_code == 200
    return len(caught)


def test_every_model_of_the_archive_has_an_admin() -> None:
    names = {model.__name__ for model in MODELS}
    assert names == {
        "Source",
        "Release",
        "Person",
        "Organization",
        "Office",
        "Programme",
        "Event",
        "Indicator",
        "Subject",
        "Quote",
        "Figure",
        "Tenure",
        "Participation",
        "Mention",
        "Run",
        "Proposal",
        "Likeness",
        "Merge",
        "Note",
        "ApiToken",
    }


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_list_needs_no_more_queries_for_more_rows(model: Any, page: Client) -> None:
    address = reverse(f"admin:archive_{model._meta.model_name}_changelist")
    fill(2)
    page.get(address)
    few = queries_of(page, address)
    fill(5)
    assert queries_of(page, address) == few


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_record_has_a_page(model: Any, page: Client) -> None:
    fill(1)
    record = model.objects.first()
    assert page.get(reverse(f"admin:archive_{model._meta.model_name}_change", args=[record.pk])).status_code == 200


@pytest.mark.parametrize(
    "model",
    [Release, Person, Organization, Event, Programme, Office, Indicator, Quote, Source],
    ids=lambda m: m.__name__,
)
def test_a_page_needs_no_more_queries_for_more_rows_in_the_archive(model: Any, page: Client) -> None:
    fill(1)
    address = reverse(f"admin:archive_{model._meta.model_name}_change", args=[model.objects.latest("pk").pk])
    page.get(address)
    few = queries_of(page, address)
    fill(4)
    assert queries_of(page, address) == few


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_list_can_be_searched(model: Any, page: Client) -> None:
    fill(1)
    assert (
        page.get(reverse(f"admin:archive_{model._meta.model_name}_changelist"), {"q": "Kermarrec d’été %"}).status_code
        == 200
    )


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_list_answers_in_french(model: Any, page: Client) -> None:
    fill(1)
    address = reverse(f"admin:archive_{model._meta.model_name}_changelist")
    assert 'lang="fr"' in page.get(address, headers={"accept-language": "fr"}).content.decode()


@pytest.mark.parametrize("model", [Proposal, Likeness, Merge], ids=lambda m: m.__name__)
def test_nobody_adds_what_the_archive_itself_keeps(model: Any, page: Client) -> None:
    assert page.get(reverse(f"admin:archive_{model._meta.model_name}_add")).status_code == 403
