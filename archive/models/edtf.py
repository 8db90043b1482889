"""Dates as texts give them: EDTF, with the earliest and latest day the database derives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FORMS = _("Use YYYY, YYYY-MM, YYYY-MM-DD, XXXX-MM-DD or an interval of two of them, such as 2019-04-09/2019-04-11.")


def validate_edtf(value: str) -> None:
    """Raise ValidationError unless `value` is EDTF in a form that the archive keeps (the database checks the same)."""
    from edtf import EDTFParseException, parse_edtf  # 0.2 s to import: only where a person types a date

    try:
        parse_edtf(value)
    except EDTFParseException as error:
        raise ValidationError(
            _("“%(value)s” is no EDTF date. %(forms)s"), params={"value": value, "forms": FORMS}
        ) from error


def edtf_field(verbose_name: StrOrPromise, help_text: StrOrPromise) -> models.CharField[str | None, str | None]:
    """A nullable column of EDTF; pair it with `edtf_check` and two `edtf_bound`s."""
    return models.CharField(
        verbose_name, max_length=21, null=True, blank=True, validators=[validate_edtf], help_text=help_text
    )


def edtf_check(field: str, name: str) -> models.CheckConstraint:
    """The database's own check that `field` has one of the allowed forms and names days that exist."""
    return models.CheckConstraint(
        condition=Func(F(field), function="archive_is_edtf", output_field=models.BooleanField()),
        name=name,
        violation_error_message=FORMS,
    )


def edtf_bound(field: str, side: str) -> models.GeneratedField:
    """The earliest or latest day (`side`) of the EDTF in `field`; null where the year is unknown."""
    return models.GeneratedField(
        expression=Func(F(field), function=f"archive_edtf_{side}"),
        output_field=models.DateField(null=True),
        db_persist=True,
        help_text=_("Derived from the date; empty where the year is unknown."),
    )
