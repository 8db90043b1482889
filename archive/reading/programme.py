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
from archive.reading.newest import with_releases
from archive.reading.records import page_of
from archive.reading.shares import counted_share
from archive.reading.visible import Visible

FIGURES = 30
LIVE = 5_000  # mentions that are counted for a page; of more, the sums of the reports are shown
LABELLED = 12  # columns of a chart that have room for a year below each


@page_of(Programme.objects.all())
def programme_view(request: HttpRequest, programme: Programme, visible: Visible) -> HttpResponse:
    """As many queries however often it is named."""
    figures = Figure.objects.filter(programme=programme)
    shown = list(visible.of(figures).select_related("indicator").order_by("-release_id", "start", "pk")[:FIGURES])
    with_releases(shown)
    context = {
        **head(programme),
        **named_in(request, "programme", programme, visible),
        **by_year("programme", programme, visible),
        "figures": shown,
        "share": counted_share([figures, mentions_of("programme", programme)]),
    }
    return page(request, "reading/programme.html", context)


@page_of(Subject.objects.all())
def subject_view(request: HttpRequest, subject: Subject, visible: Visible) -> HttpResponse:
    """As many queries however often it is named."""
    context = {
        **head(subject),
        **named_in(request, "subject", subject, visible),
        **by_year("subject", subject, visible),
        "share": counted_share([mentions_of("subject", subject)]),
    }
    return page(request, "reading/programme.html", context)


def by_year(kind: str, entity: Any, visible: Visible) -> dict[str, Any]:
    """The releases that name it, counted by year, as chart and table.

    Of more than LIVE mentions, it is what the reports summed up after the last run; of so many confirmed ones, a part.
    """
    mentions = visible.of(mentions_of(kind, entity)).order_by()
    is_much = mentions.values("pk")[: LIVE + 1].count() > LIVE
    summed = stored(kind, entity.pk) if is_much and not visible.confirmed else {}
    counts = summed or live(mentions)
    return {
        "per_year": list(counts.items()),
        "per_year_chart": chart(entity.name, {year: count for year, count in counts.items() if year is not None}),
        "per_year_is_summed": bool(summed),
        "per_year_is_part": is_much and not summed,
    }


def live(mentions: QuerySet[Any]) -> dict[int | None, int]:
    """Releases by year as they stand now, by LIVE mentions at most."""
    sql, params = mentions.values("release_id")[:LIVE].query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH named AS MATERIALIZED (SELECT DISTINCT release_id FROM ({sql}) AS few) "  # noqa: S608 Django's own SQL
            "SELECT extract(year FROM r.published_on)::int, count(*) "
            "FROM named JOIN archive_release r ON r.id = named.release_id GROUP BY 1 ORDER BY 1 NULLS LAST",
            params,
        )
        return dict(cursor.fetchall())


def stored(kind: str, pk: int) -> dict[int | None, int]:
    """The same as the reports last summed it up."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT year, releases FROM report_stored.mentions WHERE kind = %s AND NOT is_total AND id = %s "
            "ORDER BY year NULLS LAST",
            [kind, pk],
        )
        return dict(cursor.fetchall())


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
