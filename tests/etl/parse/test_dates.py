"""The days of events as texts write them, in EDTF."""

from __future__ import annotations

import pytest

from tests.etl.parse.builders import event, release, story


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("le 4 juin 2019", "2019-06-04"),
        ("le 1er mars 2019", "2019-03-01"),
        ("le mardi 4 juin 2019", "2019-06-04"),
        ("du 24 au 27 novembre 2025", "2025-11-24/2025-11-27"),
        ("du 1er au 3 mars 2019", "2019-03-01/2019-03-03"),
        ("du lundi 24 au jeudi 27 novembre 2025", "2025-11-24/2025-11-27"),
        ("du 28 mai au 2 juin 2019", "2019-05-28/2019-06-02"),
        ("du 28 décembre 2018 au 3 janvier 2019", "2018-12-28/2019-01-03"),
        ("les 16 et 17 novembre 2019", "2019-11-16/2019-11-17"),
        ("les 16, 17 et 18 novembre 2019", "2019-11-16/2019-11-18"),
        ("en novembre 2019", "2019-11"),
        ("en 2019", "2019"),
        ("(24-27 novembre 2025)", "2025-11-24/2025-11-27"),
        ("(24 - 27 novembre 2025)", "2025-11-24/2025-11-27"),
        ("(24–27 novembre 2025)", "2025-11-24/2025-11-27"),
        ("entre le 24 et le 27 novembre 2025", "2025-11-24/2025-11-27"),
    ],
)
def test_an_event_has_the_days_that_the_text_tells(written: str, date: str) -> None:
    parsed = story(f"La 12e Conférence régionale européenne d’INTERPOL a eu lieu {written} à Riga.")
    assert event(parsed, "Conférence").date == date


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("(5 - 7 mars)", "2018-03-05/2018-03-07"),
        ("(5-7 mars)", "2018-03-05/2018-03-07"),
        ("du 5 au 7 mars", "2018-03-05/2018-03-07"),
        ("les 5 et 6 mars", "2018-03-05/2018-03-06"),
        ("le 5 mars", "2018-03-05"),
    ],
)
def test_days_without_a_year_take_that_of_the_release(written: str, date: str) -> None:
    parsed = story(f"La 12e Conférence régionale européenne d’INTERPOL a eu lieu {written} à Riga.")
    assert event(parsed, "Conférence").date == date


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("(24-27 novembre)", "XXXX-11-24/XXXX-11-27"),
        ("les 16 et 17 novembre", "XXXX-11-16/XXXX-11-17"),
        ("le 5 mars", "XXXX-03-05"),
    ],
)
def test_days_of_an_undated_release_stay_without_a_year(written: str, date: str) -> None:
    parsed = release(
        "Les ports d’Europe se concertent\n\n"
        f"CADIX (Espagne) – La 12e Conférence régionale européenne d’INTERPOL a eu lieu {written} à Riga."
    )
    assert event(parsed, "Conférence").date == date


def test_an_event_without_a_date_has_none() -> None:
    assert (
        event(story("La 12e Conférence régionale européenne d’INTERPOL a réuni les ports."), "Conférence").date is None
    )
