"""Whatever stands in a text or a name is shown as text, on every page of the admin."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.test import Client
from django.urls import reverse

from archive.curation.decidable import ANNOTATIONS, ENTITIES
from archive.curation.history.context import because
from archive.curation.history.images import history_of
from archive.curation.merging.merging import merge
from archive.models import REMEMBERED, Likeness, Merge, Note, Person, Quote, Release, Run
from tests.admin.builders import TEXT, a_full_release, a_likeness, a_note, a_proposal, a_token, an_entity

EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>"
# What the database holds to a form of its own, or to the text; and what it works out by itself.
BOUND = {
    "exact",
    "sha256",
    "digest",
    "scopes",
    "language",
    "country_code",
    "date",
    "period",
    "term",
    "keys",
    "basis",
    "decided",
}
MODELS = [model for model in admin.site._registry if model._meta.app_label == "archive"]


def evil(column: Any) -> Any:
    """The worst that a column takes; None if it takes nothing of the kind."""
    if column.name in BOUND or column.choices or (column.model is Release and column.name == "text"):
        return None
    if isinstance(column, ArrayField):
        return [EVIL]
    if isinstance(column, models.JSONField):
        return {"name": EVIL, "title": EVIL, "text": EVIL}
    fits = isinstance(column, (models.CharField, models.TextField)) and (column.max_length or 200) >= len(EVIL)
    return EVIL if fits and not column.generated else None


@pytest.fixture
def hostile(administrator: User) -> Release:
    """A release of which every text says it; what its records were before says it too."""
    release = a_full_release()
    survivor, loser, third = (an_entity(Person, f"Aude {EVIL} {number}") for number in range(3))
    a_likeness(survivor, third)
    a_token(EVIL, administrator)
    for record in (release, release.quotes.get(), survivor):
        a_proposal(record, group="text", values={"text": EVIL, "title": EVIL, "name": EVIL, EVIL: EVIL})
        a_note(record, EVIL, author=administrator, addressed_to=administrator)
    with because(user=administrator.pk, reason=EVIL):
        for _ in range(2):
            for model in MODELS:
                columns = {one.name: value for one in model._meta.concrete_fields if (value := evil(one)) is not None}
                if model not in (Merge, Likeness):
                    rows = model._default_manager.all()
                    rows.update(**columns)
                    a_reason = {"supplied": dict.fromkeys(("title", "name", "text", "value"), EVIL)}
                    if "supplied" in columns:
                        rows.update(**a_reason)
        merge(survivor, loser, {}, administrator.pk, EVIL)
    Likeness.objects.update(reason=EVIL)
    return release


def addresses(release: Release) -> list[str]:
    """Every page that shows a record, a part of one, or what became of it."""
    found = [reverse(f"admin:{name}") for name in ("index", "queue", "recent_changes", "handbook", "try")]
    for model in MODELS:
        name = str(model._meta.model_name)
        pk = model._default_manager.latest("pk").pk
        found += [reverse(f"admin:archive_{name}_changelist"), f"{reverse(f'admin:archive_{name}_changelist')}?q=alert"]
        found += [reverse(f"admin:archive_{name}_{page}", args=[pk]) for page in ("change", "history", "delete")]
    for model in REMEMBERED:
        last = history_of(model).objects.order_by("-pgh_id").first()
        if last is not None:
            found.append(reverse("admin:undo_change", args=[model._meta.model_name, last.pgh_id]))
    actions = history_of(Quote).objects.order_by().values_list("pgh_context_id", flat=True).distinct()
    found += [reverse("admin:action_changes", args=[one]) for one in actions if one]
    found += [reverse("admin:run_changes", args=[one.pk]) for one in Run.objects.all()]
    found += [reverse("admin:bulk", args=[kind]) for kind in ANNOTATIONS]
    for kind in (*ENTITIES, "release"):
        one = next(model for model in MODELS if model._meta.model_name == kind)._default_manager.earliest("pk")
        found.append(f"{reverse('admin:merge_choose', args=[kind, one.pk])}?q=alert")
        found.append(reverse("admin:merge_compare", args=[kind, one.pk, one.pk]))
        if kind != "release":
            found.append(reverse("admin:split", args=[kind, one.pk]))
    found.append(reverse("admin:merge_undo", args=[Merge.objects.get().pk]))
    screen = reverse("admin:archive_release_review", args=[release.pk])
    cards = [f"release-{release.pk}"]
    for kind in ANNOTATIONS:
        model = next(one for one in MODELS if one._meta.model_name == kind)
        cards += [f"{kind}-{pk}" for pk in model._default_manager.values_list("pk", flat=True)]
    return [*found, screen, *(f"{screen}?open={card}" for card in cards)]


def test_no_page_lets_a_text_or_a_name_be_more_than_text(page: Client, hostile: Release) -> None:
    assert "<script>" in TEXT
    shown = 0
    for address in addresses(hostile):
        answer = page.get(address, follow=True)
        assert answer.status_code in (200, 403), address
        html = answer.content.decode()
        assert "<script>alert" not in html, address
        assert "<img src=x" not in html, address
        shown += "&lt;script&gt;alert" in html
    assert shown > 60
    assert Note.objects.filter(text=EVIL).count() == 3


def test_no_page_that_an_action_leads_to_does(page: Client, hostile: Release) -> None:
    for kind, action in (("quote", "give"), ("figure", "assign_indicator"), ("release", "delete_selected")):
        model: Any = next(one for one in MODELS if one._meta.model_name == kind)
        chosen = {"action": action, "_selected_action": list(model.objects.values_list("pk", flat=True))}
        html = page.post(reverse(f"admin:archive_{kind}_changelist"), chosen, follow=True).content.decode()
        assert "&lt;script&gt;alert" in html
        assert "<script>alert" not in html
