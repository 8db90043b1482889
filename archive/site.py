"""The admin site: its title in both languages, its front page, the way in for documents, and the page to try texts."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.sites import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("Documents"), ("Release", "Source", "Run")),
    (_("Who and what"), ("Person", "Organization", "Office", "Programme", "Event", "Indicator", "Subject")),
    (_("Read from the texts"), ("Quote", "Figure", "Tenure", "Participation", "Mention")),
    (_("Desk"), ("Proposal", "Likeness", "Merge", "Note", "ApiToken")),
)
OTHERS = {"auth": _("People"), "axes": _("Logins")}


class ArchiveAdminConfig(AdminConfig):
    """Django's admin with the archive's own site."""

    default_site = "archive.site.ArchiveSite"


class ArchiveSite(AdminSite):
    """Groups the models as readers think of them, and shows first what waits."""

    site_header = _("Archive of press releases")
    site_title = _("Archive of press releases")
    index_title = _("Overview")
    index_template = "archive/admin/index.html"

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Leave out the pages that the queue's package brings: `archive.admin.job` shows what editors can use."""
        if admin_class is None or not admin_class.__module__.startswith("procrastinate."):
            super().register(model_or_iterable, admin_class, **options)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        from archive.admin.bulk import bulk_view
        from archive.admin.handbook import handbook_view
        from archive.admin.history.views import history_addresses
        from archive.admin.ingest import ingest_view
        from archive.admin.merging import merging_addresses
        from archive.admin.notes import note_addresses
        from archive.admin.proposal import proposal_addresses
        from archive.admin.queue import queue_view
        from archive.admin.splitting import splitting_addresses
        from archive.admin.trial import trial_view

        return [
            path("handbook/", self.admin_view(handbook_view), name="handbook"),
            path("ingest/", self.admin_view(ingest_view), name="ingest"),
            path("bulk/<slug:kind>/", self.admin_view(bulk_view), name="bulk"),
            path("queue/", self.admin_view(queue_view), name="queue"),
            path("try/", self.admin_view(trial_view), name="try"),
            *history_addresses(self),
            *merging_addresses(self),
            *splitting_addresses(self),
            *note_addresses(self),
            *proposal_addresses(self),
            *super().get_urls(),
        ]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        from archive.admin.overview import overview

        return super().index(request, {**overview(request), **(extra_context or {})})

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Have the browser forget the pages, too: the next to sit there may go back through them."""
        response = super().logout(request, extra_context)
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Part the archive's models into groups; other apps come after."""
        apps: list[Any] = super().get_app_list(request, app_label)
        archive = next((app for app in apps if app["app_label"] == "archive"), None)
        if archive is None:
            return apps
        by_name = {model["object_name"]: model for model in archive["models"]}
        groups = [
            {**archive, "name": name, "models": [by_name[one] for one in models if one in by_name]}
            for name, models in GROUPS
        ]
        others = [{**app, "name": OTHERS.get(app["app_label"], app["name"])} for app in apps if app is not archive]
        return [*(group for group in groups if group["models"]), *others]
