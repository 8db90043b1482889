"""A press release: the text that everything else points into."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.checks import country_check
from archive.models.curated import Curated
from archive.roles import FURTHER

FIRST_WORDS = 60


class Release(Curated):
    """A press release with the canonical text that every span counts in.

    The spans from which title, day and dateline were read stand in `parsed["spans"]`; a trigger holds them to the text.
    """

    class State(models.TextChoices):
        TO_READ = "to_read", _("to read")
        IN_HAND = "in_hand", _("in hand")
        DONE = "done", _("done")

    source = models.ForeignKey(
        "archive.Source",
        verbose_name=_("source"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The document that the text was read from, the current one if there are several versions."),
    )
    issuer = models.ForeignKey(
        "archive.Organization",
        verbose_name=_("issuer"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="releases",
        help_text=_("The organisation that issued the release."),
    )
    title = models.TextField(  # noqa: DJ001 null: the text has none
        _("title"), null=True, blank=True, help_text=_("As written; empty where the text has none.")
    )
    language = models.CharField(
        _("language"), max_length=10, help_text=_("BCP 47, such as fr; und if it could not be told.")
    )
    published_on = models.DateField(
        _("published on"), null=True, blank=True, help_text=_("The day the text gives; never invented.")
    )
    city = models.TextField(_("city"), null=True, blank=True, help_text=_("The dateline's place as written."))  # noqa: DJ001
    country = models.TextField(  # noqa: DJ001
        _("country"),
        null=True,
        blank=True,
        help_text=_("The dateline's country, or what stands in its place, as written."),
    )
    country_code = models.CharField(  # noqa: DJ001
        _("country code"),
        max_length=2,
        null=True,
        blank=True,
        help_text=_("ISO 3166-1 alpha-2 of the dateline's country."),
    )
    text = models.TextField(
        _("text"),
        help_text=_("The canonical text: decoded, NFC, lines ended by line feeds. Every offset counts in it."),
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=State,
        default=State.TO_READ,
        help_text=_("«Done» says that nothing is missing."),
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The editor who has it in hand, or is to read it."),
    )
    in_hand_until = models.DateTimeField(
        _("in hand until"), null=True, blank=True, help_text=_("End of the editor's lease.")
    )
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("done by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Who said that nothing is missing."),
    )
    done_at = models.DateTimeField(_("done at"), null=True, blank=True, help_text=_("When it was done."))
    parser_version = models.CharField(
        _("parser version"),
        max_length=40,
        blank=True,
        help_text=_("Version that last read the text; empty if unparsed (not French)."),
    )
    authority_hash = models.CharField(
        _("authority hash"),
        max_length=64,
        blank=True,
        help_text=_("What editors had taught the ETL when the text was last read."),
    )

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = [models.F("published_on").desc(nulls_last=True), "-id"]
        permissions = FURTHER
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="release_text_not_empty"),
            country_check("release_country_code_is_iso"),
            models.CheckConstraint(
                condition=models.Q(state="done", done_at__isnull=False)
                | (~models.Q(state="done") & models.Q(done_at__isnull=True)),
                name="release_done_has_a_day",
            ),
        ]
        indexes = [
            models.Index(models.F("published_on").desc(nulls_last=True), models.F("id").desc(), name="release_newest"),
            models.Index(fields=["state", "id"], name="release_queue"),
        ]

    def __str__(self) -> str:
        return self.title or self.label_without_title()

    def label_without_title(self) -> str:
        """Dateline and first words in brackets, to show where there is no title; never stored.

        Lists that leave the text out give its `beginning`.
        """
        dateline = self.parsed.get("spans", {}).get("dateline")
        beginning: str = self.__dict__.get("beginning") or self.text
        words = first_words(beginning[dateline["end"] if dateline else 0 :].lstrip(" \n–—-:"))
        said_already = not dateline and (self.city or "").casefold() in words.casefold()
        return f"[{'' if said_already or not self.city else f'{self.city} – '}{words}…]"


def first_words(body: str) -> str:
    """The beginning of `body` on one line, cut between words."""
    line = body[: FIRST_WORDS + 1].replace("\n", " ")
    return line if len(line) <= FIRST_WORDS else line[:FIRST_WORDS].rsplit(" ", 1)[0]
