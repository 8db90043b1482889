"""Backups that were written: so that the archive can say how old the last one is."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Backup(models.Model):
    """A file that `manage.py backup` wrote whole. The row is younger than the file's content, and not in it."""

    made_at = models.DateTimeField(
        _("made at"), db_index=True, help_text=_("What was committed until then is in the backup.")
    )
    name = models.CharField(_("name"), max_length=255, help_text=_("The name of the file, without its folder."))
    size = models.BigIntegerField(_("size"), help_text=_("The size of the file, in bytes."))
    rows = models.BigIntegerField(_("rows"), help_text=_("How many rows it holds."))
    sha256 = models.CharField(_("SHA-256"), max_length=64, help_text=_("The hash of the dump in it."))

    class Meta:
        verbose_name = _("backup")
        verbose_name_plural = _("backups")
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.name
