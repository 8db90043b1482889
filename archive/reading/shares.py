"""What share of the readings that a page draws upon is confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from archive.curation.decidable import ANNOTATIONS
from archive.curation.reviewing import model_of
from archive.models import Annotation
from archive.presentation.counting import about, estimates, exact, planned_rows
from archive.presentation.wording import percent
from archive.reading.visible import CONFIRMED, Visible

COUNTED = 10_000  # of each kind
EVERYTHING = Visible()


class Extent(Enum):
    """How the readings were counted: all, the first COUNTED of a kind at most, or as PostgreSQL estimates them."""

    ALL = "all"
    PART = "part"
    ESTIMATE = "estimate"


@dataclass(frozen=True, slots=True)
class Share:
    """How many readings there are that nobody rejected, and how many of them are confirmed."""

    confirmed: int
    total: int
    extent: Extent = Extent.ALL

    @property
    def percent(self) -> int:
        """Whole percents, rounded down: 100 means all."""
        return self.confirmed * 100 // self.total if self.total else 0

    @property
    def words(self) -> str:
        """The share in words, with both numbers."""
        sentence = {
            Extent.ALL: _("%(confirmed)s of %(total)s readings are confirmed (%(share)s)."),
            Extent.PART: _("Of the first %(total)s readings, %(confirmed)s are confirmed (%(share)s)."),
            Extent.ESTIMATE: _("%(confirmed)s of %(total)s readings are confirmed (%(share)s), by estimate."),
        }[self.extent]
        number = about if self.extent is Extent.ESTIMATE else exact
        return sentence % {
            "confirmed": number(self.confirmed),
            "total": number(self.total),
            "share": percent(self.percent / 100),
        }


def share_of(annotations: Iterable[Annotation]) -> Share:
    """The share among annotations that were read from the database already."""
    shown = [one for one in annotations if EVERYTHING.shows(one)]
    return Share(sum(one.review == CONFIRMED for one in shown), len(shown))


def counted_share(rows: Sequence[QuerySet[Any]]) -> Share:
    """The share among rows of several kinds, in one query that reads COUNTED of each at most."""
    parts: list[str] = []
    values: list[Any] = []
    for each in rows:
        sql, params = EVERYTHING.of(each).order_by().values("review")[: COUNTED + 1].query.sql_with_params()
        parts.append(
            f"SELECT count(*) AS n, count(*) FILTER (WHERE review = 'confirmed') AS c FROM ({sql}) AS part"  # noqa: S608
        )
        values.extend(params)
    if not parts:
        return Share(0, 0)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        counts = cursor.fetchall()
    extent = Extent.PART if any(total > COUNTED for total, _confirmed in counts) else Extent.ALL
    return Share(sum(confirmed for _total, confirmed in counts), sum(total for total, _confirmed in counts), extent)


def share_of_everything() -> Share:
    """The share in the whole archive: counted, or estimated where the tables are large."""
    models = [model_of(kind) for kind in ANNOTATIONS]
    if max(estimates(models).values()) <= COUNTED:
        return counted_share([model.objects.all() for model in models])
    everything, confirmed = Visible(), Visible(confirmed=True)
    totals = [planned_rows(everything.of(model.objects.all())) for model in models]
    shares = [planned_rows(confirmed.of(model.objects.all())) for model in models]
    return Share(sum(shares), sum(totals), Extent.ESTIMATE)
