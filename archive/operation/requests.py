"""Every request has an id: in the answer, in the log, and in the log of a proxy that gave it."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from contextvars import ContextVar
from uuid import uuid4

from django.core.signals import request_finished
from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
REFUSED = {401, 403}
# Whoever asks may send one; what could forge a line of the log is none.
WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{8,128}\Z")

logger = logging.getLogger(__name__)
_id: ContextVar[str] = ContextVar("request_id", default="")


def request_id() -> str:
    """The id of the request that is being answered; empty outside of one."""
    return _id.get()


class RequestIdMiddleware:
    """Takes the id that came with the request, or makes one, and gives it back with the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "")
        _id.set(given if WELL_FORMED.match(given) else uuid4().hex)
        response = self.get_response(request)
        response.headers[HEADER] = request_id()
        if response.status_code in REFUSED:
            user = getattr(request, "user", None)
            logger.warning(
                "%s %s was refused (%d) to user %s.",
                request.method,
                request.path,
                response.status_code,
                user and user.pk,
            )
        return response


def forget(**_signal: object) -> None:
    """A thread goes on to other requests. A stream is sent before this."""
    _id.set("")


request_finished.connect(forget, dispatch_uid="archive.request_id")
