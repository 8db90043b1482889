"""The stored column `search`, which no model has, so that no row is read with it."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.search import SearchQueryField, SearchVectorField
from django.db.models import BooleanField, Expression, FloatField, Func, Value
from django.db.models.expressions import Col
from django.db.models.functions import Cast

# Weights of the letters D, C, B, A: of a body, nothing, an attribution, a title.
WEIGHTS = "{0.1, 0.2, 0.4, 1.0}"
DIVIDED_BY_LENGTH = 1  # by 1 + its logarithm

column: Any = SearchVectorField()
column.set_attributes_from_name("search")


class SearchColumn(Expression):
    """The column of the table that the query is of."""

    output_field = SearchVectorField()

    def resolve_expression(self, query: Any = None, *_: Any, **__: Any) -> Any:
        return Col(query.get_initial_alias(), column)


class Matches(Func):
    """Whether a row of releases or quotes has what a tsquery asks for; for `filter`."""

    template = "%(expressions)s"
    arg_joiner = " @@ "
    output_field = BooleanField()

    def __init__(self, tsquery: str, **extra: Any) -> None:
        super().__init__(SearchColumn(), as_tsquery(tsquery), **extra)


def rank(tsquery: str) -> Func:
    """How well a row fits, for `order_by`: words of a title count most; long texts are not preferred."""
    return Func(
        Value(WEIGHTS),
        SearchColumn(),
        as_tsquery(tsquery),
        Value(DIVIDED_BY_LENGTH),
        function="ts_rank",
        output_field=FloatField(),
    )


def as_tsquery(tsquery: str) -> Cast:
    return Cast(Value(tsquery), SearchQueryField())
