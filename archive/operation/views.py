"""`/health/live`, `/health/ready`, `/metrics`: for machines, in the admin of nobody."""

from __future__ import annotations

from secrets import compare_digest
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from archive.logins import address_of
from archive.operation.metrics import exposition
from archive.operation.readiness import readiness

LOOPBACK = {"127.0.0.1", "::1"}


@login_not_required
@require_safe
@never_cache
def live_view(_request: HttpRequest) -> HttpResponse:
    """200 as long as the server answers at all. Asks no database: to start the server again would not help that."""
    return JsonResponse({"live": True})


@login_not_required
@require_safe
@never_cache
def ready_view(request: HttpRequest) -> HttpResponse:
    """200, or 503 with sentences on what is not right; figures are for those who see the metrics."""
    found = readiness()
    problems = {one.name: one.problem for one in found if one.problem}
    told: dict[str, Any] = {"ready": not problems, "problems": problems}
    if is_trusted(request):
        told["checks"] = {one.name: one.facts for one in found}
    return JsonResponse(told, status=503 if problems else 200)


@login_not_required
@require_safe
@never_cache
def metrics_view(request: HttpRequest) -> HttpResponse:
    """The metrics, for this machine or with the token of ARCHIVE_METRICS_TOKEN."""
    if not is_trusted(request):
        told = _("Metrics are for this machine, or for who sends ARCHIVE_METRICS_TOKEN as a bearer token.")
        return HttpResponse(f"{told}\n", status=403, content_type="text/plain; charset=utf-8")
    return HttpResponse(exposition(), content_type=CONTENT_TYPE_LATEST)


def is_trusted(request: HttpRequest) -> bool:
    return is_of_this_machine(request) or has_token(request)


def is_of_this_machine(request: HttpRequest) -> bool:
    """Whether it was sent from here, and not by a proxy that runs here for somebody else."""
    is_passed_on = "HTTP_X_FORWARDED_FOR" in request.META or "HTTP_FORWARDED" in request.META
    return not is_passed_on and address_of(request) in LOOPBACK


def has_token(request: HttpRequest) -> bool:
    kept, given = settings.ARCHIVE_METRICS_TOKEN, request.headers.get("Authorization", "")
    return bool(kept) and compare_digest(given.encode(), f"Bearer {kept}".encode())
