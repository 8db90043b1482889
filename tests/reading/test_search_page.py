"""The page of a search and its feed, as a reader gets them."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from archive.models import Quote
from tests.admin.builders import TITLE, a_full_release, a_quote, a_release
from tests.models.builders import release

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def read(reader: Client, address: str = "/search/", **asked: str) -> str:
    response = reader.get(address, asked)
    assert response.status_code == 200
    return str(response.content.decode())


def links(html: str, inside: str) -> dict[str, str]:
    part = re.search(rf'<[a-z]+ [^>]*class="{inside}.*?</(?:nav|section)>', html, re.DOTALL)
    found = re.findall(r'<a href="([^"]*)"[^>]*>(.*?)</a>', part[0] if part else "", re.DOTALL)
    return {unescape(re.sub(r"<[^>]*>", "", name)).strip(): unescape(address) for address, name in found}


def test_a_search_marks_what_matched_and_links_to_the_release(reader: Client) -> None:
    row = a_release(title=TITLE, published_on="2021-05-12")
    html = read(reader, q="reseau")
    assert "Le <mark>réseau</mark> FARO" in html
    assert f'href="/releases/{row.pk}/"' in html
    assert "1 result<" in html


def test_what_a_text_has_of_html_is_text(reader: Client) -> None:
    a_release()
    html = read(reader, q="script alert <script>alert(1)</script>")
    assert "<script" not in html
    assert "&lt;<mark>script&gt;alert(1)&lt;/script</mark>&gt;" in html


def test_an_empty_search_shows_the_newest(reader: Client) -> None:
    release("Ancien.", published_on="2001-01-01")
    release("Nouveau.", published_on="2020-01-01")
    html = read(reader)
    assert html.index("Nouveau") < html.index("Ancien")


def test_every_way_on_keeps_the_search(reader: Client) -> None:
    a_full_release()
    a_full_release()
    html = read(reader, q="FARO", country="FR", confirmed="1")
    ways = links(html, "ways")
    assert ways["Quotes"] == "/search/?q=FARO&kind=quotes&country=FR&confirmed=1"
    assert ways["Newest first"] == "/search/?q=FARO&order=newest&country=FR&confirmed=1"
    assert links(html, "facets")["2021"] == "/search/?q=FARO&year=2021&country=FR&confirmed=1"
    assert 'name="country" value="FR"' in html


def test_a_chosen_facet_leads_back_to_the_search_without_it(reader: Client) -> None:
    a_full_release()
    chosen = [one for one in links(read(reader, q="FARO", year="2021"), "facets").items() if one[0].startswith("2021")]
    assert [address for _, address in chosen] == ["/search/?q=FARO"]


def test_pages_are_numbered(reader: Client) -> None:
    for day in range(1, 26):
        release("Un navire.", published_on=f"2001-01-{day:02}")
    assert links(read(reader, q="navire"), "numbers") == {"1": "/search/?q=navire", "2": "/search/?q=navire&page=2"}
    assert read(reader, q="navire", page="2").count('class="hit"') == 5
    assert "There are fewer pages than that" in read(reader, q="navire", page="9")


def test_pages_by_this_name_stand_first(reader: Client) -> None:
    row = a_full_release()
    person = row.quotes.get().speaker
    assert person is not None
    html = read(reader, q="aude kermarrec")
    assert links(html, "offers") == {"Aude Kermarrec": f"/persons/{person.pk}/"}
    assert html.index("Pages by this name") < html.index('class="hit"')


def test_quotes_say_who_speaks_in_which_office_and_what_nobody_confirmed(reader: Client) -> None:
    row = a_full_release()
    quote = row.quotes.get()
    html = read(reader, q="marins", kind="quotes")
    assert "«\u202fEn trois ans, nous avons secouru plus de 1 250 <mark>marins</mark>" in html
    assert all(
        words in html for words in ("Aude Kermarrec", "secrétaire général", "not confirmed", f"/quotes/{quote.pk}/")
    )
    Quote.objects.update(review="confirmed")
    html = read(reader, q="marins", kind="quotes")
    assert "not confirmed" not in html
    assert "1 of 1 readings are confirmed" in html


def test_reported_words_are_labelled_and_stand_by_themselves(reader: Client) -> None:
    a_quote(kind="indirect")
    assert "Nothing was found" in read(reader, q="marins", kind="quotes")
    html = read(reader, q="marins", kind="reported")
    assert '<span class="kind">reported words</span>' in html
    assert "«\u202f" not in html[html.index("<figure") : html.index("</blockquote>")]


def test_a_time_says_how_many_it_left_out_and_leads_to_them(reader: Client) -> None:
    release("Un navire.", published_on="2016-05-05")
    release("Un navire.")
    html = read(reader, q="navire", since="2016-01-01")
    assert "1 without a day was left out." in html
    assert "/search/?q=navire&amp;since=2016-01-01&amp;undated=1" in html


def test_words_that_stand_everywhere_are_told_so(reader: Client) -> None:
    release("Le navire de la ville.")
    assert "These words stand nearly everywhere" in read(reader, q="de la")


@pytest.mark.parametrize("address", ["/search/", "/search/feed/"])
@pytest.mark.parametrize("asked", [{"year": "x"}, {"colour": "red"}, {"page": "99"}])
def test_what_no_search_can_mean_is_answered_with_a_sentence(
    reader: Client, address: str, asked: dict[str, str]
) -> None:
    response = reader.get(address, asked)
    assert response.status_code == 400
    assert "This search cannot be understood" in response.content.decode()


def test_the_page_is_french_for_the_french(reader: Client) -> None:
    a_full_release()
    response = reader.get("/search/", {"q": "FARO", "kind": "quotes"}, headers={"accept-language": "fr"})
    assert all(words in response.content.decode() for words in ("Propos rapportés", "Affiner", "résultat", "Année"))


def entries(reader: Client, **asked: str) -> list[dict[str, Any]]:
    tree = ElementTree.fromstring(read(reader, "/search/feed/", **asked))  # noqa: S314 our own
    return [
        {
            name: entry.findtext(f"a:{name}", namespaces=ATOM)
            for name in ("title", "id", "published", "updated", "summary")
        }
        for entry in tree.iterfind("a:entry", ATOM)
    ]


def test_a_feed_has_the_newest_first_with_their_days_and_addresses(reader: Client) -> None:
    old = release("Un navire <b>coule</b>.", title="Ancien", published_on="2001-01-01")
    new = release("Un navire & une barque.", title="Nouveau", published_on="2020-02-03")
    undated = release("Navire.", title="Sans date")
    found = entries(reader, q="navire", order="best")
    assert [one["title"] for one in found] == ["Nouveau", "Ancien", "Sans date"]
    assert [one["id"] for one in found] == [f"http://testserver/releases/{one.pk}/" for one in (new, old, undated)]
    assert [one["published"] for one in found] == ["2020-02-03T00:00:00+00:00", "2001-01-01T00:00:00+00:00", None]
    assert all(one["updated"] for one in found)
    assert found[0]["summary"] == "Un navire & une barque."


def test_a_feed_of_quotes_names_who_speaks(reader: Client) -> None:
    a_full_release()
    (found,) = entries(reader, kind="quotes", q="marins")
    assert found["title"].startswith("Aude Kermarrec: En trois ans")


def test_the_page_leads_to_its_feed(reader: Client) -> None:
    a_release()
    html = read(reader, q="côtes", order="newest")
    assert '<link rel="alternate" type="application/atom+xml" href="/search/feed/?q=c%C3%B4tes"' in html
    response = reader.get("/search/feed/?q=c%C3%B4tes")
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    assert response.status_code == 200


def test_a_feed_that_has_not_changed_is_not_sent_again(reader: Client) -> None:
    a_release()
    etag = reader.get("/search/feed/").headers["ETag"]
    assert reader.get("/search/feed/", headers={"if-none-match": etag}).status_code == 304
