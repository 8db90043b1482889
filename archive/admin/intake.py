"""What came in, week by week, and the last runs: from the runs' own counts, which are few however many documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import IntegerField, Sum, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, TruncWeek
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.charts import Bar, bars
from archive.models import Run
from archive.presentation.wording import number

WEEKS = 26
LAST = 5
COUNTED = ("new", "changed", "failed")


@dataclass(frozen=True, slots=True)
class Week:
    """Documents that came in during a week that begins on `monday`."""

    monday: date
    new: int
    changed: int
    failed: int

    def told(self) -> str:
        return _("Week of %(day)s: %(new)s new, %(changed)s changed, %(failed)s failed") % {
            "day": date_format(self.monday, "SHORT_DATE_FORMAT"),
            "new": number(self.new),
            "changed": number(self.changed),
            "failed": number(self.failed),
        }


def weeks(today: date) -> list[Week]:
    """The last WEEKS weeks, the present one last."""
    this = today - timedelta(days=today.weekday())
    mondays = [this - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    sums = {name: Coalesce(Sum(Cast(KT(f"counts__{name}"), IntegerField())), Value(0)) for name in COUNTED}
    rows = Run.objects.filter(kind=Run.Kind.INGEST, started_at__date__gte=mondays[0]).order_by()
    found: dict[Any, Any] = {
        row["week"].date(): row for row in rows.annotate(week=TruncWeek("started_at")).values("week").annotate(**sums)
    }
    return [Week(day, *(found.get(day, {}).get(name, 0) for name in COUNTED)) for day in mondays]


def intake(today: date | None = None) -> dict[str, Any]:
    """The chart of what came in, its weeks for the table, and the last runs."""
    shown = weeks(today or localdate())
    return {
        "intake": chart_of(shown),
        "weeks": [week for week in reversed(shown) if week.new or week.changed or week.failed],
        "runs": [(run, came_of(run)) for run in Run.objects.select_related("started_by")[:LAST]],
    }


def chart_of(shown: Sequence[Week]) -> SafeString:
    columns = [
        Bar(
            date_format(week.monday, "j N") if at % 5 == 0 else "",
            week.told(),
            (week.new, week.changed, week.failed),
        )
        for at, week in enumerate(shown)
    ]
    highest = max(sum(column.parts) for column in columns)
    title = _("Documents that came in each week, for half a year; the most in a week were %(count)s.")
    return bars(title % {"count": number(highest)}, columns, number(highest))


def came_of(run: Run) -> str:
    """A run's counts in words; those that are nothing are left out."""
    new, changed, failed = (run.counts.get(name, 0) for name in COUNTED)
    told = [
        (new, ngettext("%(count)s new", "%(count)s new", new)),
        (changed, ngettext("%(count)s changed", "%(count)s changed", changed)),
        (failed, ngettext("%(count)s failed", "%(count)s failed", failed)),
    ]
    return " · ".join(words % {"count": number(count)} for count, words in told if count) or "–"
