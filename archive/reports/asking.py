"""What a page or a download asks of a view: filters in the address, conditions in SQL."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django import forms
from django.db import connection
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from psycopg import sql

from archive.reports.contract import promised_contract
from archive.reports.report import Choice, Flag, Report, Words
from archive.reports.schema import SHOWN
from archive.reports.wording import HEADINGS

FIRST, LAST, UNDATED = "from", "to", "undated"
CLAIMS = ("claims", "claims_by_month")  # of one indicator, unless all are asked for
INDICATORS = 200  # that can be chosen from


class Filters(forms.Form):
    """The filters of a report, with its first choices where the address makes none."""

    def __init__(self, report: Report, given: QueryDict) -> None:
        chosen = given.copy()
        wanted = fields_of(report)
        for name, _field, first in wanted:
            if first and name not in chosen:
                chosen[name] = first
        super().__init__(chosen, label_suffix="")
        self.fields.update({name: one for name, one, _first in wanted})


def fields_of(report: Report) -> list[tuple[str, forms.Field, str]]:
    """Name, field and first value of each filter."""
    found: list[tuple[str, forms.Field, str]] = []
    if report.view in CLAIMS:
        choices = indicators()
        found.append(("indicator_id", choice(choices, _("indicator"), ""), choices[0][0] if choices else ""))
    for one in report.filters:
        heading = str(HEADINGS.get(one.column, one.column))
        if isinstance(one, Choice):
            found.append((one.column, choice(one.choices, heading, one.first), one.first))
        elif isinstance(one, Words):
            found.append((one.column, forms.CharField(required=False, label=capfirst(heading), max_length=100), ""))
        else:
            found.append((one.column, forms.BooleanField(required=False, label=capfirst(str(one.label))), ""))
    if report.dated:
        found.append((FIRST, year(_("From year")), ""))
        found.append((LAST, year(_("To year")), ""))
        found.append((UNDATED, forms.BooleanField(required=False, label=_("Undated too")), ""))
    return found


def choice(choices: Any, label: str, first: str) -> forms.ChoiceField:
    """A field; «all» is no choice where adding up rows of different kinds would count twice."""
    every = [] if first else [("", _("all"))]
    return forms.ChoiceField(required=False, label=capfirst(label), choices=[*every, *choices])


def year(label: str) -> forms.IntegerField:
    return forms.IntegerField(required=False, label=label, min_value=1, max_value=9998)


def indicators() -> list[tuple[str, str]]:
    """Id and name of the indicators of which most is claimed."""
    query = f"SELECT id::text, coalesce(name, '–') FROM {SHOWN}.indicators ORDER BY claims DESC, id LIMIT %s"
    with connection.cursor() as cursor:
        cursor.execute(query, [INDICATORS])
        return list(cursor.fetchall())


@dataclass(frozen=True, slots=True)
class Asked:
    """A report, and the conditions that its rows have to meet."""

    report: Report
    filters: dict[str, Any] = field(default_factory=dict)
    is_confirmed: bool = False

    @property
    def view(self) -> sql.Identifier:
        return sql.Identifier(SHOWN, self.report.view)

    @property
    def has_years(self) -> bool:
        """Whether years are chosen, so that undated rows could be left out."""
        return any(self.filters.get(name) for name in (FIRST, LAST))

    @property
    def leaves_undated_out(self) -> bool:
        return self.has_years and not self.filters.get(UNDATED)

    @property
    def has_undated_last(self) -> bool:
        """Whether years and the undated are asked for, of a report in whose order the undated come last."""
        order = self.report.order
        return (
            self.has_years
            and not self.leaves_undated_out
            and order.startswith((f"{self.report.dated} NULLS LAST", f"{self.report.dated} DESC NULLS LAST"))
        )

    def without_undated(self) -> Asked:
        """The same, of the chosen years only."""
        return replace(self, filters={**self.filters, UNDATED: False})

    def where(self, *, only_undated: bool = False) -> tuple[sql.Composed, list[Any]]:
        """The conditions and their values; or those of the undated rows that the years leave out."""
        conditions: list[sql.Composable] = []
        values: list[Any] = []
        for name, value in self.filters.items():
            if value in (None, "", False) or name in (FIRST, LAST, UNDATED):
                continue
            condition, value = self.condition(name, value)
            conditions.append(condition)
            values += value
        if self.is_confirmed and "review" in columns(self.report):
            conditions.append(sql.SQL("review = 'confirmed'"))
        if only_undated:
            conditions.append(sql.SQL("{} IS NULL").format(sql.Identifier(self.report.dated)))
        elif self.has_years:
            condition, years = self.in_years()
            conditions.append(condition)
            values += years
        joined = sql.SQL(" AND ").join(conditions) if conditions else sql.SQL("true")
        return sql.SQL("WHERE {}").format(joined), values

    def condition(self, name: str, value: Any) -> tuple[sql.Composed, list[Any]]:
        column = sql.Identifier(name)
        kind = next((type(one) for one in self.report.filters if one.column == name), Choice)
        if kind is Flag:
            return sql.SQL("{} IS TRUE").format(column), []
        if kind is Words:
            alike = "%" + value.translate({ord(sign): f"\\{sign}" for sign in "\\%_"}) + "%"
            return sql.SQL("public.unaccent(lower({})) LIKE public.unaccent(lower(%s))").format(column), [alike]
        return sql.SQL("{} = %s::bigint" if name.endswith("_id") else "{} = %s").format(column), [value]

    def in_years(self) -> tuple[sql.Composed, list[Any]]:
        """From the first to the last year, and the undated where they are asked for."""
        first, last = self.filters.get(FIRST) or 1, self.filters.get(LAST) or 9998
        column = sql.Identifier(self.report.dated)
        undated = sql.SQL(" OR {} IS NULL").format(column) if self.filters.get(UNDATED) else sql.SQL("")
        condition = sql.SQL("(({column} >= %s AND {column} < %s){undated})").format(column=column, undated=undated)
        if self.report.dated == "year":
            return condition, [first, last + 1]
        return condition, [date(first, 1, 1), date(last + 1, 1, 1)]


def columns(report: Report) -> dict[str, str]:
    """Name and type of the view's columns."""
    return promised_contract()[report.view]
