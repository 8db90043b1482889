"""Saving in the admin: what is refused, and with which sentence; what is decided, and what is not."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from archive.models import Event, Figure, Mention, Person, Quote, Release
from tests.admin.builders import QUOTED, TEXT, a_full_release, a_quote, a_release, an_entity, found, place


def address(record: Any) -> str:
    return reverse(f"admin:archive_{record._meta.model_name}_change", args=[record.pk])


class SentBack(HTMLParser):
    """What a browser would send back from a page: the values of its inputs, selections and text areas."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.name = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        if tag in {"input", "select", "textarea"}:
            self.name = has.get("name") or ""
            if tag != "input" or has.get("type") not in {"submit", "checkbox"}:
                self.values[self.name] = has.get("value") or ""
        elif tag == "option" and "selected" in has:
            self.values[self.name] = has.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self.get_starttag_text() and str(self.get_starttag_text()).startswith("<textarea") and self.name:
            self.values[self.name] += data.removeprefix("\n").replace("\n", "\r\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.name = ""


def as_opened(page: Client, where: str) -> dict[str, Any]:
    """What a browser would send back from the form at `where`, nothing touched."""
    html = page.get(where).content.decode()
    read = SentBack()
    start = re.search(r'<form [^>]*id="\w+_form"', html).start()  # type: ignore[union-attr]
    read.feed(html[start : html.index("</form>", start)])
    return {name: value for name, value in read.values.items() if name and name != "csrfmiddlewaretoken"}


def save(page: Client, where: str, **changes: Any) -> Any:
    return page.post(where, {**as_opened(page, where), **changes})


def errors(response: Any) -> str:
    assert response.status_code == 200, "it was saved"
    return str(response.context["adminform"].form.errors.as_text())


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("model", [Release, Quote, Figure, Mention, Person, Event], ids=lambda m: m.__name__)
def test_saving_a_form_that_nobody_touched_changes_and_decides_nothing(page: Client, model: Any, language: str) -> None:
    page.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    a_full_release()
    before = model.objects.values().first()
    assert save(page, address(model.objects.get(pk=before["id"]))).status_code == 302
    assert model.objects.values().get(pk=before["id"]) == before


def test_a_release_without_title_keeps_none_when_its_state_is_saved(page: Client) -> None:
    release = a_release("LILLE – Une brève sans titre.")
    assert save(page, address(release), state="in_hand").status_code == 302
    release.refresh_from_db()
    assert (release.title, release.state, release.decided) == (None, "in_hand", [])


def test_what_an_editor_changes_is_decided(page: Client) -> None:
    quote = a_quote()
    speaker = an_entity(Person, "Aude Kermarrec")
    save(page, address(quote), speaker=speaker.pk)
    quote.refresh_from_db()
    assert quote.speaker == speaker
    assert {"speaker", "organization", "basis"} == set(quote.decided)


def test_a_speaker_whom_an_editor_gives_is_known_by_the_editor(page: Client) -> None:
    quote = a_quote()
    save(page, address(quote), speaker=an_entity(Person, "Aude Kermarrec").pk)
    quote.refresh_from_db()
    assert quote.basis == Quote.Basis.EDITOR


def test_the_second_to_save_sees_what_the_first_one_changed(page: Client) -> None:
    quote = a_quote(attribution="Mme Kermarrec")
    opened = as_opened(page, address(quote))
    Quote.objects.filter(pk=quote.pk).update(attribution="Aude Kermarrec")
    said = errors(page.post(address(quote), {**opened, "kind": "fragment"}))
    assert "Nothing of yours was saved" in said
    assert "Attribution: “Mme Kermarrec” has become “Aude Kermarrec”." in said
    assert "Last changed by somebody outside the admin" in said
    quote.refresh_from_db()
    assert quote.kind == "direct"


def test_a_relation_that_another_changed_is_shown_by_its_name(page: Client) -> None:
    quote = a_quote()
    opened = as_opened(page, address(quote))
    Quote.objects.filter(pk=quote.pk).update(speaker=an_entity(Person, "Aude Kermarrec"))
    assert "Speaker: “–” has become “Aude Kermarrec”." in errors(page.post(address(quote), opened))


def test_a_form_without_version_is_refused(page: Client) -> None:
    quote = a_quote()
    assert "Nothing of yours was saved" in errors(save(page, address(quote), seen_version=""))


def test_the_exact_words_are_taken_from_the_text(page: Client) -> None:
    quote = a_quote()
    save(page, address(quote), start=quote.start, end=quote.start + len("En trois ans"))
    quote.refresh_from_db()
    assert quote.exact == "En trois ans"


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (5, 5, "The end comes after the start."),
        (9, 5, "The end comes after the start."),
        (5, "", "Give both start and end, or neither."),
        ("", 5, "Give both start and end, or neither."),
        (5, 99_999, f"The text has only {len(TEXT)} characters."),
        (-1, 5, "greater than or equal to 0"),
        (5, 99_999_999_999, "The text has only"),
    ],
)
def test_a_wrong_place_is_an_error_of_the_form(page: Client, start: Any, end: Any, said: str) -> None:
    assert said in errors(save(page, address(a_quote()), start=start, end=end))


