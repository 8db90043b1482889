"""A reading is cited by words, speaker with office, release, day, address and hash."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from archive.models import Mention, Quote, Release
from archive.reading.addresses import address
from archive.reading.citing import in_tex
from tests.admin.builders import QUOTED, a_full_release, a_quote


@pytest.fixture
def quote(db: None) -> Quote:
    return a_full_release().quotes.get()


def file(client: Client, quote: Any, name: str) -> str:
    return client.get(f"{address(quote)}{name}").content.decode()


def test_a_sentence_has_all_that_a_citation_needs(reader: Client, quote: Quote) -> None:
    said = file(reader, quote, "cite.txt")
    assert said == (
        f"«\u202f{QUOTED}\u202f» — Aude Kermarrec, secrétaire général (OMP). "
        "“Le réseau FARO rassemble 42 pays autour de la protection des côtes”, Organisation maritime du Ponant, "
        f"12 May 2021. http://testserver/quotes/{quote.pk}/. SHA-256\u00a0: {quote.release.source.sha256}.\n"
    )


def test_reported_words_are_cited_as_such(reader: Client, quote: Quote) -> None:
    Quote.objects.update(kind="indirect")
    assert file(reader, quote, "cite.txt").startswith(f"{QUOTED} (reported words) — ")


def test_a_release_without_a_day_is_cited_as_undated(reader: Client, quote: Quote) -> None:
    Release.objects.update(published_on=None, supplied={})
    assert "undated" in file(reader, quote, "cite.txt")
    assert "issued" not in json.loads(file(reader, quote, "cite.json"))[0]


def test_reference_managers_read_csl(reader: Client, quote: Quote) -> None:
    (item,) = json.loads(file(reader, quote, "cite.json"))
    assert item["author"] == [{"literal": "Aude Kermarrec"}]
    assert item["issued"] == {"date-parts": [[2021, 5, 12]]}
    assert item["URL"] == f"http://testserver/quotes/{quote.pk}/"
    assert quote.release.source.sha256 in item["note"]


def test_bibtex_escapes_what_tex_would_run() -> None:
    assert in_tex("50 % de {tout} \\input & a_b #1 $x$") == (
        "50 \\% de \\{tout\\} \\textbackslash{}input \\& a\\_b \\#1 \\$x\\$"
    )


def test_bibtex_names_the_speaker(reader: Client, quote: Quote) -> None:
    entry = file(reader, quote, "cite.bib")
    assert entry.startswith(f"@misc{{quote-{quote.pk},\n  author = {{Aude Kermarrec}},\n")
    assert "date = {2021-05-12}" in entry


def test_a_web_annotation_finds_the_words_again(reader: Client, quote: Quote) -> None:
    annotation = json.loads(file(reader, quote, "annotation.jsonld"))
    position, words = annotation["target"]["selector"]
    text = quote.release.text
    assert text[position["start"] : position["end"]] == words["exact"] == quote.exact
    assert (words["prefix"] + words["exact"] + words["suffix"]) in text
    assert annotation["target"]["source"] == f"http://testserver/releases/{quote.release_id}/"


def test_what_is_no_longer_in_the_text_has_no_selector(reader: Client, quote: Quote) -> None:
    Quote.objects.update(start=None, end=None)
    assert "selector" not in json.loads(file(reader, quote, "annotation.jsonld"))["target"]
    assert "no longer in the text" in reader.get(address(quote)).content.decode()


def test_a_figure_is_claimed_by_the_speaker_of_its_quote(reader: Client, quote: Quote) -> None:
    figure = quote.figures.get()
    assert "— Aude Kermarrec" in file(reader, figure, "cite.txt")


def test_a_rejected_quote_claims_no_figure(reader: Client, quote: Quote) -> None:
    figure = quote.figures.get()
    Quote.objects.update(review="rejected")
    assert "Aude Kermarrec" not in file(reader, figure, "cite.txt")
    assert "Aude Kermarrec" not in reader.get(address(figure)).content.decode().partition("In the text")[0]


def test_a_mention_is_cited_by_its_words(reader: Client) -> None:
    a_full_release()
    mention = Mention.objects.get(exact="Mme Kermarrec")
    assert file(reader, mention, "cite.txt").startswith("«\u202fMme Kermarrec\u202f». “Le réseau FARO")


def test_a_citation_stands_on_the_page_to_be_copied(reader: Client) -> None:
    quote = a_quote()
    html = reader.get(address(quote)).content.decode()
    for words in ("@misc{", "http://www.w3.org/ns/anno.jsonld", "press release", "SHA-256"):
        assert words in html
