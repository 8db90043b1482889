"""From exceptions to problems."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.log import log_response
from django.utils.translation import gettext as _
from rest_framework.response import Response
from rest_framework.views import exception_handler

from archive.api.problems import ProblemError, problem


def handled(error: Exception, context: Mapping[str, Any]) -> HttpResponse | None:
    """The framework's handler of exceptions: every error as a problem; None leaves a bug to the page that shows it."""
    known: Response | None = exception_handler(error, dict(context))
    if known is None:
        return unforeseen(error, context["request"]._request)
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


def unforeseen(error: Exception, request: HttpRequest) -> HttpResponse | None:
    """What the framework knows no answer to: bodies that Django refuses to read, and bugs, which go to the log."""
    if isinstance(error, RequestDataTooBig):
        return problem(413, _("The body is larger than the archive takes."))
    if isinstance(error, SuspiciousOperation):
        return problem(400, str(error))
    if settings.DEBUG:
        return None
    got_request_exception.send(sender=None, request=request)
    response = problem(500, _("Something failed in the archive; its log says what."))
    log_response("Internal Server Error: %s", request.path, response=response, request=request, exception=error)
    return response