def test_an_annotation_can_be_unplaced_and_keeps_its_words(page: Client) -> None:
    quote = a_quote()
    save(page, address(quote), start="", end="")
    quote.refresh_from_db()
    assert (quote.start, quote.end, quote.exact) == (None, None, QUOTED)


def added(page: Client, release: Release, **fields: Any) -> Any:
    return page.post(
        reverse("admin:archive_quote_add"), {"release": release.pk, "text": "secouru", "kind": "fragment", **fields}
    )


def test_an_annotation_made_by_an_editor_is_confirmed_and_says_so(page: Client) -> None:
    added(page, a_release(), **{key: value for key, value in place(a_release(), "secouru").items() if key != "release"})
    quote = Quote.objects.get()
    assert (quote.exact, quote.rule, quote.confidence, quote.review) == ("secouru", "editor", 1.0, "confirmed")
    assert {"text", "kind", "speaker"} <= set(quote.decided)


def test_a_place_can_be_given_by_its_words(page: Client) -> None:
    release = a_release()
    added(page, release, words="nous avons secouru")
    assert Quote.objects.get().start == release.text.index("nous avons secouru")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("jamais dit", "The text does not have these words."),
        ("réseau FARO", "The text has these words 2 times: give start and end."),
        ("", "Say where in the text it stands."),
    ],
)
def test_words_that_give_no_place_are_an_error_of_the_form(page: Client, words: str, said: str) -> None:
    assert said in errors(added(page, a_release(), words=words))


def test_a_figure_cannot_stand_in_a_quote_of_another_release(page: Client) -> None:
    figure = found(Figure, a_release(), "42 pays", value=42)
    assert "It stands in another release." in errors(save(page, address(figure), quote=a_quote().pk))


def test_two_speakers_are_refused_in_a_sentence(page: Client) -> None:
    release = a_full_release()
    said = errors(save(page, address(release.quotes.get()), organization=release.issuer_id))
    assert "A quote has one speaker at most" in said


def test_a_range_that_falls_is_refused_in_a_sentence(page: Client) -> None:
    figure = found(Figure, a_release(), "42 pays", value=42)
    assert "The upper end of a range" in errors(save(page, address(figure), upper="40"))


def test_a_mention_of_two_is_refused_in_a_sentence(page: Client) -> None:
    mention = found(Mention, a_release(), "Aude Kermarrec", person=an_entity(Person, "Aude Kermarrec"))
    assert "A mention names exactly one" in errors(save(page, address(mention), country_code="FR"))


def test_a_date_that_is_no_edtf_is_refused_in_a_sentence(page: Client) -> None:
    event = an_entity(Event, "Assises de la mer", kind="meeting")
    assert "is no EDTF date" in errors(save(page, address(event), date="printemps 2020"))
    assert "with days that exist" in errors(save(page, address(event), date="2020-02/2019-01"))


def test_a_country_code_that_is_none_is_refused_in_a_sentence(page: Client) -> None:
    event = an_entity(Event, "Assises de la mer", kind="meeting")
    assert "two capital letters" in errors(save(page, address(event), country_code="fr"))


