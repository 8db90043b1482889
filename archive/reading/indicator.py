"""An indicator: every claim of it over time, with chart, source and claimant."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from archive.charts import Point, points
from archive.models import Figure, Indicator
from archive.presentation.dates import day_in_words, in_words
from archive.presentation.wording import number, quantity
from archive.reading.entities import head
from archive.reading.frame import page
from archive.reading.newest import newest
from archive.reading.records import page_of
from archive.reading.shares import counted_share
from archive.reading.visible import Visible

DRAWN = 400
LATEST = """
SELECT s.id FROM report_stored.claims s JOIN archive_figure f ON f.id = s.id AND {seen}
WHERE s.indicator_id = %s AND NOT s.is_part AND s.value IS NOT NULL AND s.day IS NOT NULL
ORDER BY s.day DESC, s.id DESC LIMIT %s
"""


@page_of(Indicator.objects.select_related("organization"))
def indicator_view(request: HttpRequest, indicator: Indicator, visible: Visible) -> HttpResponse:
    """As many queries however many claims there are."""
    figures = Figure.objects.filter(indicator=indicator)
    seen = visible.of(figures).select_related("quote__speaker", "quote__organization")
    listed = newest(seen, request.GET.get("page"), request.get_full_path())
    for one in listed.rows:
        hide_quote(one, visible)
    drawn = drawn_of(seen, indicator, visible, listed.is_more)
    context = {
        **head(indicator),
        "listed": listed,
        "chart": chart(indicator, drawn),
        "drawn": len(drawn),
        "share": counted_share([figures]),
    }
    return page(request, "reading/indicator.html", context)


def hide_quote(figure: Figure, visible: Visible) -> None:
    """Leave out the claimant whose quote the reader does not see."""
    if figure.quote is not None and not visible.shows(figure.quote):
        figure.quote = None


def drawn_of(seen: QuerySet[Any], indicator: Indicator, visible: Visible, is_many: bool) -> list[Any]:
    """The claims of a chart: those of the latest days, DRAWN at most; no parts of others.

    Of many claims, it is the latest of those that the reports summed up after the last run.
    """
    rows = seen.select_related(None).annotate(published_on=F("release__published_on"))
    rows = rows.annotate(day=Coalesce("latest", "published_on"))
    if is_many:
        rows = rows.filter(pk__in=latest(indicator, visible))
    else:
        rows = rows.filter(part_of__isnull=True, value__isnull=False, day__isnull=False)
    return list(rows.order_by("-day", "-pk")[:DRAWN])


def latest(indicator: Indicator, visible: Visible) -> list[int]:
    """The ids of the latest claims, as the reports know them."""
    with connection.cursor() as cursor:
        cursor.execute(LATEST.format(seen=visible.sql("f")), [indicator.pk, DRAWN])
        return [pk for (pk,) in cursor.fetchall()]


def chart(indicator: Indicator, found: list[Any]) -> str:
    """As points; nothing for a single one."""
    drawn = [Point(one.day, float(one.value), f"{when(one)}\u202f: {quantity(one)}", upper(one)) for one in found]
    if len(drawn) < 2:
        return ""
    highest = number(max(one.upper if one.upper is not None else one.value for one in drawn))
    title = _("%(name)s over time: %(count)d claims, the highest %(highest)s. The table says the same.")
    return points(title % {"name": indicator, "count": len(drawn), "highest": highest}, drawn, highest)


def when(figure: Any) -> str:
    """Its period in words, else the day on which it was claimed."""
    day = figure.published_on
    return in_words(figure.period) or (day_in_words(day) if day else _("undated"))


def upper(figure: Figure) -> float | None:
    return None if figure.upper is None else float(figure.upper)
