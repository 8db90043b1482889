"""Confirming many at once."""

from __future__ import annotations

import pytest

from archive.curation.bulk import NoReasonError, confirm_all, sample
from archive.curation.reviewing import Seen, confirm, reject
from archive.models import Figure, Release
from tests.admin.builders import a_release, found

pytestmark = pytest.mark.django_db


def some_figures(count: int, release: Release | None = None) -> list[Figure]:
    release = release or a_release()
    return [found(Figure, release, "42 pays", value=number) for number in range(count)]


def test_all_that_is_pending_is_confirmed_and_flagged() -> None:
    some_figures(3)
    reject(Seen.of(Figure.objects.get(value=1)))
    assert confirm_all(Figure.objects.all(), "Pointés sur la liste") == 2
    assert [(one.review, one.flags) for one in Figure.objects.order_by("value")] == [
        ("confirmed", ["bulk"]),
        ("rejected", []),
        ("confirmed", ["bulk"]),
    ]
    assert "value" in Figure.objects.get(value=0).decided


@pytest.mark.parametrize("reason", ["", "  "])
def test_nothing_is_confirmed_without_a_reason(reason: str) -> None:
    some_figures(1)
    with pytest.raises(NoReasonError):
        confirm_all(Figure.objects.all(), reason)
    assert Figure.objects.get().review == "pending"


def test_the_reason_stands_in_the_history_of_each() -> None:
    from archive.curation.history.images import history_of

    some_figures(2)
    confirm_all(Figure.objects.all(), "Pointés sur la liste")
    before = history_of(Figure).objects.filter(pgh_label="changed")
    assert [one.pgh_context["reason"] for one in before] == ["Pointés sur la liste"] * 2
    assert len({one.pgh_context_id for one in before}) == 1


def test_whoever_looks_later_takes_the_flag_away() -> None:
    some_figures(1)
    confirm_all(Figure.objects.all(), "Vu")
    assert confirm(Seen.of(Figure.objects.get())).flags == []


def test_the_sample_is_of_what_is_pending_and_drawn_anew() -> None:
    figures = some_figures(8)
    reject(Seen.of(figures[0]))
    drawn = [sample(Figure.objects.all(), 4) for _ in range(10)]
    assert all(len(set(one)) == 4 and figures[0].pk not in one for one in drawn)
    assert len({frozenset(one) for one in drawn}) > 1
