"""Numbers that releases claim."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.annotation import Annotation, pointing
from archive.models.edtf import edtf_bound, edtf_check, edtf_field


class Figure(Annotation):
    """A quantity that states a fact, normalised; what it counts stays in the text's words."""

    value = models.DecimalField(
        _("value"),
        max_digits=30,
        decimal_places=6,
        null=True,
        blank=True,
        help_text=_("The plain number; empty for «plusieurs centaines»."),
    )
    upper = models.DecimalField(
        _("upper"), max_digits=30, decimal_places=6, null=True, blank=True, help_text=_("The upper end of a range.")
    )
    qualifier = models.CharField(  # noqa: DJ001 null: exact
        _("qualifier"),
        max_length=60,
        null=True,
        blank=True,
        help_text=_("plus de, près de, environ … in the text's words; empty if exact."),
    )
    unit = models.CharField(  # noqa: DJ001
        _("unit"), max_length=120, null=True, blank=True, help_text=_("ISO 4217 for money, % or a singular noun.")
    )
    subject = models.TextField(  # noqa: DJ001
        _("subject"), null=True, blank=True, help_text=_("What is counted, in the text's words.")
    )
    indicator = models.ForeignKey(
        "archive.Indicator",
        verbose_name=_("indicator"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="figures",
        db_index=False,
        help_text=_("What it measures, so that claims can be compared over time."),
    )
    period = edtf_field(_("period"), _("EDTF: the time it speaks of («depuis 2022»)."))
    earliest = edtf_bound("period", "earliest")
    latest = edtf_bound("period", "latest")
    part_of = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="parts",
        db_index=False,
        help_text=_("The figure it is part of («dont 82 …»); never added up."),
    )
    quote = models.ForeignKey(
        "archive.Quote",
        verbose_name=_("quote"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="figures",
        db_index=False,
        help_text=_("The quote it stands in: its speaker claims it."),
    )
    event = models.ForeignKey(
        "archive.Event",
        verbose_name=_("event"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="figures",
        db_index=False,
        help_text=_("The event it belongs to."),
    )
    programme = models.ForeignKey(
        "archive.Programme",
        verbose_name=_("programme"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="figures",
        db_index=False,
        help_text=_("The programme it belongs to."),
    )

    class Meta(Annotation.Meta):
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        constraints = [
            *Annotation.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(upper__isnull=True) | models.Q(value__isnull=False, value__lte=models.F("upper")),
                name="figure_value_at_most_upper",
            ),
            models.CheckConstraint(condition=~models.Q(part_of=models.F("id")), name="figure_not_part_of_itself"),
            edtf_check("period", "figure_period_is_edtf"),
        ]
        indexes = [
            *Annotation.Meta.indexes,
            *(pointing("figure", name) for name in ("indicator", "part_of", "quote", "event", "programme")),
        ]
