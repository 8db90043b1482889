"""The order in which releases wait to be read: the least certain first."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archive.models.release import Release


class Queued(models.Model):
    """A release's place in the queue, kept by triggers (migration 0008) whoever writes releases and annotations.

    A table of its own: a release's row, its version and its history stay as they are when an annotation is confirmed.
    """

    release_id = models.BigIntegerField(_("release"), primary_key=True, help_text=_("The release's id."))
    state = models.CharField(_("state"), max_length=10, choices=Release.State, help_text=_("As the release has it."))
    least_certain = models.FloatField(
        _("least certain"),
        default=1.0,
        help_text=_("The confidence of its least certain pending annotation; 1 where nothing is pending."),
    )

    class Meta:
        verbose_name = _("place in the queue")
        verbose_name_plural = _("places in the queue")
        ordering = ["least_certain", "release_id"]
        indexes = [
            models.Index(fields=["least_certain", "release_id"], name="queued_waiting", condition=~Q(state="done")),
            models.Index(fields=["state", "least_certain", "release_id"], name="queued_state"),
        ]

    def __str__(self) -> str:
        return f"{self.release_id}: {self.least_certain}"
