"""What persons, organisations, offices, programmes, events, indicators and subjects have in common in the admin."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from archive.admin.base import CuratedAdmin
from archive.admin.filters import DecidedFilter, FlaggedFilter
from archive.admin.search import with_name_like
from archive.models import Entity
from archive.models.entity import BY_NAME
from archive.presentation.counting import capped
from archive.roles import Act, may


class EntityAdmin(CuratedAdmin):
    """An entity's page shows what points at it; `facts` are the fields of its own besides names."""

    facts: tuple[Any, ...] = ()
    search_fields = ("name",)
    search_help_text = _("Words of a name or alias, in any order, with or without accents.")
    machine_fields = ("keys", *CuratedAdmin.machine_fields)
    list_filter: ClassVar[Any] = (DecidedFilter, FlaggedFilter)
    ordering: ClassVar[Any] = (BY_NAME, "id")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        own = (None, {"fields": ("name", *self.facts, "aliases", "identifiers", "reference")})
        kept = ("keys", "decided", "said", ("version", "run"), "flags", "supplied")
        machine = (_("Kept by the machine, and what to look at"), {"fields": kept, "classes": ("collapse",)})
        return [own, machine] if obj else [own]

    def around(self, request: HttpRequest, record: Any) -> dict[str, Any]:
        splits = may(request.user, Act.MERGE)
        where = reverse("admin:split", args=[record._meta.model_name, record.pk]) if splits else ""
        return {**super().around(request, record), "splitting_address": where}

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        return with_name_like(queryset, search_term), False

    @admin.display(description=_("aliases"))
    def other_names(self, record: Entity) -> str:
        return Truncator(" · ".join(record.aliases)).chars(80)

    @admin.display(description=_("quotes"))
    def quote_count(self, record: Any) -> str:
        return capped(record.quotes_counted)

    @admin.display(description=_("figures"))
    def figure_count(self, record: Any) -> str:
        return capped(record.figures_counted)

    @admin.display(description=_("mentions"))
    def mention_count(self, record: Any) -> str:
        return capped(record.mentions_counted)
