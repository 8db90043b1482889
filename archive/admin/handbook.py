"""The handbook for editors: two printed pages in French, a short one in English."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

WRITTEN_IN = ("fr", "en")


def handbook_view(request: HttpRequest) -> HttpResponse:
    """The handbook in the language of the interface, or in the one asked for (`?in=fr`)."""
    asked = request.GET.get("in") or (get_language() or "").partition("-")[0]
    language = asked if asked in WRITTEN_IN else "en"
    context = {
        **admin.site.each_context(request),
        "title": _("Handbook for editors"),
        "language": language,
        "page": f"archive/admin/handbook/{language}.html",
        "is_nav_sidebar_enabled": False,
    }
    return TemplateResponse(request, "archive/admin/handbook/page.html", context)
