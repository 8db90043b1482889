"""«Read again», on the list of releases and on a release's page."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from archive.admin import reading_again
from archive.models import Quote, Release, Run
from tests.etl.builders import quote
from tests.etl.test_reparse import SAID, TEXT, older

pytestmark = pytest.mark.django_db
RELEASES = reverse("admin:archive_release_changelist")


def read_again(page: Client, *releases: Release) -> str:
    chosen = {"action": "read_again", "_selected_action": [release.pk for release in releases]}
    return page.post(RELEASES, chosen, follow=True).content.decode()


def test_the_selected_releases_are_read_again(page: Client, administrator: Any) -> None:
    older(quotes=(quote(TEXT, SAID, kind="indirect"),))
    Quote.objects.update(kind="fragment")
    said = read_again(page, Release.objects.get())
    assert "1 releases: 1 changed, 0 unchanged, 0 failed." in said
    one = Quote.objects.get(exact=SAID)
    assert (one.kind, one.speaker and one.speaker.name) == ("fragment", "Anne Martin")
    assert Run.objects.get(kind="reparse").started_by == administrator


def test_more_than_a_page_should_take_are_refused(page: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    older()
    monkeypatch.setattr(reading_again, "MOST", 0)
    assert "At most 0 releases at a time" in read_again(page, Release.objects.get())
    assert not Run.objects.filter(kind="reparse").exists()


def test_a_releases_page_has_a_button_for_it(page: Client) -> None:
    older()
    release = Release.objects.get()
    where = reverse("admin:archive_release_change", args=[release.pk])
    action = reverse("admin:archive_release_read_again", args=[release.pk])
    assert f'action="{action}"' in page.get(where).content.decode()
    assert page.get(action).status_code == 405
    assert "1 releases: 1 changed" in page.post(action, follow=True).content.decode()
    assert Quote.objects.count() == 2


def test_whoever_may_only_look_cannot(page: Client, administrator: Any, django_user_model: Any) -> None:
    older()
    release = Release.objects.get()
    reader = django_user_model.objects.create_user("rita", "", "a long password of hers", is_staff=True)
    page.force_login(reader)
    assert page.post(reverse("admin:archive_release_read_again", args=[release.pk])).status_code == 403
    assert not Run.objects.filter(kind="reparse").exists()
