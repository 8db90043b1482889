"""The review screen: a release's text beside its records, and what acts on it answer, with a script and without."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.models import Figure, Mention, Office, Organization, Person, Proposal, Quote, Release, Tenure
from tests.admin.builders import QUOTED, TEXT, a_full_release, a_proposal, a_quote, a_release, an_entity, found

JSON = {"accept": "application/json"}


def address(release: Release, part: str = "") -> str:
    return reverse("admin:archive_release_review", args=[release.pk]) + part


def body(page: Client, release: Release, **asked: str) -> str:
    return page.get(address(release), asked).content.decode()


def act(page: Client, release: Release, asked: str, **fields: Any) -> Any:
    return page.post(address(release, "act/"), {"act": asked, **fields}, headers=JSON)


def form_of(page: Client, release: Release, key: str) -> dict[str, str]:
    """What a browser would send of a record's form as it is."""
    html = page.get(address(release, f"card/{key}/?form")).content.decode()
    html = html[html.index("<form") :]
    sent = {}
    for tag, name, rest in re.findall(r'<(input|textarea)[^>]*? name="([^"]+)"([^>]*>[^<]*)', html):
        value = re.search(r'value="([^"]*)"', rest) if tag == "input" else re.search(r">\s?([^<]*)", rest)
        sent[name] = unescape(value.group(1)) if value else ""
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        sent[name] = chosen.group(1) if chosen else ""
    return sent


def unescape(value: str) -> str:
    from html import unescape

    return unescape(value)


def key(record: Any) -> str:
    return f"{record._meta.model_name}-{record.pk}"


def words(act: str, record: Any) -> str:
    return f"{act} {key(record)} {record.version}"


def test_every_record_has_a_card_and_a_mark(page: Client) -> None:
    release = a_full_release()
    html = body(page, release)
    records = [*release.quotes.all(), *release.figures.all(), *release.tenures.all(), *release.mentions.all()]
    assert all(f'id="{key(one)}"' in html and f'data-key="{key(one)}"' in html for one in records)


def test_what_is_least_sure_comes_first_unless_the_order_of_the_text_is_asked_for(page: Client) -> None:
    release = a_release()
    sure = found(Figure, release, "42 pays", value=42, confidence=0.9)
    unsure = found(Figure, release, "plus de 1 250", value=1250, confidence=0.4)
    first = re.findall(r'<article [^>]*id="(figure-\d+)"', body(page, release))
    assert first == [key(unsure), key(sure)]
    assert re.findall(r'<article [^>]*id="(figure-\d+)"', body(page, release, order="text")) == [key(sure), key(unsure)]


def test_the_order_is_remembered(page: Client) -> None:
    release = a_full_release()
    body(page, release, order="text")
    assert 'href="?order=text" aria-current="true"' in body(page, release)


def test_a_mark_is_told_by_its_name_and_not_by_colour_alone(page: Client) -> None:
    assert re.search(
        r'<mark class="mark mark-figure is-pending" data-key="figure-\d+" data-tag="fig">', body(page, a_full_release())
    )


def test_a_script_in_text_and_names_is_text(page: Client) -> None:
    release = a_release()
    found(Mention, release, "Mme Kermarrec", person=an_entity(Person, "<script>alert(2)</script>"))
    html = body(page, release)
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert "&lt;script&gt;alert(2)" in html


def test_the_page_has_no_script_and_no_style_within(page: Client) -> None:
    html = body(page, a_full_release())
    main = html[html.index('<div id="review"') :]
    assert not re.search(r"<script(?![^>]* src=)| style=|<style| on[a-z]+=", main[: main.index("</main>")])


