"""Who held which office, and who took part in what, as one release says."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.annotation import Annotation, pointing
from archive.models.checks import country_check, one_of_check
from archive.models.edtf import edtf_bound, edtf_check, edtf_field

TAKERS = ("person", "organization", "country_code")


class Tenure(Annotation):
    """This person in this office, as this release says."""

    person = models.ForeignKey(
        "archive.Person",
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="tenures",
        help_text=_("Who holds the office."),
    )
    office = models.ForeignKey(
        "archive.Office",
        verbose_name=_("office"),
        on_delete=models.PROTECT,
        related_name="tenures",
        help_text=_("The office held."),
    )
    term = edtf_field(
        _("term"),
        _("EDTF, supplied by an editor: from when to when (2014-11-07/2019-11-18), or a day on which it was held."),
    )
    earliest = edtf_bound("term", "earliest")
    latest = edtf_bound("term", "latest")

    class Meta(Annotation.Meta):
        verbose_name = _("tenure")
        verbose_name_plural = _("tenures")
        constraints = [*Annotation.Meta.constraints, edtf_check("term", "tenure_term_is_edtf")]
        indexes = [
            *Annotation.Meta.indexes,
            # Who held an office, as editors taught: read at the beginning of every run and every job.
            models.Index(
                fields=["id"], name="tenure_taught", condition=models.Q(decided__contains=["person", "office"])
            ),
            # Terms are what editors supply: few.
            models.Index(fields=["person", "office"], name="tenure_term", condition=models.Q(term__isnull=False)),
        ]


class Participation(Annotation):
    """A person, an organisation or a country in an event."""

    class Part(models.TextChoices):
        CHAIRED = "chaired", _("chaired")
        OPENED = "opened", _("opened")
        CLOSED = "closed", _("closed")
        HOSTED = "hosted", _("hosted")
        ADDRESSED = "addressed", _("addressed")
        ELECTED = "elected", _("elected")
        ATTENDED = "attended", _("attended")

    event = models.ForeignKey(
        "archive.Event",
        verbose_name=_("event"),
        on_delete=models.PROTECT,
        related_name="participations",
        help_text=_("Which event."),
    )
    person = models.ForeignKey(
        "archive.Person",
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="participations",
        db_index=False,
        help_text=_("Who took part, if a person."),
    )
    organization = models.ForeignKey(
        "archive.Organization",
        verbose_name=_("organization"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="participations",
        db_index=False,
        help_text=_("Who took part, if an organisation."),
    )
    country_code = models.CharField(  # noqa: DJ001
        _("country code"),
        max_length=2,
        null=True,
        blank=True,
        help_text=_("Who took part, if a country: ISO 3166-1 alpha-2."),
    )
    part = models.CharField(_("part"), max_length=9, choices=Part, help_text=_("How they took part."))

    class Meta(Annotation.Meta):
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = [
            *Annotation.Meta.constraints,
            one_of_check(TAKERS, "participation_of_one"),
            country_check("participation_country_code_is_iso"),
        ]
        indexes = [*Annotation.Meta.indexes, *(pointing("participation", name) for name in TAKERS)]
