"""axe-core looks at every page of the desk, light and dark, in both languages: nothing keeps people out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from archive.models import Merge, Person, Quote, Run
from tests.admin.builders import a_full_release, a_likeness, a_merge, a_note, a_proposal, a_quote, an_entity
from tests.admin.review.conftest import Desk, meanwhile

KEEPS_PEOPLE_OUT = {"serious", "critical"}


def pages() -> dict[str, str]:
    """The pages of the desk, each with something on it."""
    release = a_full_release()
    quote = release.quotes.get()
    a_quote(release, words="En trois ans", text="En trois ans", flags=["no_longer_found"])
    person: Any = quote.speaker
    twin = an_entity(Person, "A. Kermarrec", aliases=["Kermarrec"])
    for record in (quote, person, release):
        a_proposal(record, group="text", values={"text": "Autrement", "name": "Autrement", "title": "Autrement"})
        a_note(record)
    a_likeness(person, twin)
    a_merge(person, twin)
    Quote.objects.filter(pk=quote.pk).update(text="En trois ans, nous avons secouru plus de 1 250 marins")
    screen = f"/admin/archive/release/{release.pk}/review/"
    return {
        "dashboard": "/admin/",
        "queue": "/admin/queue/",
        "review": screen,
        "review_form": f"{screen}?open=quote-{quote.pk}",
        "review_new": f"{screen}?open=quote-new",
        "release": f"/admin/archive/release/{release.pk}/change/",
        "quote": f"/admin/archive/quote/{quote.pk}/change/",
        "person": f"/admin/archive/person/{person.pk}/change/",
        "bulk": "/admin/bulk/quote/",
        "choose": f"/admin/merge/person/{person.pk}/?q=kermarrec",
        "compare": f"/admin/merge/person/{person.pk}/{twin.pk}/",
        "merges": "/admin/archive/merge/",
        "merge_undo": f"/admin/merge/undo/{Merge.objects.get().pk}/",
        "split": f"/admin/split/person/{person.pk}/",
        "likenesses": "/admin/archive/likeness/",
        "proposals": "/admin/archive/proposal/",
        "notes": "/admin/archive/note/",
        "history": f"/admin/archive/quote/{quote.pk}/history/",
        "changes": "/admin/history/",
        "run": f"/admin/history/run/{Run.objects.get().pk}/",
        "handbook": "/admin/handbook/",
    }


def found(page: Page) -> list[str]:
    """What axe-core finds, with the element that it finds it at; it must not copy style sheets into the page."""
    violations = Axe().run(page, options={"preload": False}).response["violations"]
    return [
        f"{one['id']}: {node['html'][:160]} {node.get('any', [{}])[0].get('message', '') if node.get('any') else ''}"
        for one in violations
        if one["impact"] in KEEPS_PEOPLE_OUT
        for node in one["nodes"]
    ]


@pytest.mark.parametrize(("scheme", "language"), [("light", "fr"), ("dark", "en")])
def test_nothing_on_a_page_of_the_desk_keeps_people_out(desk: Callable[..., Desk], scheme: Any, language: str) -> None:
    editor = desk(color_scheme=scheme, locale=language)
    wrong: list[str] = []
    for name, address in meanwhile(pages).items():
        assert editor.page.goto(f"{editor.url}{address}").status == 200, name  # type: ignore[union-attr]
        wrong += [f"{name}: {problem}" for problem in found(editor.page)]
    assert "\n".join(wrong) == ""
    assert editor.complaints == []
