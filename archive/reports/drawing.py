"""The chart of a report, and the numbers that it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from psycopg import sql

from archive.charts import SERIES, Bar, Lying, Point, Span, bars, lying, points, spans
from archive.presentation.wording import number
from archive.reports.asking import FIRST, LAST, Asked
from archive.reports.catalogue import REPORTS
from archive.reports.report import Chart
from archive.reports.rows import Row, dictionaries
from archive.reports.wording import HEADINGS, VOICES, WORDED, value_in_words

GREATEST, LATEST = 15, 60
DAY = "j F Y"
SHARES = {"precision", "recall", "promised"}
ONE_BY_ONE = 300  # claims that are drawn each for itself


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture, what it shows, its key (class of a colour, words), and its numbers as a table."""

    picture: SafeString
    caption: str
    key: list[tuple[str, str]]
    headings: list[str]
    rows: list[list[str]]


def drawing(asked: Asked, shown: Sequence[Row]) -> Drawn | None:
    """The chart of a report's rows, if it has one and there is something to draw. `shown` are those of the page."""
    chart = asked.report.chart
    if chart is None:
        return None
    if chart.kind == "times":
        return times(asked, chart)
    if chart.kind == "ranked":
        return ranked(asked, chart)
    return over_time(asked) if chart.kind == "points" else lasting(chart, shown)


def grouped(asked: Asked, chart: Chart, by: Sequence[str], order: str, limit: int) -> list[Row]:
    """Sums (of shares the highest) of the measures, by columns."""
    condition, values = asked.where()
    sums = [
        sql.SQL("{}({}) AS {}").format(
            sql.SQL("count" if one == "1" else "max" if one in SHARES else "sum"),
            sql.SQL("*") if one == "1" else sql.Identifier(one),
            sql.Identifier(one),
        )
        for one in (*chart.measures, *([chart.mark] if chart.mark else []))
    ]
    query = sql.SQL("SELECT {by}, {sums} FROM {view} {where} GROUP BY {by} HAVING {some} ORDER BY {order} LIMIT %s")
    first = chart.measures[0]
    some = sql.SQL("true" if first == "1" else "sum({}) IS NOT NULL").format(sql.Identifier(first))
    parts = {"by": sql.SQL(", ").join(map(sql.Identifier, by)), "sums": sql.SQL(", ").join(sums), "view": asked.view}
    return dictionaries(query.format(**parts, where=condition, some=some, order=sql.SQL(order)), [*values, limit])


