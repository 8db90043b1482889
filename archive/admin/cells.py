"""Spreadsheet cells: how a column's values are written, and read back without a change."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext as _
from import_export.widgets import Widget

from archive.presentation.wording import plain_number


class Cell(Widget):  # type: ignore[misc]
    """Values as they are: spreadsheets and JSON know numbers and days."""

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        if isinstance(value, datetime):
            return value.strftime("%Y-%m-%d %H:%M:%S")
        return "" if value is None else value

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        return None if value == "" else value


class Text(Cell):
    """Text, to the last space; an empty cell is null where the column has nulls."""

    def __init__(self, null: bool) -> None:
        super().__init__()
        self.empty = None if null else ""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        return self.empty if value in (None, "") else str(value).replace("\r\n", "\n")


class Whole(Cell):
    """A whole number."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        if value in (None, ""):
            return None
        number = _decimal(value)
        if number != int(number):
            raise ValueError(_("“%s” is no whole number.") % value)
        return int(number)


class Number(Cell):
    """A decimal number; JSON gets it as text, so that no digit is lost."""

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return "" if value is None else Decimal(plain_number(value))

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        return None if value in (None, "") else _decimal(value)


class Day(Cell):
    """A day, as YYYY-MM-DD or as the spreadsheet's own date."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        if value in (None, ""):
            return None
        if isinstance(value, datetime):
            return value.date()
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError as error:
            raise ValueError(_("“%s” is no day: write YYYY-MM-DD.") % value) from error


class Lines(Cell):
    """Several names, one a line."""

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return "\n".join(value or [])

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        return [line for line in str(value or "").splitlines() if line.strip()]


class Json(Cell):
    """An object, as JSON."""

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return json.dumps(value, ensure_ascii=False) if value else ""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        if value in (None, ""):
            return {}
        try:
            return json.loads(value) if isinstance(value, str) else value
        except ValueError as error:
            raise ValueError(_("“%s” is no JSON.") % value) from error


class Id(Whole):
    """The id of another record, which has to exist."""

    def __init__(self, model: type[models.Model]) -> None:
        super().__init__()
        self.model = model

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        pk = super().clean(value)
        if pk is not None and not self.model._default_manager.filter(pk=pk).exists():
            raise ValueError(
                _("There is no %(kind)s with the id %(id)s.") % {"kind": self.model._meta.verbose_name, "id": pk}
            )
        return pk


class Name(Cell):
    """What another record is called, beside its id; never read."""

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return "" if value is None else str(value)


def cell_of(column: models.Field[Any, Any]) -> Widget:
    """Choose how `column` is written and read."""
    if isinstance(column, models.ForeignKey):
        return Id(column.related_model)  # type: ignore[arg-type]
    kinds: tuple[tuple[type, Any], ...] = (
        (ArrayField, Lines),
        (models.JSONField, Json),
        (models.DecimalField, Number),
        (models.DateTimeField, Cell),
        (models.DateField, Day),
        (models.IntegerField, Whole),
        (models.CharField, lambda: Text(column.null)),
        (models.TextField, lambda: Text(column.null)),
    )
    return next((make() for kind, make in kinds if isinstance(column, kind)), Cell())


def _decimal(value: Any) -> Decimal:
    try:
        number = Decimal(str(value).strip().replace(",", "."))
    except InvalidOperation as error:
        raise ValueError(_("“%s” is no number.") % value) from error
    if not number.is_finite():
        raise ValueError(_("“%s” is no number.") % value)
    return number
