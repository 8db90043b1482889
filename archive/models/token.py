"""Tokens by which programs are known to the API."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from knox.models import AbstractAuthToken


class ApiToken(AbstractAuthToken):
    """Lets a program act as a person, for what the token is for and the person's role allows, until it expires.

    Only a hash of it is kept; whoever makes it sees it once.
    """

    class Scope(models.TextChoices):
        READ = "read", _("read")
        REVIEW = "review", _("review")
        INGEST = "ingest", _("ingest")

    name: models.CharField[str, str] = models.CharField(_("name"), max_length=100, help_text=_("What it is used for."))
    scopes: ArrayField[list[str], list[str]] = ArrayField(
        models.CharField(max_length=10, choices=Scope), verbose_name=_("scopes"), help_text=_("What it is for.")
    )

    class Meta:
        verbose_name = _("token")
        verbose_name_plural = _("tokens")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(scopes__contained_by=["read", "review", "ingest"]), name="apitoken_known_scopes"
            ),
            models.CheckConstraint(condition=models.Q(expiry__isnull=False), name="apitoken_expires"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.user})"
