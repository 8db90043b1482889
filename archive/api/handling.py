"""From exceptions to problems."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from rest_framework.response import Response
from rest_framework.views import exception_handler

from archive.api.problems import ProblemError, problem


def handled(error: Exception, context: Mapping[str, Any]) -> HttpResponse | None:
    """The framework's handler of exceptions: every error as a problem; None leaves a bug to the server's log."""
    known: Response | None = exception_handler(error, dict(context))
    if known is None:
        return None
    if isinstance(error, ProblemError):
        response = problem(error.status_code, str(error.detail), error.title, **error.members)
    else:
        response = problem(known.status_code, sentence(error, known))
    for name in ("WWW-Authenticate", "Retry-After"):
        if name in known.headers:
            response.headers[name] = known.headers[name]
    return response


def sentence(error: Exception, known: Response) -> str:
    if isinstance(error, (Http404, PermissionDenied)) and error.args:
        return str(error)
    detail = getattr(error, "detail", None) or known.data
    return str(detail) if isinstance(detail, str) else str(known.data.get("detail", known.data))
