"""Organisations, and the offices that people hold in them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.entity import Entity


class Organization(Entity):
    """A body that issues releases, employs people, holds meetings or speaks."""

    acronym = models.CharField(_("acronym"), max_length=40, blank=True, help_text=_("Such as ONU or HCR."))

    class Meta(Entity.Meta):
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")


class Office(Entity):
    """A title in an organisation, alike in any gender, case and abbreviation (Présidente, Président: one office)."""

    organization = models.ForeignKey(
        Organization,
        verbose_name=_("organization"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="offices",
        help_text=_("Where the office is held; empty if the texts do not say."),
    )

    class Meta(Entity.Meta):
        verbose_name = _("office")
        verbose_name_plural = _("offices")

    def __str__(self) -> str:
        return f"{self.name} ({self.organization})" if self.organization else self.name
