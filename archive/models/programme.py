"""Named systems, databases, networks and projects."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.entity import Entity


class Programme(Entity):
    """A named system, database, network, project or service, such as I-24/7, ICSE or NEXUS."""

    kind = models.CharField(
        _("kind"),
        max_length=40,
        blank=True,
        help_text=_("database, network, project, initiative, notices, body … as the lexicon says."),
    )

    class Meta(Entity.Meta):
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
