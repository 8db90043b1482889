"""What the reports say of the five seeds, beside SQL written by hand on the archive's own tables."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reports.conftest import Ask

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]


def test_member_countries_are_190_in_2016_and_undated_190_and_196(ask: Ask) -> None:
    rows = ask("SELECT day, value FROM report.claims WHERE indicator LIKE 'pays membres%%' ORDER BY day, value")
    assert rows == [(date(2016, 11, 21), 190), (None, 190), (None, 196)]


def test_the_assemblies_have_their_places_countries_hosts_and_gap(ask: Ask) -> None:
    rows = ask(
        "SELECT ordinal, city, country, year, countries, host, missing_before FROM report.assemblies "
        "WHERE kind = 'assembly' AND organization = 'INTERPOL' ORDER BY ordinal"
    )
    assert rows == [
        (84, "KIGALI", "Rwanda", None, 145, None, None),
        (85, None, "Indonésie", 2016, None, "Indonésie", 0),
        (86, None, "Chine", 2017, None, None, 0),
        (93, "Marrakech", None, None, 179, None, 6),
    ]


def test_countries_and_delegates_lead_to_their_figures(ask: Ask) -> None:
    rows = ask(
        "SELECT a.ordinal, f.exact, g.exact, a.countries_is_inferred FROM report.assemblies a "
        "JOIN archive_figure f ON f.id = a.countries_figure_id JOIN archive_figure g ON g.id = a.delegates_figure_id "
        "ORDER BY a.ordinal"
    )
    assert rows == [
        (15, "150 pays", "315 hauts responsables", False),
        (84, "145 pays", "quelque 640 chefs de police", True),
        (93, "179 pays", "plus de 800 délégués", True),
    ]


def test_juergen_stock_is_the_most_quoted(ask: Ask) -> None:
    (first,) = ask(
        "SELECT name, quotes, gender FROM report.speakers WHERE kind = 'person' ORDER BY quotes DESC LIMIT 1"
    )
    assert first[0::2] == ("Jürgen Stock", "male")
    by_hand = ask(
        "SELECT count(*) FROM archive_quote q JOIN archive_person p ON p.id = q.speaker_id "
        "WHERE p.name = 'Jürgen Stock' AND q.kind IN ('direct', 'fragment')"
    )
    assert by_hand == [(first[1],)]


BY_HAND = {
    "speakers": (
        "SELECT sum(quotes), sum(reported), sum(undated) FROM report.speakers WHERE kind = %s",
        "SELECT count(*) FILTER (WHERE kind <> 'indirect'), count(*) FILTER (WHERE kind = 'indirect'), "
        "count(*) FILTER (WHERE published_on IS NULL) FROM archive_quote q JOIN archive_release r ON r.id = release_id",
    ),
    "speakers_by_year": (
        "SELECT sum(quotes + reported), sum(confirmed) FROM report.speakers_by_year WHERE kind = %s",
        "SELECT count(*), count(*) FILTER (WHERE review = 'confirmed') FROM archive_quote",
    ),
}


@pytest.mark.parametrize("kind", ["person", "office", "organization"])
@pytest.mark.parametrize("view", BY_HAND)
def test_each_kind_of_speaker_counts_every_quote_once(ask: Ask, view: str, kind: str) -> None:
    shown, by_hand = BY_HAND[view]
    assert ask(shown, kind) == ask(by_hand)


def test_sums_are_those_of_sql_written_by_hand(ask: Ask) -> None:
    same = {
        "SELECT sum(quotes + reported) FROM report.voices": "SELECT count(*) FROM archive_quote",
        "SELECT sum(quotes) FROM report.voices WHERE voice = 'female'": (
            "SELECT count(*) FROM archive_quote q JOIN archive_person p ON p.id = q.speaker_id "
            "WHERE p.gender = 'female' AND q.kind <> 'indirect'"
        ),
        "SELECT name, mentions, releases, undated, first_day, last_day FROM report.programmes ORDER BY name": (
            "SELECT p.name, count(*), count(DISTINCT r.id), count(DISTINCT r.id) FILTER (WHERE published_on IS NULL), "
            "min(published_on), max(published_on) FROM archive_programme p "
            "JOIN archive_mention m ON m.programme_id = p.id JOIN archive_release r ON r.id = m.release_id "
            "GROUP BY p.id ORDER BY p.name"
        ),
        "SELECT name, year, mentions, releases FROM report.subjects_by_year ORDER BY 1, 2": (
            "SELECT s.name, extract(year FROM published_on)::int, count(*), count(DISTINCT r.id) "
            "FROM archive_subject s "
            "JOIN archive_mention m ON m.subject_id = s.id JOIN archive_release r ON r.id = m.release_id "
            "GROUP BY s.id, 2 ORDER BY 1, 2"
        ),
        "SELECT month, releases, without_title, without_day, without_dateline FROM report.coverage ORDER BY month": (
            "SELECT date_trunc('month', published_on)::date, count(*), count(*) FILTER (WHERE title IS NULL), "
            "count(*) FILTER (WHERE published_on IS NULL), count(*) FILTER (WHERE city IS NULL AND country IS NULL) "
            "FROM archive_release GROUP BY 1 ORDER BY 1"
        ),
        "SELECT sum(events), sum(undated) FROM report.events_by_country": (
            "SELECT count(*), count(*) FILTER (WHERE earliest IS NULL) FROM archive_event"
        ),
        "SELECT count(*), count(first_day), sum(mentions) FROM report.events": (
            "SELECT (SELECT count(*) FROM archive_event), (SELECT count(earliest) FROM archive_event), count(event_id) "
            "FROM archive_mention"
        ),
        "SELECT kind, came, waiting FROM report.desk_weeks WHERE kind IN ('quote', 'mention') ORDER BY 1": (
            "SELECT 'mention', count(*), count(*) FROM archive_mention "
            "UNION ALL SELECT 'quote', count(*), count(*) FROM archive_quote"
        ),
        "SELECT count(*) FROM report.quotes": "SELECT count(*) FROM archive_quote",
        "SELECT count(*), count(day) FROM report.releases": "SELECT count(*), count(published_on) FROM archive_release",
    }
    assert {shown: ask(shown) for shown in same} == {shown: ask(by_hand) for shown, by_hand in same.items()}


def test_words_are_counted_between_spaces_and_marks(ask: Ask) -> None:
    rows = ask("SELECT words FROM report.speakers WHERE name = 'Mireille Ballestrazzi'")
    said = (
        "le projet interpol 2020 est le fondement de l’évolution de l’organisation et j’encourage tous les pays membres"
    )
    said += " à contribuer à cette initiative qui aidera à bâtir l’interpol du futur"
    assert rows == [(len(said.split()),)]


def test_offices_are_held_from_first_to_last_evidence(ask: Ask) -> None:
    rows = ask(
        "SELECT person, first_day, last_day, undated FROM report.office_holders "
        "WHERE office = 'président' ORDER BY first_day"
    )
    assert rows == [
        ("Kim Jong Yang", date(2019, 4, 9), date(2019, 4, 9), 0),
        ("Mireille Ballestrazzi", None, None, 1),
    ]


def test_a_programmes_companions_are_counted_by_release(ask: Ask) -> None:
    rows = ask(
        "SELECT with_name, releases FROM report.programme_companions "
        "WHERE name = 'ICSE' AND rank = 1 AND with_kind = 'organization'"
    )
    assert rows == [("INTERPOL", 2)]
