"""Lists that stay quick with a million rows."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.db.models import Count, IntegerField, Model, OuterRef, QuerySet, Subquery
from django.db.models.constants import LOOKUP_SEP
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.text import capfirst

from archive.presentation.counting import COUNTED_TO, estimated_rows


def count_of(model: type[Model], foreign_key: str, **conditions: object) -> Coalesce:
    """The number of `model`'s rows that point at the row in hand, for `annotate`."""
    pointing = (
        model._default_manager.filter(**{foreign_key: OuterRef("pk")}, **conditions).order_by().values(foreign_key)
    )
    return Coalesce(Subquery(pointing.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)


class CountingChangeList(ChangeList):
    """Adds the counts of `ModelAdmin.counts` to the rows of the page; leaves out days where they would cost seconds."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.date_hierarchy and LOOKUP_SEP in self.date_hierarchy and estimated_rows(self.model) > COUNTED_TO:
            self.date_hierarchy = None  # it would join and sort the whole table
        if not self.is_popup:
            self.title = str(capfirst(self.opts.verbose_name_plural))

    def get_results(self, request: HttpRequest) -> None:
        """The rows of the page; far into a list, their ids first, which an index has in order, then only these rows."""
        super().get_results(request)
        if self.page_num > 1 and isinstance(self.result_list, QuerySet) and self.result_list.query.is_sliced:
            ids = list(self.result_list.values_list("pk", flat=True))
            self.result_list = self.queryset.filter(pk__in=ids)
        counts: dict[str, Any] = getattr(self.model_admin, "counts", {})
        if counts and isinstance(self.result_list, QuerySet):
            self.result_list = self.result_list.annotate(**counts)