def test_more_records_need_no_more_queries_and_five_hundred_take_a_moment(page: Client) -> None:
    small, large = a_release(), a_release(TEXT + " pays" * 500)
    person = an_entity(Person, "Aude Kermarrec")
    office = an_entity(Office, "secrétaire", organization=an_entity(Organization, "OMP"))
    for release, times in ((small, 1), (large, 100)):
        for number in range(times):
            place = (
                {"start": len(TEXT) + 5 * number + 1, "end": len(TEXT) + 5 * number + 5, "exact": "pays"}
                if times > 1
                else {}
            )
            quote = a_quote(release, speaker=person, role=office, basis="named")
            found(Figure, release, "42 pays", **place, value=number, quote=quote)
            found(Tenure, release, "Aude Kermarrec", person=person, office=office)
            a_proposal(found(Mention, release, "FARO", person=person))
            found(Mention, release, "France", country_code="FR")
    body(page, small)
    with CaptureQueriesContext(connection) as few:
        body(page, small)
    with CaptureQueriesContext(connection) as many:
        body(page, large)
    assert len(many) == len(few)
    times = []
    for _ in range(5):
        began = time.process_time()
        body(page, large)
        times.append(time.process_time() - began)
    assert min(times) < 0.4  # the target is 0.2, on a machine that does nothing else


def test_confirming_answers_with_the_card_as_it_is_now(page: Client) -> None:
    quote = a_quote()
    answer = act(page, quote.release, words("confirm", quote)).json()
    assert Quote.objects.get().review == "confirmed"
    assert 'data-version="2"' in answer["cards"][key(quote)]
    assert answer["text"] is None
    assert answer["said"].startswith("confirmed: En trois ans")


def test_rejecting_takes_the_mark_away(page: Client) -> None:
    quote = a_quote()
    assert key(quote) not in act(page, quote.release, words("reject", quote)).json()["text"]


def test_without_a_script_an_act_leads_back_to_its_record(page: Client) -> None:
    quote = a_quote()
    answer = page.post(address(quote.release, "act/"), {"act": words("confirm", quote)})
    assert answer.status_code == 302
    assert answer["Location"] == address(quote.release, f"#{key(quote)}")
    assert "Confirmed: En trois ans" in body(page, quote.release)


def test_an_act_on_a_record_that_somebody_changed_writes_nothing_and_shows_it(page: Client) -> None:
    quote = a_quote()
    Quote.objects.update(text="Tout autre chose")
    answer = act(page, quote.release, words("confirm", quote))
    assert answer.status_code == 409
    assert "Tout autre chose" in answer.json()["cards"][key(quote)]
    assert "Somebody changed this record" in answer.json()["said"]
    assert "Changed: text." in answer.json()["said"]
    assert Quote.objects.get().review == "pending"


def test_an_edit_that_comes_second_shows_theirs_beside_mine(page: Client) -> None:
    quote = a_quote()
    mine = form_of(page, quote.release, key(quote)) | {"text": "À moi"}
    Quote.objects.update(text="À eux", attribution="le chef")
    answer = act(page, quote.release, words("save", quote), **mine)
    card = answer.json()["cards"][key(quote)]
    assert answer.status_code == 409
    assert "<td>À eux</td>" in card
    assert re.search(r"<textarea[^>]*>\s*À moi</textarea>", card)
    assert "Take theirs" in card


def test_writing_mine_anyway_leaves_what_i_did_not_touch_as_they_have_it(page: Client) -> None:
    quote = a_quote()
    mine = form_of(page, quote.release, key(quote)) | {"text": "À moi"}
    Quote.objects.update(text="À eux", attribution="le chef")
    card = act(page, quote.release, words("save", quote), **mine).json()["cards"][key(quote)]
    again = {
        name: unescape(value)
        for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', card)
    }
    quote.refresh_from_db()
    answer = act(page, quote.release, words("save", quote), **(mine | again | {"attribution": "le chef"}))
    assert answer.status_code == 200
    quote.refresh_from_db()
    assert (quote.text, quote.attribution) == ("À moi", "le chef")


