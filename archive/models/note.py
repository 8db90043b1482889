"""What editors tell and ask each other about a record."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Now
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

OPEN = models.Q(addressed_to__isnull=False, answered_at__isnull=True)


class Note(models.Model):
    """A note on a record; a question if it is addressed to a colleague, open until it is answered.

    Replies are notes on the same record. A note on an annotation names its release too, and outlives the annotation.
    """

    content_type = models.ForeignKey(
        ContentType,
        verbose_name=_("kind of record"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The model of the record it is on."),
    )
    object_id = models.BigIntegerField(_("record"), help_text=_("The record's id."))
    record = GenericForeignKey("content_type", "object_id")
    release = models.ForeignKey(
        "archive.Release",
        verbose_name=_("release"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="notes",
        help_text=_("The release that it is on, or in which the annotation stands that it is on."),
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Who wrote it."),
    )
    text = models.TextField(_("text"), help_text=_("What is to be known, or asked."))
    written_at = models.DateTimeField(_("written at"), db_default=Now(), editable=False, help_text=_("When."))
    addressed_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("question to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The colleague who is asked; empty for a note that asks nobody."),
    )
    answered_at = models.DateTimeField(
        _("answered at"), null=True, blank=True, help_text=_("When the question was answered, or taken back.")
    )
    reply_to = models.ForeignKey(
        "self",
        verbose_name=_("reply to"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="replies",
        help_text=_("The note that it answers."),
    )

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="note_text_not_empty"),
            models.CheckConstraint(
                condition=models.Q(reply_to__isnull=True) | models.Q(addressed_to__isnull=True),
                name="note_reply_asks_nobody",
            ),
        ]
        indexes = [
            models.Index(fields=["content_type", "object_id"], name="note_record"),
            models.Index(fields=["addressed_to"], name="note_open_question", condition=OPEN),
        ]

    def __str__(self) -> str:
        return Truncator(self.text).chars(80)

    @property
    def is_open(self) -> bool:
        """Whether it is a question that nobody has answered yet."""
        return self.addressed_to_id is not None and self.answered_at is None

    def concerns(self, user: Any) -> bool:
        """Whether the person asked it, or is asked."""
        return user.pk is not None and user.pk in (self.author_id, self.addressed_to_id)
