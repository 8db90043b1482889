"""Admin of organisations and of the offices in them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from archive.admin.entity import EntityAdmin
from archive.admin.holders import confirm_tenure_view, holders_of, may_confirm
from archive.admin.links import link
from archive.admin.scale import count_of
from archive.models import Mention, Office, Organization, Quote, Tenure
from archive.presentation.counting import capped


@admin.register(Organization)
class OrganizationAdmin(EntityAdmin):
    """Bodies that issue releases, hold meetings or speak."""

    facts = ("acronym",)
    list_display = ("name", "acronym", "other_names", "quote_count", "mention_count")
    counts = {"quotes_counted": count_of(Quote, "organization"), "mentions_counted": count_of(Mention, "organization")}


@admin.register(Office)
class OfficeAdmin(EntityAdmin):
    """Titles in organisations, whoever holds them."""

    facts = ("organization",)
    list_display = ("name", "organization_link", "other_names", "tenure_count", "quote_count")
    list_select_related = ("organization", "run")
    counts = {"quotes_counted": count_of(Quote, "role"), "tenures_counted": count_of(Tenure, "office")}

    def around(self, request: HttpRequest, record: Any) -> dict[str, Any]:
        shown = {"holders": holders_of(record), "may_confirm": may_confirm(request)}
        return {**super().around(request, record), **shown}

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(confirm_tenure_view)
        return [path("tenure/<int:pk>/confirm/", view, name="archive_office_confirm"), *super().get_urls()]

    @admin.display(description=_("organization"), ordering="organization__name")
    def organization_link(self, office: Office) -> SafeString | str:
        return link(office.organization)

    @admin.display(description=_("tenures"))
    def tenure_count(self, office: Any) -> str:
        return capped(office.tenures_counted)
