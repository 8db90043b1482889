"""What releases claimed of an indicator, by date: a table, and a chart of the same."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from archive.admin.links import Table, link
from archive.charts import Point, points
from archive.models import Annotation, Figure, Indicator
from archive.presentation.wording import number, quantity

SHOWN = 200


def claims_of(indicator: Indicator) -> list[Figure]:
    """Its figures that nobody rejected, oldest first by what they speak of, else by the release's day; undated last."""
    rows = Figure.objects.filter(indicator=indicator).exclude(review=Annotation.Review.REJECTED)
    rows = rows.select_related("release", "quote__speaker", "quote__organization")
    day = Coalesce("latest", "release__published_on")
    return list(rows.order_by(day.asc(nulls_last=True), F("pk").asc())[:SHOWN])


def claims(indicator: Indicator) -> dict[str, Any]:
    found = claims_of(indicator)
    return {"claims": table_of(found), "claims_chart": chart_of(indicator, found)} if found else {}


def day_of(figure: Figure) -> date | None:
    """The last day that the figure speaks of, else the day on which it was claimed."""
    return figure.latest or figure.release.published_on


def table_of(found: list[Figure]) -> Table:
    rows = [
        [
            day_words(one),
            link(one, quantity(one) or one.exact),
            claimed_by(one),
            link(one.release),
            one.get_review_display(),
        ]
        for one in found
    ]
    headers = [_("Date"), _("Value"), _("Claimed by"), _("Release"), _("Review")]
    return Table(_("What was claimed"), headers, rows, "claims")


def row_of(one: Figure) -> list[object]:
    itself = link(one, quantity(one) or one.exact)
    return [day_words(one), itself, claimed_by(one), link(one.release), one.get_review_display()]


def day_words(figure: Figure) -> str:
    day = day_of(figure)
    return figure.period or (date_format(day) if day else "–")


def claimed_by(figure: Figure) -> SafeString | str:
    quote = figure.quote
    return link(quote.speaker or quote.organization) if quote else "–"


def chart_of(indicator: Indicator, found: list[Figure]) -> SafeString | str:
    """Those that have both a day and a number; a line needs two."""
    drawn = [
        Point(day, float(one.value), f"{day_words(one)}: {quantity(one)}", upper_of(one.upper))
        for one in found
        if (day := day_of(one)) and one.value is not None
    ]
    if len(drawn) < 2:
        return ""
    highest = number(max(one.upper if one.upper is not None else one.value for one in drawn))
    title = _("%(name)s over time: %(count)d claims, the highest %(highest)s. The table says the same.")
    return points(title % {"name": indicator, "count": len(drawn), "highest": highest}, drawn, highest)


def upper_of(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