def test_only_what_was_touched_is_decided(page: Client) -> None:
    quote = a_quote()
    fields = form_of(page, quote.release, key(quote))
    assert (
        act(page, quote.release, words("save", quote), **(fields | {"attribution": "la Secrétaire"})).status_code == 200
    )
    quote.refresh_from_db()
    assert quote.decided == ["attribution"]


def test_a_form_can_be_saved_and_confirmed_at_once(page: Client) -> None:
    quote = a_quote()
    fields = form_of(page, quote.release, key(quote)) | {"text": "Mieux"}
    act(page, quote.release, f"save confirm {key(quote)} {quote.version}", **fields)
    quote.refresh_from_db()
    assert (quote.text, quote.review) == ("Mieux", "confirmed")


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("text", "", "required"),
        ("speaker", "Personne Du Tout", "Nobody and nothing has the name"),
        ("words", "absents", "does not have these words"),
    ],
)
def test_errors_stand_beside_their_field(page: Client, field: str, value: str, complaint: str) -> None:
    quote = a_quote()
    fields = form_of(page, quote.release, key(quote)) | {field: value}
    answer = act(page, quote.release, words("save", quote), **fields)
    assert answer.status_code == 422
    card = answer.json()["cards"][key(quote)]
    assert complaint in card[card.index(f"field-{field} has-errors") :]


def test_what_the_database_refuses_is_said_in_the_form(page: Client) -> None:
    quote = a_quote(speaker=an_entity(Person, "Aude Kermarrec"), basis="named")
    an_entity(Organization, "OMP")
    fields = form_of(page, quote.release, key(quote)) | {"organization": "OMP"}
    answer = act(page, quote.release, words("save", quote), **fields)
    assert answer.status_code == 422
    assert "one speaker at most" in answer.json()["cards"][key(quote)]


def test_without_a_script_the_faulty_form_is_on_the_page(page: Client) -> None:
    quote = a_quote()
    answer = page.post(address(quote.release, "act/"), {"act": words("save", quote), "text": "", "seen": "{}"})
    assert answer.status_code == 422
    assert "has-errors" in answer.content.decode()


def test_a_speaker_is_given_by_name_by_number_or_made(page: Client) -> None:
    quote = a_quote()
    person = an_entity(Person, "Aude Kermarrec")
    for typed, expected in (
        ("kermarrec, aude", "Aude Kermarrec"),
        ("", None),
        (f"#{person.pk}", "Aude Kermarrec"),
        ("+ Yann Le Goff", "Yann Le Goff"),
    ):
        quote.refresh_from_db()
        fields = form_of(page, quote.release, key(quote)) | {"speaker": typed, "speaker_id": ""}
        assert act(page, quote.release, words("save", quote), **fields).status_code == 200
        quote.refresh_from_db()
        assert (quote.speaker and quote.speaker.name) == expected
    assert Person.objects.filter(name="Yann Le Goff").count() == 1


def test_of_homonyms_one_has_to_be_chosen_and_their_offices_tell_them_apart(page: Client) -> None:
    quote = a_quote()
    for title in ("maire", "préfète"):
        twin = an_entity(Person, "Aude Kermarrec")
        found(Tenure, a_release(), "Aude Kermarrec", person=twin, office=an_entity(Office, title))
    fields = form_of(page, quote.release, key(quote)) | {"speaker": "Aude Kermarrec"}
    card = act(page, quote.release, words("save", quote), **fields).json()["cards"][key(quote)]
    assert "maire" in card
    assert "préfète" in card
    names = page.get(address(quote.release, "names/person/"), {"q": "kerm"}).json()["names"]
    assert {one["about"] for one in names} == {"maire", "préfète"}


def test_names_are_suggested_those_of_the_release_first(page: Client) -> None:
    release = a_full_release()
    an_entity(Person, "Aude K")
    names = page.get(address(release, "names/person/"), {"q": "aude"}).json()["names"]
    assert [one["name"] for one in names] == ["Aude Kermarrec", "Aude K"]
    assert names[0]["about"] == "secrétaire général (Organisation maritime du Ponant)"


