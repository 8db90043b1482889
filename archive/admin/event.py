"""Admin of events."""

from __future__ import annotations

from django.contrib import admin
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from archive.admin.entity import EntityAdmin
from archive.admin.filters import EventDayFilter
from archive.admin.links import link
from archive.admin.scale import count_of
from archive.models import Event, Figure, Mention


@admin.register(Event)
class EventAdmin(EntityAdmin):
    """Gatherings and operations; what has no year comes last."""

    facts = (("kind", "ordinal"), "organization", "date", ("city", "country", "country_code"))
    list_display = ("name", "kind", "ordinal", "date", "place", "organization_link", "mention_count", "figure_count")
    list_filter = ("kind", EventDayFilter, *EntityAdmin.list_filter)
    list_select_related = ("organization", "run")
    date_hierarchy = "earliest"
    ordering = list(Event._meta.ordering or ())
    counts = {"mentions_counted": count_of(Mention, "event"), "figures_counted": count_of(Figure, "event")}

    @admin.display(description=_("place"), ordering="city")
    def place(self, event: Event) -> str:
        return ", ".join(filter(None, [event.city, event.country])) or "–"

    @admin.display(description=_("organization"), ordering="organization__name")
    def organization_link(self, event: Event) -> SafeString | str:
        return link(event.organization)
