"""In which order rows were written: what `/api/v1/changes/` is read from."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.utils.translation import gettext_lazy as _


class ChangeOrigin(models.Model):
    """A database in which the archive has lived: numbers of transactions mean something within one only."""

    identity = models.TextField(
        _("identity"), unique=True, help_text=_("System identifier, time line, database and table of the log.")
    )

    class Meta:
        db_table = "changelog_origin"
        verbose_name = _("origin of changes")
        verbose_name_plural = _("origins of changes")

    def __str__(self) -> str:
        return self.identity


class ChangeLog(models.Model):
    """What one statement did to rows of one kind; kept by triggers (migration 0031), whoever writes.

    Ordered by origin, transaction and id, which is the order of commits for whoever reads below the lowest open
    transaction.
    """

    class Act(models.TextChoices):
        CREATED = "created", _("created")
        UPDATED = "updated", _("updated")
        DELETED = "deleted", _("deleted")

    origin = models.BigIntegerField(
        _("origin"), help_text=_("Where it was written: a later database has a higher one.")
    )
    xid = models.BigIntegerField(_("transaction"), help_text=_("The 64-bit number of the transaction."))
    kind = models.CharField(_("kind"), max_length=20, help_text=_("The kind of record, such as quote."))
    act = models.CharField(_("act"), max_length=7, choices=Act, help_text=_("What was done to them."))
    ids = ArrayField(models.BigIntegerField(), verbose_name=_("ids"), help_text=_("The records, a thousand at most."))
    at = models.DateTimeField(_("at"), help_text=_("When the transaction began."))

    class Meta:
        db_table = "changelog"
        verbose_name = _("change log")
        verbose_name_plural = _("change log")
        indexes = [models.Index(fields=["origin", "xid", "id"], name="changelog_in_order")]

    def __str__(self) -> str:
        return f"{self.act} {self.kind} {self.ids}"


def keep_origin(**_signal: object) -> None:
    """Note this database as one of the archive, lest whoever writes first has to. Called after `migrate`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regproc('archive_origin')")
        if cursor.fetchone()[0]:
            cursor.execute("SELECT archive_origin()")
