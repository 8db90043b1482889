"""Admin of programmes."""

from __future__ import annotations

from django.contrib import admin

from archive.admin.entity import EntityAdmin
from archive.admin.scale import count_of
from archive.models import Figure, Mention, Programme


@admin.register(Programme)
class ProgrammeAdmin(EntityAdmin):
    """Named systems, databases, networks, projects and services."""

    facts = ("kind",)
    list_display = ("name", "kind", "other_names", "mention_count", "figure_count")
    list_filter = ("kind", *EntityAdmin.list_filter)
    counts = {"mentions_counted": count_of(Mention, "programme"), "figures_counted": count_of(Figure, "programme")}
