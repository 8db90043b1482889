"""Who may read: everybody, unless `ARCHIVE_PUBLIC_READ=0`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase


class ReadersAdmitted(LoginRequiredMiddleware):
    """Asks for a login on every page but the login's own, where reading is not public.

    A view that asks by itself who it is, as the API's do, says so with Django's `login_not_required`.
    """

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        if settings.ARCHIVE_PUBLIC_READ:
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)
