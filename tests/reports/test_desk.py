"""The work of the desk and the quality of the parser, as editors' acts make them."""

from __future__ import annotations

from typing import Any

import pytest

from archive.curation.history.context import because
from archive.curation.merging.merging import merge
from archive.models import Figure, Mention, Person, Quote
from archive.reports.refreshing import refresh
from tests.admin.builders import a_full_release, a_release, place
from tests.etl.archive import store
from tests.etl.builders import full
from tests.reports.conftest import Ask

pytestmark = pytest.mark.django_db
# What a test makes was found by no run, which no week dates.
WEEK = """
SELECT came, confirmed, corrected, rejected, added, waiting FROM report.desk_weeks WHERE kind = %s
ORDER BY week NULLS FIRST
"""


@pytest.fixture
def editor(django_user_model: Any) -> Any:
    return django_user_model.objects.create_superuser("ada")


def test_acts_of_editors_are_told_apart_and_leave_the_queue(ask: Ask, editor: Any) -> None:
    a_full_release()
    mentions = list(Mention.objects.order_by("pk"))
    with because(user=editor.pk):
        for one, review in zip(mentions, ("confirmed", "rejected", "confirmed"), strict=False):
            one.review = review
            one.save()
        quote = Quote.objects.get()
        quote.text, quote.review = "En trois ans, nous avons secouru 1 250 marins", "confirmed"
        quote.save()
        release = a_release()
        Figure.objects.create(**place(release, "42 pays"), rule="editor", value=42, unit="pays", review="confirmed")
    refresh()
    assert [sum(one) for one in zip(*ask(WEEK, "mention"), strict=True)][1:5] == [2, 0, 1, 0]
    assert ask(WEEK, "mention")[-1][5] == len(mentions) - 3
    assert [sum(one) for one in zip(*ask(WEEK, "quote"), strict=True)][1:5] == [0, 1, 0, 0]
    assert ask(WEEK, "quote")[-1][5] == 0
    assert [sum(one) for one in zip(*ask(WEEK, "figure"), strict=True)][1:5] == [0, 0, 0, 1]
    assert ask(WEEK, "figure")[-1][5] == 2


def test_what_comes_and_what_waits_add_up(ask: Ask) -> None:
    a_full_release()
    refresh()
    for kind, model in (("mention", Mention), ("quote", Quote), ("figure", Figure)):
        rows = ask(WEEK, kind)
        assert sum(row[0] for row in rows) == rows[-1][5] == model.objects.count()


def test_moving_to_another_record_by_a_merge_is_no_correction(ask: Ask, editor: Any) -> None:
    a_full_release()
    survivor = Person.objects.create(name="Aude Kermarrec-Le Gall")
    merge(survivor, Person.objects.get(name="Aude Kermarrec"), {}, editor.pk)
    refresh()
    assert ask("SELECT sum(corrected) FROM report.desk_weeks") == [(0,)]


def test_precision_recall_and_calibration_are_those_of_the_verdicts(ask: Ask) -> None:
    store(full())
    *right, wrong = Mention.objects.order_by("pk")
    for one in (*right, wrong):
        one.review = "rejected" if one == wrong else "confirmed"
        one.save()
    release = a_release()
    Mention.objects.create(**place(release, "France"), rule="editor", country_code="FR", review="confirmed")
    refresh()
    n = len(right)
    sums = (
        "SELECT sum(confirmed), sum(corrected), sum(rejected), sum(added) FROM report.quality_by_kind WHERE kind = %s"
    )
    assert ask(sums, "mention") == [(n, 0, 1, 1)]
    precision = ask("SELECT precision FROM report.quality_by_kind WHERE kind = 'mention' AND found > 0")
    assert [float(one) for (one,) in precision] == [round(n / (n + 1), 3)]
    judged = ask("SELECT sum(judged), sum(confirmed) FROM report.calibration WHERE kind = 'mention'")
    assert judged == [(n + 1, n)]
    assert ask("SELECT sum(found) FROM report.quality WHERE kind = 'mention'") == [(n + 1,)]
