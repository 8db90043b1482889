"""Admin of tenures and participations."""

from __future__ import annotations

from django.contrib import admin
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from archive.admin.annotation import AnnotationAdmin
from archive.admin.links import link
from archive.models import Participation, Tenure


@admin.register(Tenure)
class TenureAdmin(AnnotationAdmin):
    """Who held which office, as one release says."""

    facts = ("person", "office", "term")
    list_display = ("words", "person_link", "office_link", "release_link", "published_on", "sureness", "verdict")
    list_select_related = ("release", "person", "office__organization", "run")
    search_fields = (
        "exact__unaccent",
        "person__name__unaccent",
        "office__name__unaccent",
        "office__organization__name__unaccent",
    )
    search_help_text = _("Words of the person's or the office's name, with or without accents.")

    @admin.display(description=_("person"), ordering="person__name")
    def person_link(self, tenure: Tenure) -> SafeString | str:
        return link(tenure.person)

    @admin.display(description=_("office"), ordering="office__name")
    def office_link(self, tenure: Tenure) -> SafeString | str:
        return link(tenure.office)


@admin.register(Participation)
class ParticipationAdmin(AnnotationAdmin):
    """Who took part in which event, and how."""

    facts = ("event", "part", "person", "organization", "country_code")
    list_display = ("words", "taker", "part", "event_link", "release_link", "published_on", "sureness", "verdict")
    list_filter = ("part",)
    list_select_related = ("release", "event", "person", "organization", "run")
    search_fields = (
        "exact__unaccent",
        "person__name__unaccent",
        "organization__name__unaccent",
        "event__name__unaccent",
    )
    search_help_text = _("Words of the event's name or of who took part, with or without accents.")

    @admin.display(description=_("who took part"))
    def taker(self, one: Participation) -> SafeString | str:
        return one.country_code or link(one.person or one.organization)

    @admin.display(description=_("event"), ordering="event__name")
    def event_link(self, one: Participation) -> SafeString | str:
        return link(one.event)
