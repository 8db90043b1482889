"""What persons, organisations, offices, programmes, events, indicators and subjects have in common."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Left, Upper
from django.utils.translation import gettext_lazy as _

from archive.models.curated import Curated

BY_NAME = Left("name", 200)  # a longer name has its place in lists too, and in the index that they go by


class Entity(Curated):
    """One row however many releases name it. Names are not unique (homonyms exist): they are looked up by `keys`.

    A key is a name without case, accents, punctuation and order of words; the database derives it (`archive_keys`).
    """

    name = models.TextField(_("name"), help_text=_("The fullest name, as releases write it."))
    aliases = ArrayField(
        models.TextField(),
        verbose_name=_("aliases"),
        default=list,
        blank=True,
        help_text=_("Other names of the same, separated by commas. The next parse knows them."),
    )
    keys = models.GeneratedField(
        expression=Func(F("name"), F("aliases"), function="archive_keys"),
        output_field=ArrayField(models.TextField()),
        db_persist=True,
        verbose_name=_("keys"),
        help_text=_("Name and aliases without case, accents and order of words: what names are looked up by."),
    )
    identifiers = models.JSONField(
        _("identifiers"), default=dict, blank=True, help_text=_("Identifiers elsewhere: wikidata, viaf, isni, …")
    )

    class Meta:
        abstract = True
        ordering = [BY_NAME, "id"]
        indexes = [
            models.Index(BY_NAME, "id", name="%(class)s_listed"),
            # What editors taught: read at the beginning of every run and every job.
            models.Index(
                fields=["id"],
                name="%(class)s_taught",
                condition=Q(decided__contains=["name"]) | Q(run__isnull=True) | ~Q(aliases=[]),
            ),
            GinIndex(fields=["keys"], name="%(class)s_keys"),
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="%(class)s_name_trigram"),
        ]
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="%(class)s_name_not_empty")]

    def __str__(self) -> str:
        return self.name
