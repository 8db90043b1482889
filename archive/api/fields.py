"""Form fields and filters that the API's filter sets are made of."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, DateFilter, Filter, NumberFilter

from archive.api.asking import LARGEST

COUNTRY = r"^[A-Z]{2}$"


class CommaSeparated(forms.TextInput):
    """Several values in one parameter, parted by commas."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = data.get(name)
        return [one.strip() for one in value.split(",") if one.strip()] if value else None


class SeveralField(forms.MultipleChoiceField):
    """Some of the choices."""

    widget = CommaSeparated


class Several(Filter):
    """Rows that have one of the values given."""

    field_class = SeveralField

    def __init__(self, field_name: str, choices: Any, **more: Any) -> None:
        super().__init__(field_name, lookup_expr="in", choices=choices, **more)


class Choice(ChoiceFilter):
    """One of the values of a field."""

    def __init__(self, field_name: str, choices: Any, **more: Any) -> None:
        super().__init__(field_name, choices=choices, empty_label=None, **more)


class Id(NumberFilter):
    """The id of a related record."""

    field_class = forms.IntegerField

    def __init__(self, field_name: str, **more: Any) -> None:
        super().__init__(field_name, min_value=0, max_value=LARGEST, **more)


class Number(NumberFilter):
    """A bound on a number."""

    field_class = forms.FloatField

    def get_max_validator(self) -> Any:
        return None


class Day(DateFilter):
    """A day as ISO 8601 writes it."""

    def __init__(self, **more: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **more)


class Words(Filter):
    """Words within a field, whatever their case."""

    field_class = forms.CharField

    def __init__(self, field_name: str, lookup: str = "icontains", **more: Any) -> None:
        super().__init__(field_name, lookup_expr=lookup, max_length=200, **more)


class Country(Filter):
    """ISO 3166-1 alpha-2."""

    field_class = forms.RegexField

    def __init__(self, field_name: str, **more: Any) -> None:
        super().__init__(
            field_name,
            regex=COUNTRY,
            error_messages={"invalid": _("Write the country as two capital letters, such as FR.")},
            **more,
        )
