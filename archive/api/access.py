"""Who may do what in the API: the table of roles (`archive.roles`), narrowed by what a token is for."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from archive.models import ApiToken
from archive.roles import Act, may

SAFE = ("GET", "HEAD", "OPTIONS")


class ReadersAdmitted(BasePermission):
    """Reading is public unless ARCHIVE_PUBLIC_READ is 0: then whoever reads says who they are."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return bool(settings.ARCHIVE_PUBLIC_READ or request.user.is_authenticated)


# What a token has to be for.
SCOPES = {
    Act.READ: ApiToken.Scope.READ,
    Act.REVIEW: ApiToken.Scope.REVIEW,
    Act.INGEST: ApiToken.Scope.INGEST,
}


def may_do(request: Request, act: Act) -> bool:
    """Whether whoever asks may do it: by their role, and by the scope of the token if they come with one."""
    token: Any = request.auth
    is_within = token is None or SCOPES[act] in token.scopes
    return is_within and may(request.user, act)


def is_reader(request: Request) -> bool:
    """Whether they have the role of a reader, or more: rejected rows, editors' names and bytes are for them."""
    return may_do(request, Act.READ)


def require(view: Any, request: Request, allowed: bool) -> None:
    """Answer 401 to the anonymous, 403 to others, unless it is allowed."""
    if not allowed:
        view.permission_denied(request)
