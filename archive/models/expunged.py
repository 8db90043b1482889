"""Documents that went for good."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Expunged(models.Model):
    """All that is left of a document that was expunged; a trigger on sources refuses the same bytes."""

    sha256 = models.CharField(
        _("SHA-256"), max_length=64, unique=True, help_text=_("Hash of the bytes that may not come back.")
    )
    reason = models.TextField(_("reason"), help_text=_("Why it was expunged."))
    expunged_at = models.DateTimeField(_("expunged at"), db_default=Now(), help_text=_("When."))
    expunged_by = models.TextField(_("expunged by"), help_text=_("Who did it, by name: it outlives the user."))

    class Meta:
        verbose_name = _("expunged document")
        verbose_name_plural = _("expunged documents")
        ordering = ["expunged_at", "sha256"]
        constraints = [
            models.CheckConstraint(condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="expunged_sha256_is_one"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="expunged_reason_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:12]}… · {self.reason}"
