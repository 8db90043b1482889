"""A programme or a subject: how often it is named, year by year, and by which releases."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.charts import Bar, bars
from archive.models import Figure, Programme, Subject
from archive.presentation.counting import exact
from archive.reading.entities import head, mentions_of, named_in
from archive.reading.frame import page
from archive.reading.newest import FEW, with_releases
from archive.reading.records import page_of
from archive.reading.shares import counted_share
from archive.reading.visible import Visible

FIGURES = 30
LABELLED = 12  # columns of a chart that have room for a year below each


@page_of(Programme.objects.all())
def programme_view(request: HttpRequest, programme: Programme, visible: Visible) -> HttpResponse:
    """As many queries however often it is named."""
    figures = Figure.objects.filter(programme=programme)
    shown = list(visible.of(figures).select_related("indicator").order_by("-release_id", "start", "pk")[:FIGURES])
    with_releases(shown)
    mentions = mentions_of("programme", programme)
    context = {
        **head(programme),
        **named_in(request, "programme", programme, visible),
        **by_year(visible.of(mentions), programme.name),
        "figures": shown,
        "share": counted_share([figures, mentions]),
    }
    return page(request, "reading/programme.html", context)


@page_of(Subject.objects.all())
def subject_view(request: HttpRequest, subject: Subject, visible: Visible) -> HttpResponse:
    """As many queries however often it is named."""
    mentions = mentions_of("subject", subject)
    context = {
        **head(subject),
        **named_in(request, "subject", subject, visible),
        **by_year(visible.of(mentions), subject.name),
        "share": counted_share([mentions]),
    }
    return page(request, "reading/programme.html", context)


def by_year(mentions: QuerySet[Any], name: str) -> dict[str, Any]:
    """The releases that name it, counted by year, as chart and table; of FEW mentions at most, which is then said."""
    sql, params = mentions.order_by().values("release_id")[: FEW + 1].query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH named AS MATERIALIZED ({sql}) "  # noqa: S608 Django's own SQL, its values apart
            "SELECT extract(year FROM r.published_on)::int, count(DISTINCT r.id), (SELECT count(*) FROM named) "
            "FROM named JOIN archive_release r ON r.id = named.release_id GROUP BY 1 ORDER BY 1 NULLS LAST",
            params,
        )
        rows = cursor.fetchall()
    counts = {year: count for year, count, _total in rows}
    return {
        "per_year": list(counts.items()),
        "per_year_chart": chart(name, {year: count for year, count in counts.items() if year is not None}),
        "per_year_is_part": bool(rows) and rows[0][2] > FEW,
    }


def chart(name: str, counts: dict[int, int]) -> str:
    """A column a year, from the first to the last; nothing for a single year."""
    if len(counts) < 2:
        return ""
    years = range(min(counts), max(counts) + 1)
    step = -(-len(years) // LABELLED)
    columns = [
        Bar(str(year) if at % step == 0 else "", told(year, counts.get(year, 0)), [counts.get(year, 0)])
        for at, year in enumerate(years)
    ]
    title = _("Releases that name %(name)s, by year. The table says the same.") % {"name": name}
    return bars(title, columns, exact(max(counts.values())))


def told(year: int, count: int) -> str:
    return f"{year} · " + ngettext("%(count)d release", "%(count)d releases", count) % {"count": count}
