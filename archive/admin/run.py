"""Admin of runs."""

from __future__ import annotations

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from archive.admin.base import ReadOnlyAdmin
from archive.models import Run


@admin.register(Run)
class RunAdmin(ReadOnlyAdmin):
    """What the ETL did and when."""

    list_display = ("id", "kind", "started_at", "finished_at", "documents", "parser_version", "started_by", "changes")
    list_display_links = ("id", "kind")
    list_filter = ("kind", "parser_version", ("finished_at", admin.EmptyFieldListFilter))
    list_select_related = ("started_by",)
    date_hierarchy = "started_at"
    search_fields = ("parser_version", "authority_hash__startswith")
    ordering = ("-id",)

    @admin.display(description=_("history"))
    def changes(self, run: Run) -> SafeString:
        """Link to what the run changed."""
        words = _("undone") if run.undone_at else _("what it changed")
        return format_html('<a href="{}">{}</a>', reverse("admin:run_changes", args=[run.pk]), words)

    @admin.display(description=_("documents"))
    def documents(self, run: Run) -> str:
        return " · ".join(f"{name} {count}" for name, count in run.counts.items()) or "–"
