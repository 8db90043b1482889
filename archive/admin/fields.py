"""Form fields that leave what nobody touched exactly as it was: a changed character would be a decision."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.forms import SimpleArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.presentation.wording import plain_number

HELP = {
    "aliases": _("Other names of the same, one a line. The next parse knows them."),
    "flags": _("What an editor should look at, such as no_longer_found or several_candidates, one a line."),
}


class ProseField(forms.CharField):
    """Text as it stands: spaces at the ends kept, line ends as the archive has them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"strip": False, **kwargs})

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value)


class LinesField(SimpleArrayField):
    """A list of names, one a line, so that a name may hold a comma."""

    def __init__(self, base_field: forms.Field, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})
        super().__init__(base_field, delimiter="\n", widget=widget, **kwargs)

    def to_python(self, value: Any) -> Any:
        lines = value.splitlines() if isinstance(value, str) else value or []
        return super().to_python([line for line in lines if str(line).strip()])

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.to_python(initial) != self.to_python(data))


class PlainDecimalField(forms.DecimalField):
    """A number without the zeros its column pads it with: 500000000, not 500000000.000000."""

    def prepare_value(self, value: Any) -> Any:
        return plain_number(value) if isinstance(value, Decimal) else value


def form_field(column: models.Field[Any, Any]) -> forms.Field | None:
    """Give the form field for a column whose usual one would alter values; None where Django's own is right."""
    if isinstance(column, ArrayField):
        return column.formfield(form_class=LinesField, help_text=HELP.get(column.name, column.help_text))
    if isinstance(column, models.TextField) and not column.choices:
        rows = 5 if column.name == "text" else 1
        widget = forms.Textarea(attrs={"rows": rows, "class": "vLargeTextField prose"})
        return column.formfield(form_class=ProseField, widget=widget, empty_value=None if column.null else "")
    if isinstance(column, models.DecimalField):
        return column.formfield(form_class=PlainDecimalField)
    if isinstance(column, models.JSONField):
        return column.formfield(widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}))
    return None
