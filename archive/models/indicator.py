"""What figures measure, and the crime areas that releases are about."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.entity import Entity


class Indicator(Entity):
    """What a figure measures over the years: member countries of INTERPOL, victims identified in ICSE."""

    unit = models.CharField(
        _("unit"), max_length=80, blank=True, help_text=_("ISO 4217 for money, a singular noun otherwise.")
    )
    organization = models.ForeignKey(
        "archive.Organization",
        verbose_name=_("organization"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="indicators",
        help_text=_("Whose number it is."),
    )

    class Meta(Entity.Meta):
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")


class Subject(Entity):
    """A crime area; its terms are its aliases."""

    class Meta(Entity.Meta):
        verbose_name = _("subject")
        verbose_name_plural = _("subjects")