def test_a_speaker_can_be_that_of_the_quote_before(page: Client) -> None:
    release = a_release("« Un mot », a dit Aude Kermarrec. « Deux mots », a-t-elle ajouté.")
    person = an_entity(Person, "Aude Kermarrec")
    a_quote(release, words="Un mot", speaker=person, basis="named")
    quote = a_quote(release, words="Deux mots")
    assert act(page, release, words("same", quote)).json()["said"] == "Speaker: Aude Kermarrec"
    quote.refresh_from_db()
    assert (quote.speaker, quote.basis) == (person, "editor")


def test_a_quote_is_made_of_selected_words(page: Client) -> None:
    release = a_release()
    start = release.text.index(QUOTED)
    form = page.get(address(release, "new/quote/"), {"start": start, "end": start + len(QUOTED)}).content.decode()
    assert form.count(QUOTED) == 2  # the words, and what was said
    answer = act(page, release, "make quote", start=start, end=start + len(QUOTED), text="", kind="direct", seen="{}")
    assert answer.status_code == 200, answer.content
    quote = Quote.objects.get()
    assert (quote.exact, quote.rule, quote.review) == (QUOTED, "editor", "confirmed")
    assert key(quote) in answer.json()["text"]


def test_a_mention_is_made_without_a_script_by_its_words(page: Client) -> None:
    release = a_release()
    an_entity(Person, "Aude Kermarrec")
    assert "New mention" in body(page, release, open="mention-new")
    fields = {
        "act": "make mention",
        "words": "Mme Kermarrec",
        "sort": "person",
        "target": "Aude Kermarrec",
        "seen": "{}",
    }
    page.post(address(release, "act/"), fields)
    mention = Mention.objects.get()
    assert (mention.exact, str(mention.target)) == ("Mme Kermarrec", "Aude Kermarrec")


def test_a_mention_can_come_to_name_something_else(page: Client) -> None:
    release = a_release()
    mention = found(Mention, release, "FARO", person=an_entity(Person, "Faro"))
    an_entity(Organization, "FARO")
    fields = form_of(page, release, key(mention)) | {"sort": "organization", "target": "FARO", "target_id": ""}
    assert act(page, release, words("save", mention), **fields).status_code == 200
    mention.refresh_from_db()
    assert (mention.person, str(mention.organization)) == (None, "FARO")
    fields = form_of(page, release, key(mention)) | {"sort": "country_code", "target": "fr", "target_id": ""}
    assert act(page, release, words("save", mention), **fields).status_code == 200
    mention.refresh_from_db()
    assert (mention.organization, mention.country_code) == (None, "FR")


def test_a_quote_is_split_and_joined_again(page: Client) -> None:
    release = a_release("« Un mot. Deux mots. »")
    quote = a_quote(release, words="Un mot. Deux mots.", text="Un mot. Deux mots.")
    assert act(page, release, words("split", quote), before="Deux").status_code == 200
    first, second = Quote.objects.order_by("start")
    assert (first.text, second.text) == ("Un mot.", "Deux mots.")
    joined = act(page, release, f"{words('join', first)} {key(second)} {second.version}")
    assert joined.json()["gone"] == [key(second)]
    assert Quote.objects.get().text == "Un mot. Deux mots."


def test_a_quote_is_not_split_at_words_it_does_not_have(page: Client) -> None:
    quote = a_quote()
    answer = act(page, quote.release, words("split", quote), before="absents")
    assert (answer.status_code, answer.json()["said"]) == (422, "A quote is split at a place within its words.")


