"""The places that name somebody or something."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.annotation import Annotation, pointing
from archive.models.checks import country_check, one_of_check

TARGETS = ("person", "organization", "event", "programme", "subject", "country_code")


class Mention(Annotation):
    """A place that names one person, organisation, event, programme, subject or country; `parsed` says what of it."""

    person = models.ForeignKey(
        "archive.Person",
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="mentions",
        db_index=False,
        help_text=_("The person named."),
    )
    organization = models.ForeignKey(
        "archive.Organization",
        verbose_name=_("organization"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="mentions",
        db_index=False,
        help_text=_("The organisation named."),
    )
    event = models.ForeignKey(
        "archive.Event",
        verbose_name=_("event"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="mentions",
        db_index=False,
        help_text=_("The event named."),
    )
    programme = models.ForeignKey(
        "archive.Programme",
        verbose_name=_("programme"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="mentions",
        db_index=False,
        help_text=_("The programme named."),
    )
    subject = models.ForeignKey(
        "archive.Subject",
        verbose_name=_("subject"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="mentions",
        db_index=False,
        help_text=_("The crime area named."),
    )
    country_code = models.CharField(  # noqa: DJ001
        _("country code"), max_length=2, null=True, blank=True, help_text=_("The country named: ISO 3166-1 alpha-2.")
    )

    class Meta(Annotation.Meta):
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        constraints = [
            *Annotation.Meta.constraints,
            one_of_check(TARGETS, "mention_of_one"),
            country_check("mention_country_code_is_iso"),
        ]
        indexes = [*Annotation.Meta.indexes, *(pointing("mention", name) for name in TARGETS)]

    @property
    def target(self) -> object:
        """The one that is named: an entity, or a country's code."""
        return next(value for name in TARGETS if (value := getattr(self, name)) is not None)
