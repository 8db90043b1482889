"""Admin of runs."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive.admin.base import ReadOnlyAdmin
from archive.models import Run


@admin.register(Run)
class RunAdmin(ReadOnlyAdmin):
    """What the ETL did and when."""

    list_display = ("id", "kind", "started_at", "finished_at", "documents", "parser_version", "started_by")
    list_display_links = ("id", "kind")
    list_filter = ("kind", "parser_version", ("finished_at", admin.EmptyFieldListFilter))
    list_select_related = ("started_by",)
    date_hierarchy = "started_at"
    search_fields = ("parser_version", "authority_hash__startswith")
    ordering = ("-id",)

    @admin.display(description=_("documents"))
    def documents(self, run: Run) -> str:
        return " · ".join(f"{name} {count}" for name, count in run.counts.items()) or "–"