def test_proposals_stand_where_the_record_is_and_are_accepted_or_dismissed(page: Client, administrator: Any) -> None:
    quote = a_quote()
    for group, value in (("kind", "fragment"), ("attribution", "elle")):
        a_proposal(quote, group=group, values={group: value})
    assert "The parser now says" in body(page, quote.release)
    one = Proposal.objects.get(group="attribution")
    act(page, quote.release, f"{words('dismiss', quote)} {one.pk}")
    act(page, quote.release, words("accept", quote))
    quote.refresh_from_db()
    assert (quote.kind, quote.attribution) == ("fragment", "")
    assert sorted(Proposal.objects.values_list("state", flat=True)) == ["accepted", "dismissed"]
    assert set(Proposal.objects.values_list("decided_by", flat=True)) == {administrator.pk}


def test_what_the_text_lacks_is_supplied_and_shown_as_supplied(page: Client) -> None:
    release = a_release()
    fields = form_of(page, release, key(release)) | {
        "published_on": "2021-05-13",
        "reference": "https://example.org/13-mai",
    }
    assert act(page, release, words("save", release), **fields).status_code == 200
    html = body(page, release)
    assert 'supplied: <a href="https://example.org/13-mai"' in html
    release.refresh_from_db()
    assert release.decided == ["published_on"]


def test_the_last_acts_are_undone_one_after_the_other(page: Client) -> None:
    quote = a_quote()
    figure = found(Figure, quote.release, "42 pays", value=42)
    act(page, quote.release, words("confirm", quote))
    quote.refresh_from_db()
    act(page, quote.release, words("reject", quote))
    act(page, quote.release, words("confirm", figure))
    reviews = []
    for _ in range(3):
        act(page, quote.release, "undo")
        reviews.append((Quote.objects.get().review, Figure.objects.get().review))
    assert reviews == [("rejected", "pending"), ("confirmed", "pending"), ("pending", "pending")]
    assert act(page, quote.release, "undo").json()["said"] == "There is nothing of yours to undo here."


def test_who_was_made_for_an_act_goes_when_it_is_undone(page: Client) -> None:
    quote = a_quote()
    fields = form_of(page, quote.release, key(quote)) | {"speaker": "+ Yann Le Goff", "speaker_id": ""}
    act(page, quote.release, words("save", quote), **fields)
    assert Quote.objects.get().speaker == Person.objects.get(name="Yann Le Goff")
    act(page, quote.release, "undo")
    assert (Quote.objects.get().speaker, Person.objects.filter(name="Yann Le Goff").exists()) == (None, False)


def test_who_was_made_for_an_act_stays_when_others_need_them(page: Client) -> None:
    quote = a_quote()
    fields = form_of(page, quote.release, key(quote)) | {"speaker": "+ Yann Le Goff", "speaker_id": ""}
    act(page, quote.release, words("save", quote), **fields)
    other = a_quote(speaker=Person.objects.get(name="Yann Le Goff"))
    act(page, quote.release, "undo")
    assert [one.speaker for one in Quote.objects.order_by("pk")] == [None, other.speaker]


def test_an_act_on_a_record_of_another_release_finds_nothing(page: Client) -> None:
    quote, other = a_quote(), a_release()
    assert act(page, other, words("confirm", quote)).status_code == 410
    assert Quote.objects.get().review == "pending"


@pytest.mark.parametrize(
    "nonsense",
    ["", "fly quote-1 1", "confirm", "confirm quote-x 1", "confirm person-1 1", "make person", "confirm quote-1"],
)
def test_nonsense_is_not_found(page: Client, nonsense: str) -> None:
    assert act(page, a_release(), nonsense).status_code == 404


def test_whoever_may_only_look_is_offered_no_act(django_user_model: Any) -> None:
    reader = django_user_model.objects.create_user("lea", password="a long password of hers", is_staff=True)
    reader.user_permissions.add(*Permission.objects.filter(codename__in=["view_release", "view_quote"]))
    client = Client(headers={"accept-language": "en"})
    client.force_login(reader)
    quote = a_quote()
    html = body(client, quote.release)
    assert 'data-does="confirm"' not in html
    assert act(client, quote.release, words("confirm", quote)).status_code == 403
    assert Quote.objects.get().review == "pending"
