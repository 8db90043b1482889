"""A run of the ETL that changed something."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Run(models.Model):
    """One ingest or reparse that wrote at least one row; records point at the run that made them."""

    class Kind(models.TextChoices):
        INGEST = "ingest", _("ingest")
        REPARSE = "reparse", _("reparse")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, help_text=_("What the run did."))
    started_at = models.DateTimeField(_("started at"), auto_now_add=True, help_text=_("When the run began to write."))
    finished_at = models.DateTimeField(
        _("finished at"),
        null=True,
        blank=True,
        help_text=_("When the run ended; empty if it was cut short or still goes on."),
    )
    parser_version = models.CharField(
        _("parser version"), max_length=40, help_text=_("Version of the parser and of its lexicon.")
    )
    authority_hash = models.CharField(
        _("authority hash"),
        max_length=64,
        blank=True,
        help_text=_("SHA-256 of what editors had taught the ETL when the run began."),
    )
    counts = models.JSONField(
        _("counts"), default=dict, blank=True, help_text=_("Documents by outcome and rows written.")
    )
    progress = models.JSONField(
        _("progress"),
        default=dict,
        db_default=models.Value({}, output_field=models.JSONField()),
        blank=True,
        editable=False,
        help_text=_("Of a reparse by workers: how many releases still wait, and which open jobs were counted already."),
    )
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("started by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Who started it, where a person did in the admin."),
    )
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("undone by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Who took back what the run did."),
    )
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True, help_text=_("When, if it was."))

    class Meta:
        verbose_name = _("run")
        verbose_name_plural = _("runs")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk} · {self.started_at:%Y-%m-%d %H:%M}"
