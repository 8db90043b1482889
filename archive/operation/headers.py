"""Headers that every answer has, and the size that a request may have."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

CSP = "Content-Security-Policy"
# What no page uses is switched off, for what it might embed too.
FEATURES = ("camera", "display-capture", "geolocation", "microphone", "payment", "publickey-credentials-get", "usb")
PERMISSIONS = ", ".join(f"{feature}=()" for feature in FEATURES)


class HeadersMiddleware:
    """Gives each answer its policies; a view may have set a stricter one of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault(CSP, settings.ARCHIVE_POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class SizeMiddleware:
    """Refuses (413) what is too large before any of it is read. A body without a length is not read at all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) <= settings.ARCHIVE_MAX_UPLOAD_BYTES:
            return self.get_response(request)
        told = _("The request is longer than %(limit)s bytes (ARCHIVE_MAX_UPLOAD_BYTES): send less at a time.") % {
            "limit": f"{settings.ARCHIVE_MAX_UPLOAD_BYTES:,}"
        }
        return HttpResponse(f"{told}\n", status=413, content_type="text/plain; charset=utf-8")
