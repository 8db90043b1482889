"""How often somebody may ask: by address where nobody is known, else by token or person."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from archive.logins import address_of


class Throttle(SimpleRateThrottle):
    """So many requests a minute; a rate of 0 counts none. Each server process counts by itself."""

    def get_rate(self) -> str | None:
        return None  # it depends on who asks

    def allow_request(self, request: Request, view: Any) -> bool:
        is_known = request.user.is_authenticated
        most = settings.ARCHIVE_API_TOKEN_RATE if is_known else settings.ARCHIVE_API_ANONYMOUS_RATE
        self.rate = f"{most}/min" if most else None
        self.num_requests, self.duration = most, 60
        return bool(super().allow_request(request, view))

    def get_cache_key(self, request: Request, view: Any) -> str:
        if request.auth is not None:
            return f"api-token-{request.auth.pk}"
        if request.user.is_authenticated:
            return f"api-user-{request.user.pk}"
        return f"api-address-{address_of(request._request)}"
