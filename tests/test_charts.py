"""Charts that lie: bars beside long names, and spans of time."""

from __future__ import annotations

import re
from datetime import date

from archive.charts import NAMES, WIDTH, Lying, Span, lying, spans


def widths(picture: str) -> list[float]:
    return [float(one) for one in re.findall(r'<rect[^>]* width="([\d.]+)"', picture)]


def test_the_longest_bar_takes_the_room_and_the_others_their_share() -> None:
    picture = lying("Quotes", [Lying("A", "9 + 3", [9, 3]), Lying("B", "6", [6])])
    first, second, half = widths(picture)
    assert first == 3 * second
    assert abs(half - (first + second) / 2) < 0.2


def test_a_mark_stands_at_its_value() -> None:
    picture = lying("Precision", [Lying("A", "1", [1.0], mark=0.5), Lying("B", "1", [1.0])])
    (place,) = re.findall(r'class="range" x1="([\d.]+)"', picture)
    assert abs(float(place) - NAMES - widths(picture)[0] / 2) < 0.2


def test_a_long_name_is_shortened_and_told_in_full() -> None:
    name = "15ème réunion annuelle des Chefs de B.C.N. d’INTERPOL"
    picture = lying("Countries", [Lying(name, "150", [150])])
    assert f"<title>{name}: 150</title>" in picture
    assert f">{name}</text>" not in picture
    assert "…</text>" in picture


def test_a_single_day_is_still_to_be_seen() -> None:
    day, later = date(2016, 11, 21), date(2019, 4, 9)
    picture = spans("Terms", [Span("A", "A: one day", day, day), Span("B", "B", day, later)])
    assert widths(picture)[0] == 5
    assert ">2016</text>" in picture
    assert ">2019</text>" in picture


def test_spans_that_are_all_one_day_stay_within_the_picture() -> None:
    day = date(2016, 11, 21)
    picture = spans("Terms", [Span("A", "A", day, day)])
    (left,) = re.findall(r'<rect class="first" x="([\d.]+)"', picture)
    assert NAMES <= float(left) <= WIDTH - 5


def test_names_are_words_and_no_markup() -> None:
    for picture in (
        lying("<b>", [Lying("<script>", "<i>", [1])]),
        spans("<b>", [Span("<script>", "<i>", date(2016, 1, 1), date(2016, 1, 2))]),
    ):
        assert "<script>" not in picture
        assert "<b>" not in picture
        assert "<i>" not in picture


def test_nothing_to_compare_is_drawn_without_an_error() -> None:
    assert widths(lying("Precision", [Lying("A", "0", [0])])) == [0]
