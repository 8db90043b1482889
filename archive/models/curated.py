"""What every record that a machine proposes and an editor decides has in common."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class Curated(models.Model):
    """A row whose fields an editor can decide.

    `decided` and `version` are kept by a database trigger (migration 0003), so that admin, API, spreadsheets and plain
    SQL all count; the loader declares itself the machine with `archive.curation.actor.acting_as`.
    """

    parsed = models.JSONField(
        _("parsed"), default=dict, blank=True, editable=False, help_text=_("What the parser last said of this record.")
    )
    decided = ArrayField(
        models.CharField(max_length=40),
        verbose_name=_("decided"),
        default=list,
        blank=True,
        editable=False,
        help_text=_("Fields that a person set or confirmed. No machine changes them; the database sees to it."),
    )
    supplied = models.JSONField(
        _("supplied"),
        default=dict,
        blank=True,
        help_text=_("What the text lacks and an editor supplied: field → reference (an address or a note)."),
    )
    flags = ArrayField(
        models.CharField(max_length=40),
        verbose_name=_("flags"),
        default=list,
        blank=True,
        help_text=_("What an editor should look at, such as no_longer_found or several_candidates."),
    )
    version = models.PositiveIntegerField(
        _("version"),
        default=1,
        editable=False,
        help_text=_("Grows by one with every change; two editors cannot overwrite each other."),
    )
    run = models.ForeignKey(
        "archive.Run",
        verbose_name=_("run"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The run of the ETL that made this record; empty if a person did."),
    )

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        """Its page for readers, which the admin leads to."""
        from archive.reading.addresses import address

        return address(self)
