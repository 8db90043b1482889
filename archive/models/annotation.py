"""What quotes, figures, tenures, participations and mentions have in common: a place in a release's text."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archive.models.curated import Curated


def pointing(kind: str, column: str, *between: str) -> models.Index:
    """An index on what a reading of `kind` points at in `column`, of those that point at something.

    Most columns of most readings are empty: these are no work for it. `review` is in it, so that what nobody rejected,
    or somebody confirmed, is counted without a look at the rows.
    """
    condition = Q(**{f"{column}__isnull": False})
    return models.Index(fields=[column, *between, "review"], name=f"{kind}_{column}", condition=condition)


class Annotation(Curated):
    """A fact read off one release at `text[start:end]`; a statement-level trigger holds `exact` to those characters.

    `start` and `end` count code points; both null means *unplaced*: a new version of the text no longer has the words.
    """

    class Review(models.TextChoices):
        PENDING = "pending", _("pending")
        CONFIRMED = "confirmed", _("confirmed")
        REJECTED = "rejected", _("rejected")

    release = models.ForeignKey(
        "archive.Release",
        verbose_name=_("release"),
        on_delete=models.CASCADE,
        related_name="%(class)ss",
        db_index=False,  # the index that lists go by begins with it
        help_text=_("The release it was read from."),
    )
    start = models.PositiveIntegerField(
        _("start"), null=True, blank=True, help_text=_("First character, counted from 0 in the release's text.")
    )
    end = models.PositiveIntegerField(_("end"), null=True, blank=True, help_text=_("First character after it."))
    exact = models.TextField(
        _("exact words"), help_text=_("The characters it was read from, exactly as the text has them.")
    )
    rule = models.CharField(
        _("rule"), max_length=60, help_text=_("Which rule of the parser found it; editor if a person did.")
    )
    confidence = models.FloatField(_("confidence"), default=1.0, help_text=_("From 0 to 1: how sure the rule is."))
    review = models.CharField(
        _("review"),
        max_length=9,
        choices=Review,
        default=Review.PENDING,
        help_text=_("What an editor said of it. Confirming decides all fields."),
    )

    class Meta:
        abstract = True
        ordering = ["release_id", "start", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True)
                | Q(start__isnull=False, end__isnull=False, start__lt=models.F("end")),
                name="%(class)s_span_whole",
            ),
            models.CheckConstraint(condition=~Q(exact=""), name="%(class)s_exact_not_empty"),
            models.CheckConstraint(
                condition=Q(confidence__gte=0, confidence__lte=1), name="%(class)s_confidence_in_0_1"
            ),
        ]
        indexes = [
            # In the order of lists: far pages take their ids from it alone.
            models.Index(fields=["-release", "start", "id"], name="%(class)s_listed"),
            models.Index(fields=["rule"], name="%(class)s_rule"),
            # What an editor should look at is rare, and looked for in the queue.
            models.Index(fields=["release"], name="%(class)s_flagged", condition=~Q(flags=[])),
            models.Index(fields=["release"], name="%(class)s_unplaced", condition=Q(start__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.exact if len(self.exact) <= 80 else f"{self.exact[:79]}…"
