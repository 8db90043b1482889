"""Admin of releases: the whole text with everything that was read from it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from archive.admin.base import CuratedAdmin
from archive.admin.filters import DayFilter, DecidedFilter, FlaggedFilter, LanguageFilter, TitleFilter
from archive.admin.forms import CuratedForm
from archive.admin.links import Table, link
from archive.admin.reading_again import ReadingAgain
from archive.admin.release_tables import TabledReadings
from archive.admin.review.addresses import review_addresses
from archive.admin.scale import count_of
from archive.admin.search import ByWords
from archive.models import Figure, Quote, Release, Source
from archive.presentation.counting import capped
from archive.roles import Act, may


class ReleaseForm(CuratedForm):
    """Keeps the day on which a release was done in step with its state."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_done = cleaned.get("state") == Release.State.DONE
        self.instance.done_at = (self.instance.done_at or timezone.now()) if is_done else None
        return cleaned


@admin.register(Release)
class ReleaseAdmin(ByWords, ReadingAgain, CuratedAdmin):
    """Press releases; they come in by ingesting, not by typing."""

    form = ReleaseForm
    list_display = (
        "label",
        "published_on",
        "state",
        "review_link",
        "quote_count",
        "figure_count",
        "place",
        "language",
        "issuer_link",
    )
    actions = ("read_again",)
    import_export_change_list_template = "archive/admin/release_list.html"
    list_filter = ("state", DayFilter, TitleFilter, LanguageFilter, DecidedFilter, FlaggedFilter)
    list_select_related = ("issuer",)
    date_hierarchy = "published_on"
    ordering = list(Release._meta.ordering or ())
    counts = {"quotes_counted": count_of(Quote, "release"), "figures_counted": count_of(Figure, "release")}
    machine_fields = (
        "source_link",
        "other_sources",
        "parser_version",
        "authority_hash",
        "done_by",
        "done_at",
        *CuratedAdmin.machine_fields,
    )
    fieldsets = (
        (
            _("Release"),
            {
                "fields": (
                    "title",
                    ("published_on", "language"),
                    ("city", "country", "country_code"),
                    "issuer",
                    "reference",
                    "source_link",
                )
            },
        ),
        (_("Desk"), {"fields": (("state", "assigned_to"), ("done_by", "done_at"))}),
        (
            _("Kept by the machine, and what to look at"),
            {
                "fields": (
                    "other_sources",
                    ("parser_version", "authority_hash"),
                    "decided",
                    "said",
                    ("version", "run"),
                    "flags",
                    "supplied",
                ),
                "classes": ("collapse",),
            },
        ),
    )

    def get_urls(self) -> list[URLPattern]:
        return [*review_addresses(self.admin_site), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return super().changelist_view(request, {"may_ingest": may(request.user, Act.INGEST), **(extra_context or {})})

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Release, form: Any, change: bool) -> None:
        if "state" in form.changed_data:
            obj.done_by = request.user if obj.state == Release.State.DONE else None  # type: ignore[assignment]
        super().save_model(request, obj, form, change)

    def around(self, request: HttpRequest, record: Any) -> dict[str, Any]:
        readings = TabledReadings.of(record)
        return {
            **super().around(request, record),
            "text": readings.text(),
            "legend": readings.legend(),
            "readings": readings.tables(),
            "may_read_again": self.has_change_permission(request),
        }

    def tables(self, record: Any) -> list[Table]:
        """Nothing below the form: what points at a release stands above it, beside its text."""
        return []

    @admin.display(description=_("release"), ordering="title")
    def label(self, release: Release) -> str:
        return Truncator(str(release)).chars(120)

    @admin.display(description=_("review"))
    def review_link(self, release: Release) -> SafeString:
        where = reverse("admin:archive_release_review", args=[release.pk])
        return format_html('<a href="{}" aria-label="{}: {}">{}</a>', where, _("Review"), release, _("Review"))

    @admin.display(description=_("place"), ordering="city")
    def place(self, release: Release) -> str:
        return f"{release.city or '–'}{f' ({release.country})' if release.country else ''}"

    @admin.display(description=_("issuer"), ordering="issuer__name")
    def issuer_link(self, release: Release) -> SafeString | str:
        return link(release.issuer)

    @admin.display(description=_("quotes"))
    def quote_count(self, release: Any) -> str:
        return capped(release.quotes_counted)

    @admin.display(description=_("figures"))
    def figure_count(self, release: Any) -> str:
        return capped(release.figures_counted)

    @admin.display(description=_("source"))
    def source_link(self, release: Release) -> SafeString | str:
        """Link to the document without loading its bytes."""
        return link(Source.objects.only("name").filter(pk=release.source_id).first())

    @admin.display(description=_("other versions"))
    def other_sources(self, release: Release) -> SafeString | str:
        """Link to the earlier documents of this release."""
        others = Source.objects.only("name").filter(release=release).exclude(pk=release.source_id)[:50]
        return SafeString(", ".join(link(source) for source in others)) or "–"
