"""Choosing the language of the pages, kept in a cookie; the way back is the page where it was chosen."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.http import require_safe

from archive.reading.addresses import home

A_YEAR = 365 * 24 * 60 * 60


@require_safe
def language_view(request: HttpRequest, code: str) -> HttpResponse:
    """Remember the language and go back to `?next=`. Raises Http404 for a language that the archive does not speak."""
    if code not in dict(settings.LANGUAGES) or not check_for_language(code):
        raise Http404(f"The archive does not speak {code}.")
    back = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = home()
    response = HttpResponseRedirect(back)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, code, max_age=A_YEAR, secure=settings.HTTPS, httponly=True, samesite="Lax"
    )
    return response
