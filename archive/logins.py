"""Logins: where they come from, what the log says of them, and what whoever tried too often is told."""

from __future__ import annotations

import logging
from datetime import datetime
from ipaddress import ip_address
from math import ceil
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models import Max
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.timezone import now
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)


@receiver(user_logged_in)
def note_login(request: HttpRequest, user: Any, **_signal: object) -> None:
    logger.info("Somebody logged in: user %s from %s.", user.pk, address_of(request))


@receiver(user_logged_out)
def note_logout(request: HttpRequest, user: Any, **_signal: object) -> None:
    logger.info("Somebody logged out: user %s from %s.", user and user.pk, address_of(request))


@receiver(user_login_failed)
def note_failure(request: HttpRequest | None = None, **_signal: object) -> None:
    """Without the name that was typed: it may have been a password."""
    logger.info("A login failed: from %s.", address_of(request) if request else "a command")


def address_of(request: HttpRequest) -> str | None:
    """The address that asks; None on a socket that has none.

    Behind a proxy that is ours (ARCHIVE_HTTPS) it is the last of X-Forwarded-For, which the proxy itself wrote; those
    before it, and the whole header without such a proxy, are whatever the asker likes.
    """
    peer = request.META.get("REMOTE_ADDR", "")
    last = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() if settings.HTTPS else ""
    return valid(last) or valid(peer)


def valid(address: str) -> str | None:
    try:
        return str(ip_address(address))
    except ValueError:
        return None


def told_to_wait(request: HttpRequest, _response: HttpResponse | None, credentials: dict[str, Any]) -> HttpResponse:
    """Refuse with the minutes that are left, alike for names that exist and for those that do not."""
    minutes = minutes_left(str((credentials or {}).get("username", "")), address_of(request), now())
    context = {**admin.site.each_context(request), "title": _("Too many failed logins"), "minutes": minutes}
    response = TemplateResponse(request, "archive/admin/locked.html", context, status=429)
    response["Retry-After"] = str(minutes * 60)
    return response.render()


def minutes_left(username: str, address: str | None, today: datetime) -> int:
    """How long whoever failed to log in from there as that has to wait, at least a minute."""
    attempts = AccessAttempt.objects.filter(username=username, ip_address=address)
    last: datetime = attempts.aggregate(last=Max("attempt_time"))["last"] or today
    left = last + settings.AXES_COOLOFF_TIME - today
    return max(1, ceil(left.total_seconds() / 60))