def test_what_a_trigger_refuses_is_said_in_its_own_words(page: Client) -> None:
    from archive.curation.refusal import refusal

    quote = a_quote()
    quote.exact = "Z" * len(quote.exact)
    assert "says that characters" in (refusal(quote) or "")
    assert Quote.objects.get().exact == QUOTED


def test_an_alias_may_hold_a_comma(page: Client) -> None:
    person = an_entity(Person, "Aude Kermarrec", aliases=["Kermarrec, Aude"])
    save(page, address(person), aliases="Kermarrec, Aude\r\nA. Kermarrec\r\n")
    person.refresh_from_db()
    assert person.aliases == ["Kermarrec, Aude", "A. Kermarrec"]


def test_a_quote_of_two_lines_keeps_its_line_end(page: Client) -> None:
    quote = a_quote(text="Un.\nDeux.")
    save(page, address(quote), text="Un.\r\nDeux.\r\nTrois.")
    quote.refresh_from_db()
    assert quote.text == "Un.\nDeux.\nTrois."


def test_a_release_that_is_done_says_who_and_when(page: Client, administrator: Any) -> None:
    release = a_release()
    save(page, address(release), state="done")
    release.refresh_from_db()
    assert release.done_by == administrator
    assert release.done_at is not None


def test_the_machines_fields_are_not_in_the_form(page: Client) -> None:
    a_full_release()
    form = page.get(address(Quote.objects.get())).context["adminform"].form
    assert not {"exact", "rule", "confidence", "parsed", "decided", "version", "run"} & set(form.fields)


def test_what_the_text_does_not_say_asks_for_a_reference(page: Client) -> None:
    release = a_release()
    said = errors(save(page, address(release), city="Lorient", published_on="2021-05-13"))
    assert "The text does not say this: Published on, City." in said
    release.refresh_from_db()
    assert (release.city, release.version) == (None, 1)


def test_what_the_text_does_not_say_is_kept_with_its_reference_and_shown_as_supplied(page: Client) -> None:
    release = a_release()
    save(page, address(release), city="Lorient", country="France", reference="https://example.org/<b>")
    release.refresh_from_db()
    assert (release.city, release.supplied) == ("Lorient", {"city": "https://example.org/<b>"})
    html = page.get(address(release)).content.decode()
    assert "Supplied, not read" in html
    assert 'href="https://example.org/' in html
    assert "<b>" not in html.split("Supplied, not read")[2].split("</aside>")[0]


def test_what_the_text_says_needs_no_reference(page: Client) -> None:
    release = a_release()
    assert save(page, address(release), city="Brest", published_on="2021-05-12").status_code == 302
    release.refresh_from_db()
    assert release.supplied == {}


def test_a_supplied_value_that_becomes_one_of_the_texts_loses_its_reference(page: Client) -> None:
    release = a_release(city="Lorient", supplied={"city": "l’agence"})
    save(page, address(release), city="Brest")
    release.refresh_from_db()
    assert release.supplied == {}


def test_a_reference_without_a_change_is_for_nothing(page: Client) -> None:
    assert "change it too" in errors(save(page, address(a_release()), reference="l’agence"))


def test_a_reference_beside_a_value_that_is_none_complains_of_the_value_only(page: Client) -> None:
    release = a_release()
    said = errors(save(page, address(release), published_on="hier", reference="une note"))
    assert "Enter a valid date." in said
    assert "change it too" not in said


def test_an_entity_takes_a_reference_for_what_is_changed(page: Client) -> None:
    person = an_entity(Person, "Aude Kermarrec")
    save(page, address(person), gender="female", reference="Qui est qui, 2020")
    person.refresh_from_db()
    assert person.supplied == {"gender": "Qui est qui, 2020"}


def test_a_term_asks_for_a_reference(page: Client) -> None:
    tenure = a_full_release().tenures.get()
    assert "The text does not say this: Term." in errors(save(page, address(tenure), term="2014/2019"))
    save(page, address(tenure), term="2014/2019", reference="l’annuaire")
    tenure.refresh_from_db()
    assert (tenure.term, tenure.supplied) == ("2014/2019", {"term": "l’annuaire"})
