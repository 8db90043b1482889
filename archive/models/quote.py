"""What somebody said."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.annotation import Annotation, pointing


class Quote(Annotation):
    """Words said. The span runs from the first to the last quoted character; `text` is free of marks and insertions."""

    class Kind(models.TextChoices):
        DIRECT = "direct", _("direct")
        FRAGMENT = "fragment", _("fragment")
        INDIRECT = "indirect", _("indirect")

    class Basis(models.TextChoices):
        NAMED = "named", _("named")
        PRONOUN = "pronoun", _("pronoun")
        OFFICE = "office", _("office")
        CONTEXT = "context", _("context")
        INFERRED = "inferred", _("inferred")
        EDITOR = "editor", _("editor")

    text = models.TextField(
        _("text"), help_text=_("The words said: marks, inserted attribution and paragraph breaks resolved.")
    )
    kind = models.CharField(
        _("kind"),
        max_length=8,
        choices=Kind,
        help_text=_("A statement, quoted words in the author's sentence, or reported speech."),
    )
    speaker = models.ForeignKey(
        "archive.Person",
        verbose_name=_("speaker"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="quotes",
        db_index=False,
        help_text=_("Who said it; empty where nobody is named."),
    )
    organization = models.ForeignKey(
        "archive.Organization",
        verbose_name=_("organization"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="quotes",
        db_index=False,
        help_text=_("The organisation that said it, where no person did."),
    )
    attribution = models.TextField(
        _("attribution"), blank=True, help_text=_("The speaker as written: M. Stock, a-t-elle, le chef d’INTERPOL.")
    )
    role = models.ForeignKey(
        "archive.Office",
        verbose_name=_("role"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="quotes",
        db_index=False,
        help_text=_("The speaker's office at the time of speaking."),
    )
    basis = models.CharField(  # noqa: DJ001 null: nobody is known
        _("basis"), max_length=8, choices=Basis, null=True, blank=True, help_text=_("How the speaker is known.")
    )

    class Meta(Annotation.Meta):
        verbose_name = _("quote")
        verbose_name_plural = _("quotes")
        constraints = [
            *Annotation.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(speaker__isnull=True) | models.Q(organization__isnull=True),
                name="quote_one_speaker_at_most",
            ),
            models.CheckConstraint(condition=~models.Q(text=""), name="quote_text_not_empty"),
        ]
        indexes = [
            *Annotation.Meta.indexes,
            *(pointing("quote", name, "kind") for name in ("speaker", "organization", "role")),
        ]
