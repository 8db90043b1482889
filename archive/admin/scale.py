"""Lists that stay quick with a million rows."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.db.models import DateTimeField, IntegerField, Max, Min, Model, OuterRef, QuerySet, Subquery
from django.db.models.constants import LOOKUP_SEP
from django.http import HttpRequest
from django.utils.text import capfirst

from archive.presentation.counting import COUNTED, capped_counts, estimated_rows

YEARS = 200  # no more are asked for one by one
DAYS_READ = 30_000  # rows of which the days are read, where no index knows them


class YearsByIndex(QuerySet[Any]):
    """Asks of each year whether it has any, which an index knows: Django reads every row for the years there are."""

    def dates(self, field_name: str, kind: Any, order: Any = "ASC") -> Any:
        ends = self.order_by().aggregate(first=Min(field_name), last=Max(field_name))
        if kind != "year" or order != "ASC" or ends["first"] is None or ends["last"].year - ends["first"].year > YEARS:
            return super().dates(field_name, kind, order)
        years = [date(year, 1, 1) for year in range(ends["first"].year, ends["last"].year + 1)]
        within = [self.filter(**{f"{field_name}__range": (year, year.replace(month=12, day=31))}) for year in years]
        return [year for year, count in zip(years, capped_counts(within, most=0), strict=True) if count]


class NumberOf(Subquery):
    """How many rows a query has."""

    template = "(SELECT count(*) FROM (%(subquery)s) AS pointing)"
    output_field = IntegerField()


def count_of(model: type[Model], foreign_key: str, **conditions: object) -> NumberOf:
    """The number of `model`'s rows that point at the row in hand, no more than one above COUNTED, for `annotate`.

    Some have nearly everything pointing at them: no row beyond that is read.
    """
    pointing = model._default_manager.filter(**{foreign_key: OuterRef("pk")}, **conditions).order_by()
    return NumberOf(pointing.values("pk")[: COUNTED + 1])


class CountingChangeList(ChangeList):
    """Adds the counts of `ModelAdmin.counts` to the rows of the page; leaves out days where they would cost seconds."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.date_hierarchy and estimated_rows(self.model) > DAYS_READ and not self.has_days_by_index():
            self.date_hierarchy = None  # it would read the whole table, joined and sorted
        if not self.is_popup:
            self.title = str(capfirst(self.opts.verbose_name_plural))

    def has_days_by_index(self) -> bool:
        """Whether the days above the list are a column of its own with an index: moments have none."""
        return LOOKUP_SEP not in self.date_hierarchy and not isinstance(
            self.model._meta.get_field(self.date_hierarchy), DateTimeField
        )

    def get_results(self, request: HttpRequest) -> None:
        """The rows of the page; far into a list, their ids first, which an index has in order, then only these rows."""
        super().get_results(request)
        if self.page_num > 1 and isinstance(self.result_list, QuerySet) and self.result_list.query.is_sliced:
            ids = list(self.result_list.values_list("pk", flat=True))
            self.result_list = self.queryset.filter(pk__in=ids)
        counts: dict[str, Any] = getattr(self.model_admin, "counts", {})
        if counts and isinstance(self.result_list, QuerySet):
            self.result_list = self.result_list.annotate(**counts)
