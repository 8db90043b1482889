"""The page of a release and of an annotation: words marked in the text, links to every record."""

from __future__ import annotations

import re
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.models import Figure, Mention, Person, Quote, Tenure
from archive.presentation.marking import Mark
from archive.presentation.passage import marked_passage, marked_text
from tests.admin.builders import QUOTED, a_full_release, a_quote, a_release, an_entity, found


def body(page: Client, record: Any) -> str:
    return page.get(reverse(f"admin:archive_{record._meta.model_name}_change", args=[record.pk])).content.decode()


def text_of(html: str) -> str:
    return re.sub("<[^>]+>", "", html)


def test_a_script_in_a_text_is_shown_as_text(page: Client) -> None:
    release = a_full_release()
    assert "<script>alert(1)" not in body(page, release)
    assert "&lt;script&gt;alert(1)" in body(page, release)


def test_a_script_in_a_label_stays_a_label() -> None:
    html = marked_text("un deux", [Mark(0, 2, "person", '"><script>', "/x")])
    assert "<script>" not in html


def test_a_mark_links_to_its_record_and_says_what_it_is() -> None:
    assert marked_text("42 pays", [Mark(0, 7, "figure", "42 pays", "/figure/1")]) == (
        '<p><mark class="mark mark-figure"><span class="visually-hidden">figure: </span>'
        '<a href="/figure/1" title="figure · 42 pays">42 pays</a></mark></p>'
    )


def test_a_figure_inside_a_quote_is_the_link_of_its_words() -> None:
    html = marked_text("oui 42 non", [Mark(0, 10, "quote", "", "/quote"), Mark(4, 6, "figure", "", "/figure")])
    assert re.findall(r'href="([^"]+)"[^>]*>([^<]+)<', html) == [
        ("/quote", "oui "),
        ("/figure", "42"),
        ("/quote", " non"),
    ]


def test_a_link_never_stands_inside_another() -> None:
    html = marked_text(
        "abcdef", [Mark(0, 4, "quote", "", "/q"), Mark(2, 6, "figure", "", "/f"), Mark(2, 4, "person", "", "/p")]
    )
    depth = 0
    for tag in re.findall(r"</?a\b", html):
        depth += 1 if tag == "<a" else -1
        assert depth in (0, 1)


def test_a_passage_is_the_paragraph_alone() -> None:
    text = "Premier.\nDeuxième ligne.\nTroisième."
    start = text.index("ligne")
    assert "Premier" not in marked_passage(text, Mark(start, start + 5, "quote"))
    assert "Deuxième" in marked_passage(text, Mark(start, start + 5, "quote"))


def test_a_quotes_page_marks_its_words_in_their_paragraph(page: Client) -> None:
    html = body(page, a_quote())
    assert f"{QUOTED}</mark>" in html
    assert "Aude Kermarrec.</p>" in html


def test_an_unplaced_annotation_says_so(page: Client) -> None:
    quote = a_quote()
    Quote.objects.update(start=None, end=None)
    assert "no longer has the words" in body(page, quote)


def test_a_releases_page_links_to_every_record(page: Client) -> None:
    release = a_full_release()
    html = body(page, release)
    records = [*release.quotes.all(), *release.figures.all(), *release.tenures.all(), *release.participations.all()]
    records += [mention.target for mention in release.mentions.all() if not mention.country_code]
    missing = [r for r in records if reverse(f"admin:archive_{r._meta.model_name}_change", args=[r.pk]) not in html]
    assert not missing


def test_a_releases_page_counts_its_marks_by_kind(page: Client) -> None:
    legend = page.get(reverse("admin:archive_release_change", args=[a_full_release().pk])).context["legend"]
    counts = {entry.kind: entry.count for entry in legend}
    assert (counts["quote"], counts["figure"], counts["person"], counts["title"]) == (1, 2, 2, 1)


def test_every_table_links_back_to_the_place_in_the_text(page: Client) -> None:
    html = body(page, a_full_release())
    assert all(f'id="{anchor}"' in html for anchor in re.findall(r'class="to-text" href="#([^"]+)"', html))


def test_what_was_rejected_is_listed_but_not_marked(page: Client) -> None:
    release = a_full_release()
    Quote.objects.update(review="rejected")
    html = body(page, release)
    assert 'class="mark mark-quote"' not in html
    assert "review-rejected" in html


def test_a_release_with_many_annotations_needs_no_more_queries(page: Client) -> None:
    release = a_full_release()
    where = reverse("admin:archive_release_change", args=[release.pk])
    page.get(where)
    with CaptureQueriesContext(connection) as few:
        page.get(where)
    for word in ("marins", "réseau", "langue", "protection"):
        found(Mention, release, word, person=an_entity(Person, word))
        found(Figure, release, word, value=1)
    with CaptureQueriesContext(connection) as many:
        page.get(where)
    assert len(many) == len(few)


def test_a_person_with_many_quotes_needs_no_more_queries(page: Client) -> None:
    release = a_full_release()
    quote, tenure = release.quotes.get(), release.tenures.get()
    where = reverse("admin:archive_person_change", args=[quote.speaker_id])
    page.get(where)
    with CaptureQueriesContext(connection) as few:
        page.get(where)
    for _ in range(4):
        other = a_release()
        a_quote(other, speaker=quote.speaker)
        found(Tenure, other, "Aude Kermarrec", person=quote.speaker, office=tenure.office)
    with CaptureQueriesContext(connection) as many:
        page.get(where)
    assert len(many) == len(few)


def test_a_persons_page_shows_fifty_quotes_and_leads_to_all(page: Client) -> None:
    person = an_entity(Person, "Aude Kermarrec")
    release = a_release()
    for _ in range(51):
        a_quote(release, speaker=person)
    html = body(page, person)
    everything = reverse("admin:archive_quote_changelist") + f"?speaker__id__exact={person.pk}"
    assert everything in html
    assert "51 quotes" in text_of(page.get(everything).content.decode())
    assert html.count("En trois ans, nous avons secouru") == 50


def test_a_release_without_title_is_listed_by_dateline_and_first_words(page: Client) -> None:
    a_release("LILLE – Une brève sans titre, qui continue un peu plus loin que la marge.", city="LILLE")
    assert "[LILLE – Une brève sans titre" in page.get(reverse("admin:archive_release_changelist")).content.decode()


def test_the_list_of_releases_counts_quotes_and_figures(page: Client) -> None:
    a_full_release()
    html = page.get(reverse("admin:archive_release_changelist")).content.decode()
    assert '<td class="field-quote_count">1</td><td class="field-figure_count">2</td>' in html
