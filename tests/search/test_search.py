"""What a search gives: order, pages, counts, filters, facets, offers, corrections; and only what a reader may see."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from archive.models import Event, Office, Organization, Person, Programme, Quote
from archive.reading.visible import Visible
from archive.reports.refreshing import refresh
from archive.search import finding
from archive.search.facets import facets
from archive.search.finding import Counted
from archive.search.offers import offers
from archive.search.query import PER_PAGE, BadQueryError, Query
from archive.search.results import search
from archive.search.spelling import suggestion
from etl.run import ingest
from tests.admin.builders import a_full_release, a_quote, a_release, an_entity
from tests.models.builders import release, run_sql

pytestmark = pytest.mark.django_db
SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def query(typed: str = "", **asked: str) -> Query:
    return Query.read({"q": typed, **asked})


def found(typed: str = "", **asked: str) -> list[int]:
    return [hit.record.pk for hit in search(query(typed, **asked)).hits]


def dated(text: str, *days: str | None) -> list[int]:
    return [release(text, published_on=day).pk for day in days]


def test_newest_first_has_the_undated_last_and_the_later_of_a_day_first() -> None:
    old, undated, new, same = dated("Un navire.", "2001-02-03", None, "2020-05-06", "2020-05-06")
    assert found("navire", order="newest") == [same, new, old, undated]


def test_best_first_prefers_a_title_to_a_body() -> None:
    (in_body,) = dated("Un navire coule.", "2020-01-01")
    in_title = release("Rien.", title="Navire", published_on="2001-01-01").pk
    assert found("navire") == [in_title, in_body]


def test_of_equally_good_ones_the_newer_is_first() -> None:
    old, new = dated("Un navire.", "2001-01-01", "2002-01-01")
    assert found("navire") == [new, old]


@pytest.mark.parametrize("order", ["best", "newest"])
def test_pages_go_on_where_the_last_ended(order: str) -> None:
    ids = dated(
        "Un navire.", *(f"2001-01-{day:02}" for day in range(1, 31)), *(f"2002-01-{day:02}" for day in range(1, 16))
    )
    pages = [found("navire", order=order, page=str(number)) for number in (1, 2, 3)]
    assert [len(one) for one in pages] == [PER_PAGE, PER_PAGE, 5]
    assert [pk for one in pages for pk in one] == ids[::-1][:15] + ids[:30][::-1] or order == "newest"
    assert sorted(pk for one in pages for pk in one) == ids


def test_a_long_list_is_counted_to_a_cap_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    dated("Un navire.", *["2001-01-01"] * 4)
    monkeypatch.setattr(finding, "COUNTED_TO", 3)
    results = search(query("navire", order="newest"))
    assert results.count == Counted(3, is_capped=True)
    monkeypatch.setattr(finding, "COUNTED_TO", 4)
    assert search(query("navire", order="newest")).count == Counted(4)


@pytest.mark.parametrize("typed", ["navire", "", '"un navire"', "navire OR barque"])
@pytest.mark.parametrize("kind", ["releases", "quotes"])
def test_the_walk_and_the_index_find_the_same(typed: str, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in ("2001-01-01", None, "2003-01-01", "2002-01-01", "2003-01-01"):
        row = release("Un navire. « Un navire coule », dit-elle. « Un navire encore. »", published_on=day)
        a_quote(row, words="Un navire coule", text="Un navire coule")
        a_quote(row, words="Un navire encore", text="Un navire encore")
        release("Une barque.", published_on=day)
    ways = []
    monkeypatch.setattr(finding, "COUNTED_TO", 3)
    for shorter in (True, False):
        monkeypatch.setattr(finding, "is_walk_shorter", lambda *_, shorter=shorter: shorter)
        ways.append([found(typed, kind=kind, order="newest"), finding.newest(query(typed, kind=kind), 4).ids])
    assert ways[0] == ways[1]
    assert len(ways[0][1]) == 4


def test_a_walk_that_is_given_up_still_finds_all(monkeypatch: pytest.MonkeyPatch) -> None:
    (old,) = dated("Un navire.", "2001-01-01")
    dated("Une barque.", *["2010-01-01"] * 5)
    monkeypatch.setattr(finding, "COUNTED_TO", 0)
    monkeypatch.setattr(finding, "LEAST_WALK", 0)
    monkeypatch.setattr(finding, "PATIENCE", 0.01)
    monkeypatch.setattr(finding, "is_walk_shorter", lambda *_: True)
    assert found("navire", order="newest") == [old]


def test_quotes_are_found_by_the_words_said_and_by_their_attribution() -> None:
    quote = a_quote(attribution="la Secrétaire générale, Aude Kermarrec")
    assert found("reseau FARO", kind="quotes") == [quote.pk]
    assert found("Kermarrec", kind="quotes") == [quote.pk]
    assert found("secrétaire -kermarrec", kind="quotes") == []


def test_reported_speech_is_never_among_the_words_said() -> None:
    said, reported = a_quote(), a_quote(kind="indirect")
    assert found("FARO", kind="quotes") == [said.pk]
    assert found("FARO", kind="reported") == [reported.pk]


def test_what_was_rejected_is_found_nowhere() -> None:
    row = a_full_release()
    Quote.objects.update(review="rejected")
    speaker = Person.objects.get()
    assert found("FARO", kind="quotes") == []
    assert found("FARO", speaker=str(speaker.pk)) == []
    assert "speaker" not in shown("FARO")
    assert found("FARO") == [row.pk]


def test_only_what_is_confirmed_is_found_where_the_reader_asks_for_that() -> None:
    a_full_release()
    assert found("FARO", kind="quotes", confirmed="1") == []
    Quote.objects.update(review="confirmed")
    assert found("FARO", kind="quotes", confirmed="1") == [Quote.objects.get().pk]
    assert set(shown("FARO", confirmed="1")) >= {"speaker", "office"}
    assert "programme" not in shown("FARO", confirmed="1")


def values_of(row: Any) -> dict[str, str]:
    """A value of every facet that the full release has."""
    ids = {"speaker": Person, "office": Office, "organization": Organization, "event": Event, "programme": Programme}
    return {
        **{name: str(model.objects.get().pk) for name, model in ids.items()},
        "subject": str(row.mentions.exclude(subject=None).get().subject_id),
        "year": "2021",
        "country": "FR",
        "said": "direct",
    }


@pytest.mark.parametrize("kind", ["releases", "quotes"])
def test_every_facet_narrows_down_to_what_it_counts(kind: str) -> None:
    row = a_full_release()
    a_quote(a_release(published_on="2020-01-01", country_code="BE"), kind="fragment")
    wanted = row.pk if kind == "releases" else row.quotes.get().pk
    for name, value in values_of(row).items():
        assert found("FARO", kind=kind, **{name: value}) == [wanted], name
        counted = {one.value: one.number for one in shown("FARO", kind=kind)[name]}
        assert counted[value] == 1, name


def shown(typed: str, **asked: str) -> dict[str, list[Any]]:
    return {one.facet.name: one.values for one in facets(query(typed, **asked)).facets}


def test_a_release_counts_once_however_often_it_names_somebody() -> None:
    row = a_full_release()
    person = Person.objects.get()
    a_quote(row, speaker=person, basis="named")
    (speaker,) = shown("")["speaker"]
    assert (speaker.name, speaker.number) == ("Aude Kermarrec", 1)


def test_a_chosen_value_is_marked_and_stands_first() -> None:
    for number in range(3):
        a_full_release() if number == 2 else release("Un navire.", published_on="2001-01-01")
    chosen = shown("", year="2021")["year"]
    assert [(one.value, one.is_chosen) for one in chosen] == [("2021", True)]


def test_facets_say_among_how_many_they_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    dated("Un navire.", *["2001-01-01"] * 4)
    assert facets(query("navire")).among == Counted(4)
    monkeypatch.setattr(finding, "COUNTED_TO", 3)
    assert facets(query("navire")).among == Counted(3, is_capped=True)


def test_a_time_says_what_it_left_out_and_can_take_it_in() -> None:
    inside, _before, undated = dated("Un navire.", "2016-05-05", "2015-12-31", None)
    results = search(query("navire", since="2016-01-01", until="2016-12-31"))
    assert [hit.record.pk for hit in results.hits] == [inside]
    assert results.left_out == Counted(1)
    assert found("navire", year="2016", undated="1") == [inside, undated]
    assert search(query("navire", year="2016", undated="1")).left_out == Counted(0)
    assert search(query("navire")).left_out == Counted(0)


def test_words_too_common_to_search_by_are_told_apart_from_none() -> None:
    release("Le navire de la ville.")
    assert search(query("de la")).query.searched.is_too_common
    assert not search(query("")).query.searched.is_too_common
    assert found("de la") == []


def test_a_very_long_text_is_kept_and_found() -> None:
    row = release(" ".join(f"mot{number:x}" for number in range(200_000)))
    assert found("mot1f") == [row.pk]


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "œuvre d’art", "kind": "quotes", "order": "newest", "speaker": "7", "since": "2016-11-21", "page": "3"},
        {
            "q": '"traite humains" -drogue',
            "year": "2016",
            "country": "FR",
            "said": "fragment",
            "undated": "1",
            "confirmed": "1",
        },
        {},
    ],
)
def test_a_search_is_its_address(asked: dict[str, str]) -> None:
    assert Query.read(asked).parameters() == asked
    assert Query.read(Query.read(asked).parameters()) == Query.read(asked)


@pytest.mark.parametrize(
    "asked",
    [
        {"page": "0"}, {"page": "51"}, {"page": "x"}, {"page": "²"}, {"kind": "all"}, {"order": "oldest"},
        {"year": "0"}, {"year": "MMXVI"}, {"year": "99999"}, {"speaker": "Stock"}, {"speaker": "9" * 30},
        {"country": "France"}, {"since": "2016-13-01"}, {"who": "me"}, {"said": "shouted"},
    ],
)  # fmt: skip
def test_what_no_search_can_mean_is_refused_with_a_sentence(asked: dict[str, str]) -> None:
    with pytest.raises(BadQueryError) as refused:
        Query.read(asked)
    assert str(refused.value).endswith(".")


def names(records: Iterable[Any]) -> list[str]:
    return [one.name for one in records]


@pytest.mark.parametrize("typed", ["Jürgen Stock", "stock jurgen", "Stock", "STOCK"])
def test_a_person_s_page_is_offered(typed: str) -> None:
    an_entity(Person, "Jürgen Stock")
    an_entity(Person, "Meng Hongwei")
    assert names(offers(query(typed))) == ["Jürgen Stock"]


def test_an_organisation_s_page_is_offered_by_acronym_alias_and_name() -> None:
    an_entity(Organization, "INTERPOL", aliases=["OIPC", "Organisation internationale de police criminelle"])
    an_entity(Organization, "Organisation mondiale de la santé", acronym="OMS")
    assert names(offers(query("l’OIPC"))) == ["INTERPOL"]
    assert names(offers(query("oms"))) == ["Organisation mondiale de la santé"]
    assert names(offers(query("police criminelle"))) == ["INTERPOL"]
    assert names(offers(query("police"))) == []


def test_capitals_that_texts_use_for_an_organisation_offer_its_page() -> None:
    body = an_entity(Organization, "INTERPOL")
    row = release("La réunion de la police criminelle (OIPC-INTERPOL) est ouverte.")
    words = "police criminelle (OIPC-INTERPOL)"
    start = row.text.index(words)
    row.mentions.create(organization=body, start=start, end=start + len(words), exact=words, rule="test")
    assert names(offers(query("OIPC"))) == names(offers(query("oipc"))) == ["INTERPOL"]
    assert names(offers(query("police"))) == []


@pytest.mark.parametrize("typed", ["93e session", "la 93ème session", "93e session Assemblée générale"])
def test_an_event_s_page_is_offered_by_its_ordinal(typed: str) -> None:
    for ordinal in (92, 93):
        an_entity(Event, f"{ordinal}e session de l’Assemblée générale", kind="assembly", ordinal=ordinal)
    assert names(offers(query(typed))) == ["93e session de l’Assemblée générale"]


def test_a_programme_s_and_an_office_s_page_are_offered() -> None:
    body = an_entity(Organization, "INTERPOL")
    an_entity(Programme, "I-24/7")
    an_entity(Office, "secrétaire général", organization=body)
    an_entity(Office, "secrétaire général")
    assert names(offers(query("i-24/7"))) == ["I-24/7"]
    (office,) = offers(query("Secrétaire générale d’INTERPOL")) or offers(query("Secrétaire général d’INTERPOL"))
    assert (office.name, office.organization) == ("secrétaire général", body)


def test_the_better_known_is_offered_first_and_rejected_mentions_do_not_count() -> None:
    a_full_release()
    other = an_entity(Person, "Jean Kermarrec")
    assert names(offers(query("Kermarrec"))) == ["Aude Kermarrec", "Jean Kermarrec"]
    run_sql("UPDATE archive_mention SET review = 'rejected'")
    row = release("Jean Kermarrec parle.")
    row.mentions.create(person=other, start=0, end=14, exact="Jean Kermarrec", rule="test")
    assert names(offers(query("Kermarrec"))) == ["Jean Kermarrec", "Aude Kermarrec"]


@pytest.mark.parametrize("typed", ["Stock OR Meng", "Stock -Meng", "", "de la", "«»"])
def test_what_names_nobody_offers_nobody(typed: str) -> None:
    an_entity(Person, "Jürgen Stock")
    assert offers(query(typed)) == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cybercriminalté", "cybercriminalité"),
        ("cybrecriminalite policiers", "cybercriminalité policiers"),
        ("Kermarek", "kermarrec"),
        ("cybercriminalité", None),
        ("zzzzqqq", None),
        ("policiers absents", None),
    ],
)
def test_a_mistyped_word_is_put_right_if_that_finds_anything(typed: str, meant: str | None) -> None:
    release("La cybercriminalité occupe les policiers, dit Mme Kermarrec.", title="Cybercriminalité")
    an_entity(Person, "Aude Kermarrec")
    refresh()
    better = suggestion(query(typed, order="newest"))
    assert (better and better.text) == meant
    assert better is None or better.order == "newest"


def test_words_of_an_ingest_are_known_when_it_ends() -> None:
    ingest([SEEDS])
    better = suggestion(query("cybercriminalté"))
    assert better is not None
    assert better.text == "cybercriminalité"


def test_what_is_searched_is_no_change_of_the_record() -> None:
    row = a_release("Un navire.")
    run_sql("UPDATE archive_release SET state = 'to_read' WHERE id = %s", row.pk)
    row.refresh_from_db()
    assert row.version == 1
    assert row.decided == []


def test_the_column_for_searching_is_in_no_model_and_no_history() -> None:
    from django.apps import apps

    assert all(field.column != "search" for model in apps.get_models() for field in model._meta.concrete_fields)


def test_a_reader_s_view_is_kept_whatever_the_address_says() -> None:
    assert Query.read({"confirmed": "1"}, Visible()).visible == Visible()
    assert Query.read({}, Visible(confirmed=True)).parameters() == {"confirmed": "1"}
