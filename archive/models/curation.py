"""What waits for an editor's word, and what editors said of likeness: proposals, merges, «not the same»."""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Proposal(models.Model):
    """A new value that the parser has for decided fields of a record; waits there until accepted or dismissed."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        ACCEPTED = "accepted", _("accepted")
        DISMISSED = "dismissed", _("dismissed")

    content_type = models.ForeignKey(
        ContentType,
        verbose_name=_("kind of record"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The model of the record it is for."),
    )
    object_id = models.BigIntegerField(_("record"), help_text=_("The record's id."))
    record = GenericForeignKey("content_type", "object_id")
    group = models.CharField(
        _("group"), max_length=40, help_text=_("First field of the group that would change together.")
    )
    values = models.JSONField(_("values"), help_text=_("Field → proposed value, as the parser said it."))
    state = models.CharField(
        _("state"), max_length=9, choices=State, default=State.WAITING, help_text=_("What became of it.")
    )
    run = models.ForeignKey(
        "archive.Run",
        verbose_name=_("run"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The run that proposed it."),
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Who accepted or dismissed it."),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True, help_text=_("When."))

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "group"],
                condition=models.Q(state="waiting"),
                name="proposal_one_waiting_a_group",
            )
        ]
        indexes = [models.Index(fields=["state", "content_type", "object_id"], name="proposal_record")]

    def __str__(self) -> str:
        return f"{self.group}: {self.values}"


class Likeness(models.Model):
    """Two records of one kind that may be the same («possible version», duplicates), or that an editor said are not."""

    class State(models.TextChoices):
        SUSPECTED = "suspected", _("suspected")
        DISTINCT = "distinct", _("not the same")
        MERGED = "merged", _("merged")

    content_type = models.ForeignKey(
        ContentType,
        verbose_name=_("kind of record"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The model of both records."),
    )
    first_id = models.BigIntegerField(_("first"), help_text=_("The lower id of the two."))
    second_id = models.BigIntegerField(_("second"), help_text=_("The higher id of the two."))
    score = models.FloatField(_("score"), help_text=_("From 0 to 1: how alike they are."))
    reason = models.CharField(_("reason"), max_length=200, blank=True, help_text=_("Why they look alike, or why not."))
    state = models.CharField(
        _("state"), max_length=9, choices=State, default=State.SUSPECTED, help_text=_("What an editor said.")
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Who said so."),
    )
    noted_at = models.DateTimeField(_("noted at"), db_default=Now(), help_text=_("When the likeness was first seen."))

    class Meta:
        verbose_name = _("likeness")
        verbose_name_plural = _("likenesses")
        ordering = ["-score", "id"]
        constraints = [
            models.UniqueConstraint(fields=["content_type", "first_id", "second_id"], name="likeness_once"),
            models.CheckConstraint(
                condition=models.Q(first_id__lt=models.F("second_id")), name="likeness_lower_id_first"
            ),
            models.CheckConstraint(condition=models.Q(score__gte=0, score__lte=1), name="likeness_score_in_0_1"),
        ]
        indexes = [
            models.Index(fields=["-score", "id"], name="likeness_listed"),
            models.Index(fields=["state", "-score", "id"], name="likeness_state"),
            models.Index(fields=["content_type", "state", "-score", "id"], name="likeness_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.content_type.model} {self.first_id} ~ {self.second_id}"


class LookedAt(models.Model):
    """Up to which record of a table doubles were looked for."""

    table = models.CharField(_("table"), max_length=40, unique=True, help_text=_("The kind of record, such as person."))
    up_to = models.BigIntegerField(_("up to"), default=0, help_text=_("The highest id that was looked at."))

    class Meta:
        verbose_name = _("last look for doubles")
        verbose_name_plural = _("last looks for doubles")

    def __str__(self) -> str:
        return f"{self.table} ≤ {self.up_to}"


class Merge(models.Model):
    """Two records made one: what moved, so that it can be undone and old addresses redirect."""

    content_type = models.ForeignKey(
        ContentType,
        verbose_name=_("kind of record"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The model of both records."),
    )
    survivor_id = models.BigIntegerField(_("survivor"), help_text=_("The record that stayed."))
    loser_id = models.BigIntegerField(_("merged"), help_text=_("The record that went."))
    loser = models.JSONField(_("merged record"), help_text=_("The row that went, as it was."))
    survivor_before = models.JSONField(_("survivor before"), help_text=_("The row that stayed, as it was before."))
    moved = models.JSONField(_("moved"), help_text=_("Relation → ids of the rows that were moved."))
    undoing = models.JSONField(
        _("undoing"), default=dict, help_text=_("What undoing needs besides: the row after, likenesses, the last ids.")
    )
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("merged by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Who merged them."),
    )
    merged_at = models.DateTimeField(_("merged at"), db_default=Now(), help_text=_("When."))
    undone_at = models.DateTimeField(
        _("undone at"), null=True, blank=True, help_text=_("When it was undone, if it was.")
    )

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ["-id"]
        indexes = [models.Index(fields=["content_type", "loser_id"], name="merge_old_address")]

    def __str__(self) -> str:
        return f"{self.content_type.model} {self.loser_id} → {self.survivor_id}"
