"""The frame of every page for readers: what its template needs, and the headers under which it is sent."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import conditional_page, require_safe

from archive.reading.addresses import absolute, home, list_address
from archive.reading.visible import PARAMETER, Visible, with_parameters

View = Callable[..., HttpResponseBase]
# Nothing but the archive's own style and pictures; a page for readers runs no script.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
SECTIONS = (
    ("release", _("Releases")),
    ("person", _("Persons")),
    ("organization", _("Organizations")),
    ("event", _("Events")),
    ("programme", _("Programmes")),
    ("indicator", _("Indicators")),
)
SEARCH, REPORTS = "search/", "reports/"
LANGUAGES = (("fr", "Français"), ("en", "English"))


def reading(view: View) -> View:
    """A page for readers: GET only, with an ETag of what is sent, never kept by others without asking again."""

    @require_safe
    @conditional_page
    @wraps(view)
    def framed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        patch_vary_headers(response, ["Cookie", "Accept-Language"])
        return response

    return framed


def page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A template that extends `reading/base.html`, with what the frame needs; wrap the view in `reading`."""
    return HttpResponse(render_to_string(template, {**frame(request), **context}, request), status=status)


def frame(request: HttpRequest) -> dict[str, Any]:
    """What `reading/base.html` needs: sections, language, the reader's view, and the addresses around it."""
    visible = Visible.to(request)
    here = request.get_full_path()
    return {
        "visible": visible,
        "sections": [section(request, visible, list_address(kind), name) for kind, name in SECTIONS],
        "reports": section(request, visible, home() + REPORTS, _("Reports")),
        "home": visible.keep(home()),
        "search": home() + SEARCH,
        "canonical": absolute(request, request.path),
        "toggled": with_parameters(here, **{PARAMETER: None if visible.confirmed else "1", "page": None}),
        "here": here,
        "language": get_language(),
        "languages": LANGUAGES,
    }


def section(request: HttpRequest, visible: Visible, address: str, name: Any) -> dict[str, Any]:
    """A link of the header: where it leads, its name, and whether the page is within it."""
    return {"address": visible.keep(address), "name": name, "is_open": request.path.startswith(address)}
