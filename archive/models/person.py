"""People whom releases name."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.entity import Entity


class Person(Entity):
    """An individual; `name` is the fullest one without honorific or rank."""

    class Gender(models.TextChoices):
        FEMALE = "female", _("female")
        MALE = "male", _("male")

    gender = models.CharField(  # noqa: DJ001 null: no text shows it
        _("gender"),
        max_length=6,
        choices=Gender,
        null=True,
        blank=True,
        help_text=_("As texts show it (Mme, M., elle, Présidente …); empty if none does."),
    )

    class Meta(Entity.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("persons")
