"""An indicator: every claim of it over time, with chart, source and claimant."""

from __future__ import annotations

from datetime import date
from typing import Any

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
from archive.reading.newest import newest, with_releases
from archive.reading.records import page_of
from archive.reading.shares import counted_share
from archive.reading.visible import Visible

DRAWN = 400


@page_of(Indicator.objects.select_related("organization"))
def indicator_view(request: HttpRequest, indicator: Indicator, visible: Visible) -> HttpResponse:
    """As many queries however many claims there are."""
    figures = Figure.objects.filter(indicator=indicator)
    seen = visible.of(figures).select_related("quote__speaker", "quote__organization")
    listed = newest(seen, request.GET.get("page"), request.get_full_path())
    for one in listed.rows:
        hide_quote(one, visible)
    drawn = drawn_of(seen, listed.is_more)
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


def drawn_of(seen: QuerySet[Any], is_many: bool) -> list[Figure]:
    """The claims of a chart: those of the latest days, DRAWN at most; no parts of others."""
    rows = seen.filter(part_of__isnull=True, value__isnull=False)
    day = F("release__published_on") if is_many else Coalesce("latest", "release__published_on")
    found = list(rows.annotate(day=day).filter(day__isnull=False).order_by("-day", "-pk")[:DRAWN])
    with_releases(found)
    return found


def chart(indicator: Indicator, found: list[Figure]) -> str:
    """Those that have a day, as points; nothing for a single one."""
    drawn = [
        Point(day, float(one.value or 0), f"{when(one)}\u202f: {quantity(one)}", upper(one))
        for one in found
        if (day := day_of(one))
    ]
    if len(drawn) < 2:
        return ""
    highest = number(max(one.upper if one.upper is not None else one.value for one in drawn))
    title = _("%(name)s over time: %(count)d claims, the highest %(highest)s. The table says the same.")
    return points(title % {"name": indicator, "count": len(drawn), "highest": highest}, drawn, highest)


def day_of(figure: Figure) -> date | None:
    """The last day that the figure speaks of, else the day on which it was claimed."""
    return figure.latest or figure.release.published_on


def when(figure: Figure) -> str:
    """The same in words; a period whole."""
    day = figure.release.published_on
    return in_words(figure.period) or (day_in_words(day) if day else _("undated"))


def upper(figure: Figure) -> float | None:
    return None if figure.upper is None else float(figure.upper)
