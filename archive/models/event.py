"""Assemblies, conferences, operations: what took place."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.checks import country_check
from archive.models.edtf import edtf_bound, edtf_check, edtf_field
from archive.models.entity import Entity


class Event(Entity):
    """A named gathering or operation; the same across releases by organisation + kind + ordinal, or by name + year."""

    class Kind(models.TextChoices):
        ASSEMBLY = "assembly", _("assembly")
        CONFERENCE = "conference", _("conference")
        MEETING = "meeting", _("meeting")
        SUMMIT = "summit", _("summit")
        OPERATION = "operation", _("operation")
        TRAINING = "training", _("training")
        VISIT = "visit", _("visit")
        OTHER = "other", _("other")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, help_text=_("What sort of event it is."))
    organization = models.ForeignKey(
        "archive.Organization",
        verbose_name=_("organization"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="events",
        help_text=_("Whose event it is."),
    )
    ordinal = models.PositiveIntegerField(
        _("ordinal"), null=True, blank=True, help_text=_("84 for the 84th session. No year is computed from it.")
    )
    city = models.TextField(_("city"), null=True, blank=True, help_text=_("Where it took place, as written."))  # noqa: DJ001
    country = models.TextField(_("country"), null=True, blank=True, help_text=_("The country as written."))  # noqa: DJ001
    country_code = models.CharField(  # noqa: DJ001
        _("country code"), max_length=2, null=True, blank=True, help_text=_("ISO 3166-1 alpha-2.")
    )
    date = edtf_field(_("date"), _("EDTF: 2019-04-09/2019-04-11, 2016, XXXX-11-24/XXXX-11-27."))
    earliest = edtf_bound("date", "earliest")
    latest = edtf_bound("date", "latest")

    class Meta(Entity.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = [models.F("earliest").desc(nulls_last=True), "-id"]
        constraints = [
            *Entity.Meta.constraints,
            edtf_check("date", "event_date_is_edtf"),
            models.CheckConstraint(
                condition=models.Q(ordinal__isnull=True) | models.Q(ordinal__gte=1), name="event_ordinal_from_one"
            ),
            country_check("event_country_code_is_iso"),
        ]
        indexes = [
            *Entity.Meta.indexes,
            models.Index(fields=["organization", "kind", "ordinal"], name="event_identity"),
            models.Index(models.F("earliest").desc(nulls_last=True), models.F("id").desc(), name="event_newest"),
            models.Index(
                models.F("country_code"),
                models.F("earliest").desc(nulls_last=True),
                models.F("id").desc(),
                name="event_country",
                condition=models.Q(country_code__isnull=False),
            ),
            # «Réunion» is the name of ever more events; those of a name with a year are few, and what releases mean.
            GinIndex(fields=["keys"], name="event_dated", condition=models.Q(earliest__isnull=False)),
        ]
