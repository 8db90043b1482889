"""A document as received."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Func
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Source(models.Model):
    """The bytes of a document, kept for ever as received and known by their SHA-256."""

    name = models.TextField(
        _("name"),
        help_text=_("Path below the ingested folder; a zip's member is archive.zip!member, a line file.jsonl#7."),
    )
    other_names = ArrayField(
        models.TextField(),
        verbose_name=_("other names"),
        default=list,
        blank=True,
        help_text=_("Further names under which the same bytes came in."),
    )
    sha256 = models.CharField(
        _("SHA-256"), max_length=64, unique=True, help_text=_("Hash of the bytes, in lower-case hexadecimal.")
    )
    content = models.BinaryField(_("content"), help_text=_("The bytes as received."))
    media_type = models.CharField(
        _("media type"), max_length=100, help_text=_("Such as text/plain or application/json.")
    )
    encoding = models.CharField(
        _("encoding"),
        max_length=20,
        blank=True,
        help_text=_("Character encoding that was read, such as utf-8; empty where the form fixes it."),
    )
    identifier = models.TextField(
        _("identifier"), blank=True, help_text=_("Identifier that came with the document, if any.")
    )
    url = models.URLField(
        _("address"), max_length=2000, blank=True, help_text=_("Where the document was published, if known.")
    )
    received_at = models.DateTimeField(
        _("received at"), db_default=Now(), editable=False, help_text=_("When the archive first received these bytes.")
    )
    release = models.ForeignKey(
        "archive.Release",
        verbose_name=_("release"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="sources",
        help_text=_("The release this document is a version of; empty once that release was deleted."),
    )
    waits_for = models.ForeignKey(
        "archive.Run",
        verbose_name=_("waits for"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="waiting",
        db_index=False,
        help_text=_("The run whose workers are to read it; empty once one has."),
    )
    given = models.JSONField(
        _("given"),
        default=dict,
        db_default=models.Value({}, output_field=models.JSONField()),
        blank=True,
        editable=False,
        help_text=_("What a table of metadata gives for it, until it is read."),
    )
    failure = models.TextField(
        _("failure"),
        blank=True,
        db_default="",
        default="",
        editable=False,
        help_text=_("Why a worker could not read it, if one tried."),
    )

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    sha256=Func(
                        Func(models.F("content"), function="sha256"),
                        models.Value("hex"),
                        function="encode",
                        output_field=models.TextField(),
                    )
                ),
                name="source_sha256_of_content",
            ),
        ]
        indexes = [
            models.Index(fields=["name"], name="source_name"),
            models.Index(fields=["url"], name="source_url", condition=~models.Q(url="")),
            models.Index(fields=["waits_for"], name="source_waiting", condition=models.Q(waits_for__isnull=False)),
            models.Index(fields=["-id"], name="source_failed", condition=~models.Q(failure="")),
            models.Index(fields=["identifier"], name="source_identifier", condition=~models.Q(identifier="")),
        ]

    def __str__(self) -> str:
        return self.name
