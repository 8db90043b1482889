"""Admin of indicators and subjects."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from archive.admin.claims import claims
from archive.admin.entity import EntityAdmin
from archive.admin.links import link
from archive.admin.scale import count_of
from archive.models import Figure, Indicator, Mention, Subject


@admin.register(Indicator)
class IndicatorAdmin(EntityAdmin):
    """What figures measure over the years."""

    facts = ("unit", "organization")
    list_display = ("name", "unit", "organization_link", "other_names", "figure_count")
    list_select_related = ("organization", "run")
    counts = {"figures_counted": count_of(Figure, "indicator")}

    def around(self, request: HttpRequest, record: Any) -> dict[str, Any]:
        return {**super().around(request, record), **claims(record)}

    @admin.display(description=_("organization"), ordering="organization__name")
    def organization_link(self, indicator: Indicator) -> SafeString | str:
        return link(indicator.organization)


@admin.register(Subject)
class SubjectAdmin(EntityAdmin):
    """Crime areas and their terms."""

    list_display = ("name", "other_names", "mention_count")
    counts = {"mentions_counted": count_of(Mention, "subject")}
