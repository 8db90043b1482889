"""A real browser makes two persons one on the page that compares them, and two again."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from archive.models import Merge, Person, Quote
from tests.admin.builders import a_quote, an_entity
from tests.admin.review.conftest import Desk, meanwhile


def two() -> tuple[Person, Person]:
    survivor, loser = an_entity(Person, "Aude Kermarrec"), an_entity(Person, "A. Kermarrec", gender="female")
    a_quote(speaker=loser, basis="named")
    return survivor, loser


def test_two_persons_are_compared_merged_and_parted_and_old_addresses_lead_on(desk: Callable[..., Desk]) -> None:
    editor = desk()
    page = editor.page
    survivor, loser = meanwhile(two)
    old = f"{editor.url}/admin/archive/person/{loser.pk}/change/"
    new = f"{editor.url}/admin/archive/person/{survivor.pk}/change/"
    page.goto(new)
    page.get_by_role("link", name="Merge with…").click()
    page.get_by_role("searchbox", name="Name", exact=True).fill("kermarrec")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="A. Kermarrec").click()
    expect(page.get_by_role("row", name="Quotes (speaker)").get_by_role("cell")).to_have_text(["0", "1"])
    page.get_by_role("row", name="Name", exact=False).get_by_label("A. Kermarrec").check()
    page.get_by_label("Reason").fill("une seule personne")
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("Merged: 1 row moved.")
    expect(page.locator("#id_name")).to_have_value("A. Kermarrec")
    expect(page.locator("#id_aliases")).to_have_value("Aude Kermarrec")
    assert meanwhile(lambda: Quote.objects.get().speaker_id) == survivor.pk

    page.goto(old)
    page.wait_for_url(new)
    page.goto(f"{editor.url}/admin/archive/merge/")
    page.get_by_role("link", name="Undo…").click()
    page.get_by_label("Reason").fill("deux sœurs")
    page.get_by_role("button", name="Undo", exact=True).click()
    page.wait_for_url(old)
    expect(page.locator(".messagelist")).to_contain_text("They are two records again.")
    expect(page.locator("#id_name")).to_have_value("A. Kermarrec")
    page.goto(new)
    expect(page.locator("#id_name")).to_have_value("Aude Kermarrec")
    assert meanwhile(lambda: (Quote.objects.get().speaker_id, Merge.objects.get().undone_at is not None)) == (
        loser.pk,
        True,
    )
    assert editor.complaints == []


def test_a_record_that_somebody_changed_meanwhile_is_not_overwritten_from_its_form(desk: Callable[..., Desk]) -> None:
    editor = desk()
    page = editor.page
    person = meanwhile(lambda: an_entity(Person, "Aude Kermarrec"))
    page.goto(f"{editor.url}/admin/archive/person/{person.pk}/change/")
    page.locator("#id_name").fill("Aude Le Kermarrec")
    meanwhile(lambda: Person.objects.update(name="Aude Kermarrec-Le Goff"))
    page.locator("[name=_save]").click()
    expect(page.locator(".errornote, .errorlist").first).to_be_visible()
    expect(page.locator("#content")).to_contain_text("“Aude Kermarrec” has become “Aude Kermarrec-Le Goff”")
    assert meanwhile(lambda: Person.objects.get().name) == "Aude Kermarrec-Le Goff"
