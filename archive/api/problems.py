"""Errors in one shape: problem details (RFC 9457), with what to do about them."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

import orjson
from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions, status

PROBLEM = "application/problem+json"
Told = dict[str, Any]


class ProblemError(exceptions.APIException):
    """An answer other than success: a sentence, and members of its own (`errors`, `nearest`, …)."""

    def __init__(self, status_code: int, detail: str, title: str = "", **members: Any) -> None:
        super().__init__(detail)
        self.status_code, self.title, self.members = status_code, title, members


def bad_request(errors: Sequence[Told]) -> ProblemError:
    """A request with wrong parameters: each of `errors` has `parameter`, `detail` and perhaps `nearest`."""
    return ProblemError(
        status.HTTP_400_BAD_REQUEST, " ".join(str(one["detail"]) for one in errors), errors=list(errors)
    )


def unprocessable(errors: Sequence[Told]) -> ProblemError:
    """A body whose fields cannot be kept: each of `errors` has `field` and `detail`."""
    return ProblemError(
        status.HTTP_422_UNPROCESSABLE_ENTITY, " ".join(str(one["detail"]) for one in errors), errors=list(errors)
    )


def unknown(name: str, parameter: str, known: Sequence[str]) -> Told:
    """The error of a parameter, or of the value of one, that does not exist."""
    nearest = nearest_of(name, known)
    told = (
        _("There is no parameter “%(name)s”.") if name == parameter else _("“%(name)s” is no value of “%(parameter)s”.")
    ) % {"name": name, "parameter": parameter}
    hint = _("The nearest is “%(nearest)s”.") % {"nearest": nearest}
    return {"parameter": parameter, "detail": f"{told} {hint}", "nearest": nearest, "known": list(known)}


def nearest_of(name: str, known: Sequence[str]) -> str:
    """The one of `known` that is most like `name`."""
    return next(iter(get_close_matches(name, known, n=1, cutoff=0)), known[0])


def problem(status_code: int, detail: str, title: str = "", **members: Any) -> HttpResponse:
    """The response of a problem."""
    told = {
        "type": "about:blank",
        "title": title or HttpResponse(status=status_code).reason_phrase,
        "status": status_code,
        "detail": detail,
        **members,
    }
    response = HttpResponse(orjson.dumps(told), status=status_code, content_type=PROBLEM)
    response.headers["Cache-Control"] = "no-store"
    return response
