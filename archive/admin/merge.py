"""Admin of merges."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from archive.admin.base import ReadOnlyAdmin
from archive.admin.filters import KindFilter
from archive.admin.merging import name_of
from archive.admin.named import NamingChangeList, named_link
from archive.models import Merge


@admin.register(Merge)
class MergeAdmin(ReadOnlyAdmin):
    """Which records were made one, by whom, and what moved."""

    list_display = ("gone", "survivor", "merged_by", "merged_at", "undone_at", "undoing_link")
    list_filter = (KindFilter, ("undone_at", admin.EmptyFieldListFilter))
    list_select_related = ("content_type", "merged_by")
    date_hierarchy = "merged_at"
    search_fields = ("loser__name",)
    ordering = ("-id",)
    named = ("survivor_id",)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[NamingChangeList]:
        return NamingChangeList

    @admin.display(description=_("undo"))
    def undoing_link(self, merge: Merge) -> SafeString | str:
        """Link to where the merge is undone."""
        if merge.undone_at:
            return "–"
        return format_html('<a href="{}">{}</a>', reverse("admin:merge_undo", args=[merge.pk]), _("Undo…"))

    @admin.display(description=_("merged"))
    def gone(self, merge: Merge) -> str:
        return name_of(merge)

    @admin.display(description=_("survivor"))
    def survivor(self, merge: Merge) -> SafeString | str:
        return named_link(merge, "survivor_id")
