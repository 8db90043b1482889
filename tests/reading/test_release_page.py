"""A release's page: its text with its marks, its source, and what was read beside it."""

from __future__ import annotations

import re

from django.test import Client
from django.utils.html import strip_tags

from archive.models import Figure, Mention, Quote, Release, Source
from archive.reading.addresses import address
from tests.admin.builders import QUOTED, a_full_release, a_quote, a_source, found
from tests.reading.builders import judged


def page(client: Client, release: Release, **parameters: str) -> str:
    return client.get(address(release), parameters).content.decode()


def text_shown(html: str) -> str:
    body = html.partition('<div class="release-text"')[2].partition(">")[2].partition("</div>")[0]
    return strip_tags(re.sub(r'<span class="visually-hidden">.*?</span>', "", body))


def test_the_text_is_whole_and_marked_in_place(reader: Client) -> None:
    release = a_full_release()
    html = page(reader, release)
    shown = text_shown(html).replace("&lt;", "<").replace("&gt;", ">")
    assert "".join(shown.split()) == "".join(release.text.split())
    quote = release.quotes.get()
    assert f'<mark class="mark mark-quote is-pending" id="quote-{quote.pk}">' in html


def test_a_mark_leads_to_the_page_of_what_was_read_there(reader: Client) -> None:
    release = a_full_release()
    figure = Figure.objects.get(exact="plus de 1 250 marins")
    assert f'href="/figures/{figure.pk}/"' in page(reader, release).partition(f'id="figure-{figure.pk}"')[2][:200]


def test_marks_that_nest_and_overlap_are_all_there(reader: Client) -> None:
    release = a_full_release()
    found(Mention, release, "à déclarer" if "à déclarer" in release.text else "FARO », a déclaré", country_code="FR")
    html = page(reader, release)
    assert len(re.findall(r'<mark class="mark mark-country[^"]*" id="mention-', html)) == 2


def test_each_kind_of_mark_has_a_switch(reader: Client) -> None:
    html = page(reader, a_full_release())
    for kind in ("quote", "figure", "person", "organization", "event", "programme", "country"):
        assert f'<input type="checkbox" id="show-{kind}" checked' in html


def test_the_source_is_named_with_its_hash_address_and_day(reader: Client) -> None:
    release = a_full_release()
    Source.objects.filter(pk=release.source_id).update(url="https://press.example.org/faro")
    html = page(reader, release)
    assert release.source.sha256 in html
    assert release.source.name in html
    assert 'href="https://press.example.org/faro"' in html


def test_other_versions_are_named_too(reader: Client) -> None:
    release = a_full_release()
    other = a_source(release=release)
    assert other.sha256 in page(reader, release)


def test_direct_words_and_reported_ones_stand_apart(reader: Client) -> None:
    release = a_full_release()
    a_quote(release, words="n’est pas un mot de la langue", text="ce n’est pas un mot", kind="indirect")
    html = page(reader, release)
    own, _heading, reported = html.partition('<h2 id="reported">')
    assert f"«\u202f{QUOTED}\u202f»" in own
    assert "ce n’est pas un mot" not in own.partition('<h2 id="quotes">')[2]
    assert "ce n’est pas un mot" in reported
    assert "«\u202fce n’est pas un mot" not in html
    assert "reported words" in reported


def test_what_an_editor_supplied_is_said_to_be_supplied(reader: Client) -> None:
    release = a_full_release()
    Release.objects.filter(pk=release.pk).update(
        published_on="2021-05-13", supplied={"published_on": "registre du port, page 4"}
    )
    html = page(reader, release)
    assert "13 May 2021" in html
    assert "supplied: registre du port, page 4" in html
    listed = reader.get("/releases/").content.decode()
    assert 'title="registre du port, page 4">supplied</span>' in listed


def test_a_release_without_title_or_day_says_so(reader: Client) -> None:
    release = a_full_release()
    Release.objects.filter(pk=release.pk).update(title=None, published_on=None)
    html = page(reader, release)
    assert "undated" in html
    assert '<h1 lang="fr">[' in html


def test_the_share_that_is_confirmed_is_told(reader: Client) -> None:
    release = a_full_release()
    total = sum(
        getattr(release, name).count() for name in ("quotes", "figures", "tenures", "participations", "mentions")
    )
    judged(Quote.objects.get(), "confirmed")
    judged(Mention.objects.first(), "rejected")
    assert f"1 of {total - 1} readings are confirmed ({100 // (total - 1)}\u202f%)." in page(reader, release)


def test_among_confirmed_readings_only_these_are_marked(reader: Client) -> None:
    release = a_full_release()
    judged(release.quotes.get(), "confirmed")
    html = page(reader, release, confirmed="1")
    assert 'class="mark mark-quote' in html
    assert 'class="mark mark-figure' not in html
