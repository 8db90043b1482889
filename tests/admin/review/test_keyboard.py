"""A real browser reviews releases, by keyboard alone unless the test says otherwise."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from archive.models import Figure, Mention, Person, Quote, Release, Tenure
from etl.run import ingest
from tests.admin.builders import QUOTED, TEXT, a_full_release, a_quote, a_release, an_entity, found
from tests.admin.review.conftest import Desk, meanwhile

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
Desks = Callable[..., Desk]


def test_a_release_of_thirty_right_annotations_takes_fewer_than_35_keys(desk: Desks) -> None:
    def thirty() -> Release:
        release = a_release(TEXT + " pays" * 30)
        for number in range(30):
            start = len(TEXT) + 5 * number + 1
            found(Figure, release, "42 pays", start=start, end=start + 4, exact="pays", value=number)
        return release

    editor = desk()
    release = meanwhile(thirty)
    page = editor.open(release)
    editor.press(*["c"] * 30)
    editor.press("Shift+D")
    page.wait_for_url("**/admin/queue/")
    assert editor.pressed < 35
    assert meanwhile(lambda: Release.objects.get().state) == "done"
    assert meanwhile(lambda: Figure.objects.filter(review="confirmed", flags=[]).count()) == 30
    assert editor.complaints == []


def test_a_whole_seed_is_reviewed_by_keyboard_alone(desk: Desks) -> None:
    editor = desk(locale="fr")
    meanwhile(lambda: ingest([sorted(SEEDS.glob("*.txt"))[1]]))
    page = editor.page
    page.goto(f"{editor.url}/admin/queue/")
    editor.press("Enter")  # «Prendre le suivant» has the focus
    page.wait_for_url("**/review/")
    everything = editor.pending
    editor.press("r", "u")
    expect(page.locator("#said")).to_contain_text("Annulé")
    assert editor.pending == everything
    editor.press("e")
    expect(page.locator(".record-form")).to_be_visible()
    editor.press("Escape")
    expect(page.locator(".record-form")).to_have_count(0)
    for _ in range(everything):
        editor.press("c")
    expect(page.locator("#said")).to_contain_text("Plus rien n’est en attente")
    assert editor.pending == 0
    editor.press("Shift+D")
    page.wait_for_url("**/admin/queue/")
    expect(page.locator(".messagelist, .nothing").first).to_be_visible()
    assert meanwhile(lambda: Release.objects.values_list("state", flat=True).get()) == "done"
    assert meanwhile(lambda: Mention.objects.exclude(review="confirmed").count()) == 0
    assert editor.complaints == []


def test_a_quote_is_made_by_selecting_words_with_the_keyboard(desk: Desks) -> None:
    editor = desk()
    release = meanwhile(lambda: a_quote(a_release(), words="En trois ans").release)
    page = editor.open(release)
    editor.press("t")
    expect(page.locator("#text")).to_be_focused()
    for _ in range(len("En trois ans, nous avons")):
        editor.press("Shift+ArrowRight")
    editor.press("q")
    expect(page.locator("#new textarea[name=words]")).to_have_value("En trois ans, nous avons")
    expect(page.locator("#new textarea[name=text]")).to_be_focused()
    editor.press("Control+Enter")
    expect(page.locator("#said")).to_contain_text("Made: En trois ans, nous avons")
    assert meanwhile(lambda: Quote.objects.get(rule="editor").exact) == "En trois ans, nous avons"
    assert editor.complaints == []


def test_a_quote_is_made_by_selecting_words_with_the_mouse(desk: Desks) -> None:
    editor = desk()
    words = "🙂 compte pour un signe"
    release = meanwhile(lambda: a_release(f"Une 🙂 avant. « {words} », dit-elle."))
    page = editor.open(release)
    page.evaluate(
        """words => {
            const node = document.querySelector("#text p").firstChild;
            const start = node.textContent.indexOf("« " + words);
            getSelection().setBaseAndExtent(node, start, node, start + words.length + 4);
        }""",
        words,
    )
    page.locator("[data-make=quote]").click()
    page.locator("#new button.main").click()
    expect(page.locator("#said")).to_contain_text("Made")
    assert meanwhile(lambda: Quote.objects.get().exact) == words


def test_another_editor_s_change_is_met_beside_one_s_own(desk: Desks) -> None:
    editor = desk()
    quote = meanwhile(a_quote)
    page = editor.open(quote.release)
    editor.press("e")
    page.locator(".record-form textarea[name=text]").fill("Ma version")
    meanwhile(lambda: Quote.objects.update(text="Leur version"))
    editor.press("Control+Enter")
    expect(page.locator(".theirs")).to_contain_text("Leur version")
    expect(page.locator(".record-form textarea[name=text]")).to_have_value("Ma version")
    expect(page.locator(".notice")).to_contain_text("Somebody changed this record")
    editor.press("Control+Enter")
    expect(page.locator(".card-quote.is-confirmed .label")).to_have_text("Ma version")
    assert meanwhile(lambda: Quote.objects.get().text) == "Ma version"


def test_confirming_what_somebody_changed_brings_it_back_as_it_is_now(desk: Desks) -> None:
    editor = desk()
    quote = meanwhile(a_quote)
    page = editor.open(quote.release)
    meanwhile(lambda: Quote.objects.update(text="Leur version"))
    editor.press("c")
    expect(page.locator(".card-quote .label")).to_have_text("Leur version")
    expect(page.locator(".card-quote")).to_be_focused()
    editor.press("c")
    expect(page.locator(".card-quote.is-confirmed")).to_be_visible()


def test_the_speaker_is_chosen_among_homonyms_by_keyboard(desk: Desks) -> None:
    def homonyms() -> Quote:
        for title in ("maire", "préfète"):
            twin = an_entity(Person, "Aude Kermarrec")
            office = an_entity(Tenure._meta.get_field("office").related_model, title)
            found(Tenure, a_release(), "Aude Kermarrec", person=twin, office=office)
        return a_quote()

    editor = desk()
    quote = meanwhile(homonyms)
    page = editor.open(quote.release)
    editor.press("e")
    page.locator("input[name=speaker]").focus()
    page.keyboard.type("kerm")
    expect(page.get_by_role("option", name="préfète")).to_be_visible()
    while "préfète" not in page.locator("[aria-selected=true]").all_inner_texts().__str__():
        editor.press("ArrowDown")
    editor.press("Enter", "Control+Enter")
    expect(page.locator(".card-quote dl")).to_contain_text("Aude Kermarrec")
    speaker = meanwhile(lambda: Quote.objects.get().speaker.tenures.get().office.name)  # type: ignore[union-attr]
    assert speaker == "préfète"


def test_same_speaker_split_and_join_take_a_key_each(desk: Desks) -> None:
    def two() -> Release:
        release = a_release("« Un mot. Et un autre », a dit Aude Kermarrec. « Deux mots », a-t-elle ajouté.")
        a_quote(release, words="Un mot. Et un autre", text="Un mot. Et un autre", speaker=an_entity(Person, "Aude"))
        a_quote(release, words="Deux mots", text="Deux mots")
        return release

    editor = desk()
    release = meanwhile(two)
    page = editor.open(release, "?order=text")
    editor.press("j", "s")
    expect(page.locator(".card-quote").nth(1)).to_contain_text("Aude")
    editor.press("k", "t", *["ArrowRight"] * 8, "x")
    expect(page.locator(".card-quote")).to_have_count(3)
    editor.press("u")
    expect(page.locator(".card-quote")).to_have_count(2)
    page.locator(".card-quote").first.focus()
    editor.press("+")
    expect(page.locator("#said")).to_contain_text("Joined")
    assert meanwhile(lambda: Quote.objects.exclude(review="rejected").get().text) == "Un mot. Et un autre Deux mots"


def test_the_help_lists_the_keys_and_single_keys_can_be_turned_off(desk: Desks) -> None:
    editor = desk()
    release = meanwhile(lambda: a_quote().release)
    page = editor.open(release)
    editor.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.get_by_label("Single keys act").uncheck()
    editor.press("Escape", "c")
    assert editor.pending == 1
    page.locator(".card-quote").focus()
    editor.press("Enter")  # on the record itself it is no single key
    expect(page.locator(".card-quote.is-confirmed")).to_be_visible()


def test_a_click_on_a_mark_leads_to_its_record_and_on_to_those_around(desk: Desks) -> None:
    editor = desk()
    release = meanwhile(a_full_release)
    page = editor.open(release)
    words = page.locator("#text mark.mark-figure a").first
    words.click()
    expect(page.locator(".card.is-current")).to_have_class("card card-figure is-pending is-current")
    assert "figure" in page.evaluate("document.activeElement.id")


def test_done_with_something_pending_asks_first(desk: Desks) -> None:
    editor = desk()
    quote = meanwhile(a_quote)
    page = editor.open(quote.release)
    editor.press("Shift+D")
    expect(page.get_by_role("dialog", name="Some annotations are still pending")).to_be_visible()
    editor.press("Enter")
    page.wait_for_url("**/admin/queue/")
    assert meanwhile(lambda: (Release.objects.get().state, Quote.objects.get().flags)) == ("done", ["bulk"])


def test_a_script_in_texts_and_names_never_runs(desk: Desks) -> None:
    def hostile() -> Release:
        release = a_release()
        evil = "<img src=x onerror=alert(1)>"
        person = an_entity(Person, evil)
        quote = a_quote(release, text=evil, speaker=person, basis="named", attribution=evil)
        return quote.release

    editor = desk()
    release = meanwhile(hostile)
    alarms: list[str] = []
    editor.page.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
    page = editor.open(release)
    editor.press("e")
    page.locator("input[name=speaker]").fill("img")
    expect(page.get_by_role("option").first).to_contain_text("<img src=x")
    editor.press("Escape", "Control+Enter")
    expect(page.locator("#text")).to_contain_text("<script>alert(1)</script>")
    assert alarms == []


@pytest.mark.parametrize("width", [320, 400])
def test_at_400_percent_zoom_nothing_scrolls_sideways(desk: Desks, width: int) -> None:
    editor = desk()
    release = meanwhile(a_full_release)
    page = editor.open(release)
    page.set_viewport_size({"width": width, "height": 256})
    editor.press("e")
    expect(page.locator(".record-form")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(f"{editor.url}/admin/queue/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("scheme", "language"), [("light", "fr"), ("dark", "en")])
def test_the_screen_is_seen_in_light_and_dark_and_in_both_languages(
    desk: Desks, tmp_path: Path, scheme: Any, language: str
) -> None:
    editor = desk(color_scheme=scheme, locale=language)
    release = meanwhile(a_full_release)
    page = editor.open(release)
    expect(page.locator("#text-title")).to_have_text("Texte" if language == "fr" else "Text")
    page.screenshot(path=tmp_path / "review.png")
    editor.press("?")
    page.screenshot(path=tmp_path / "help.png")
    page.goto(f"{editor.url}/admin/queue/")
    page.screenshot(path=tmp_path / "queue.png")
    assert editor.complaints == []


def test_without_a_script_a_record_is_confirmed_by_its_button(desk: Desks) -> None:
    editor = desk(java_script_enabled=False)
    quote = meanwhile(a_quote)
    page = editor.open(quote.release)
    page.get_by_role("button", name="Confirm", exact=True).first.click()
    expect(page.locator(".messagelist")).to_contain_text(f"Confirmed: {QUOTED[:20]}")
    page.get_by_role("link", name="Edit").first.click()
    page.locator(".record-form textarea[name=text]").fill("Sans script")
    page.get_by_role("button", name="Save", exact=True).click()
    assert meanwhile(lambda: Quote.objects.get().text) == "Sans script"