def times(asked: Asked, chart: Chart) -> Drawn | None:
    """Columns by year or week, the undated last."""
    series = chart.series[1:] or chart.measures
    by = [chart.by, *chart.series[:1]]
    found: dict[Any, dict[str, float]] = {}
    for row in grouped(asked, chart, by, f"{chart.by} DESC NULLS FIRST", LATEST * len(series)):
        parts = found.setdefault(row[chart.by], dict.fromkeys(series, 0))
        if chart.series:
            voice = row[chart.series[0]]
            parts[voice if voice in parts else series[-1]] += float(row[chart.measures[0]])
        else:
            parts |= {one: float(row[one]) for one in series}
    if not found:
        return None
    known = sorted(one for one in found if one is not None)[-LATEST:]
    if known and chart.by == "year":
        known = list(range(known[0], known[-1] + 1))[-LATEST:]
    steps: list[Any] = [*known, *([None] if None in found else [])]
    names = [series_name(one) for one in series]
    rows = [[step_name(step), *(number(found.get(step, {}).get(one, 0)) for one in series)] for step in steps]
    every = max(1, -(-len(known) // 12))
    columns = [
        Bar(
            label_of(step) if step is None or at % every == 0 else "",
            f"{row[0]} – " + ", ".join(f"{name}: {value}" for name, value in zip(names, row[1:], strict=True)),
            [int(found.get(step, {}).get(one, 0)) for one in series],
        )
        for at, (step, row) in enumerate(zip(steps, rows, strict=True))
    ]
    highest = number(max(sum(one.parts) for one in columns))
    caption = _("%(what)s by %(time)s; undated ones stand last.") % {
        "what": capfirst(", ".join(names)),
        "time": HEADINGS[chart.by],
    }
    key = list(zip(SERIES, names, strict=False)) if len(names) > 1 else []
    return Drawn(bars(caption, columns, highest), caption, key, [capfirst(str(HEADINGS[chart.by])), *names], rows)


def series_name(name: str) -> str:
    return _("events") if name == "1" else str(dict(VOICES).get(name, HEADINGS.get(name, name)))


def step_name(step: Any) -> str:
    return _("undated") if step is None else date_format(step, DAY) if isinstance(step, date) else str(step)


def label_of(step: Any) -> str:
    return _("undated") if step is None else date_format(step, "j N") if isinstance(step, date) else str(step)


def ranked(asked: Asked, chart: Chart) -> Drawn | None:
    """The greatest, one below the other."""
    total = " + ".join(f"{'max' if one in SHARES else 'sum'}({one})" for one in chart.measures)
    order = f"{total} DESC, {', '.join(chart.label)}"
    found = greatest(asked, chart) if chart.key else grouped(asked, chart, chart.label, order, GREATEST)
    if not found:
        return None
    measures = [*chart.measures, *([chart.mark] if chart.mark else [])]
    rows = [[label(row, chart.label), *(number(row[one]) for one in measures)] for row in found]
    drawn = [
        Lying(
            line[0],
            " + ".join(line[1 : 1 + len(chart.measures)]),
            [float(row[one]) for one in chart.measures],
            float(row[chart.mark]) if chart.mark and row[chart.mark] is not None else None,
        )
        for row, line in zip(found, rows, strict=True)
    ]
    names = [str(HEADINGS[one]) for one in measures]
    caption = _("%(what)s: the greatest %(count)d.") % {"what": capfirst(", ".join(names)), "count": len(rows)}
    key = list(zip(SERIES, names, strict=False)) if len(chart.measures) > 1 else []
    if chart.mark:
        key = [("first", names[0]), ("range", names[-1])]
    headings = [", ".join(str(HEADINGS[one]) for one in chart.label), *names]
    return Drawn(lying(caption, drawn), caption, key, [capfirst(one) for one in headings], rows)


def greatest(asked: Asked, chart: Chart) -> list[Row]:
    """The rows that have most, where no two rows have the same key: nothing is added up, and an index will do."""
    condition, values = asked.where()
    some = sql.Identifier(chart.measures[0])
    total = sql.SQL(" + ").join(map(sql.Identifier, chart.measures))
    order = sql.SQL("{} DESC, {}").format(total, sql.SQL(", ").join(map(sql.Identifier, chart.label)))
    columns = sql.SQL(", ").join(map(sql.Identifier, [*chart.label, *chart.measures]))
    query = sql.SQL("SELECT {columns} FROM {view} {where} AND {some} IS NOT NULL ORDER BY {order} LIMIT %s")
    parts = {"columns": columns, "view": asked.view, "where": condition, "some": some, "order": order}
    return dictionaries(query.format(**parts), [*values, GREATEST])


def label(row: Row, names: Sequence[str]) -> str:
    """What a row is called: its names, or that it has none."""
    words = [value_in_words(one, row[one]) if one in WORDED else str(row[one]) for one in names if row[one] is not None]
    return " · ".join(words) or _("not named")


def over_time(asked: Asked) -> Drawn | None:
    """Claims by day; of very many, the lowest and the highest of each month."""
    condition, values = asked.where()
    query = sql.SQL(
        "SELECT day, value, upper FROM {} {} AND day IS NOT NULL AND value IS NOT NULL ORDER BY day, id LIMIT %s"
    )
    found = dictionaries(query.format(asked.view, condition), [*values, ONE_BY_ONE + 1])
    caption = _("Claims over time. Undated ones stand in the table only.")
    if len(found) > ONE_BY_ONE:
        caption = _("Claims over time, the lowest and the highest of each month. Undated ones stand in the table only.")
        found = by_month(asked)
    if not found:
        return None
    highest = number(max(row["upper"] or row["value"] for row in found))
    rows = [[date_format(row["day"], DAY), number(row["value"]), number(row["upper"])] for row in found]
    drawn = [
        Point(row["day"], float(row["value"]), f"{words[0]}: {words[1]}", row["upper"] and float(row["upper"]))
        for row, words in zip(found, rows, strict=True)
    ]
    headings = [capfirst(str(HEADINGS[one])) for one in ("day", "value", "upper")]
    return Drawn(points(caption, drawn, highest), caption, [], headings, rows)


def by_month(asked: Asked) -> list[Row]:
    """The lowest and the highest claim of each month, of the same indicator and years."""
    report = REPORTS["claims-by-month"]
    kept = {name: value for name, value in asked.filters.items() if name in ("indicator_id", FIRST, LAST)}
    months = Asked(report, kept)
    condition, values = months.where()
    query = sql.SQL(
        "SELECT month AS day, lowest AS value, highest AS upper FROM {} {} AND month IS NOT NULL ORDER BY month"
    )
    return dictionaries(query.format(months.view, condition), values)


def lasting(chart: Chart, shown: Sequence[Row]) -> Drawn | None:
    """From first to last day, of the dated rows of the page."""
    dated = [row for row in shown if row["first_day"] and row["last_day"]]
    if not dated:
        return None
    rows = [
        [label(row, chart.label), date_format(row["first_day"], DAY), date_format(row["last_day"], DAY)]
        for row in dated
    ]
    drawn = [
        Span(words[0], " – ".join(words), row["first_day"], row["last_day"])
        for row, words in zip(dated, rows, strict=True)
    ]
    caption = _("From the first to the last day, as far as the page’s rows are dated.")
    headings = [", ".join(str(HEADINGS[one]) for one in chart.label), _("first day"), _("last day")]
    return Drawn(spans(caption, drawn), caption, [], [capfirst(one) for one in headings], rows)
