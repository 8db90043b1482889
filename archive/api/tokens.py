"""Who a token stands for, and making and taking back tokens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from knox.auth import TokenAuthentication as KnoxAuthentication
from rest_framework.exceptions import AuthenticationFailed

from archive.models import ApiToken

LONGEST = 365  # days


class TokenAuthentication(KnoxAuthentication):
    """`Authorization: Bearer …`, compared by its hash."""

    def authenticate_credentials(self, token: bytes) -> Any:
        if not token.isascii() or b"\0" in token:
            raise AuthenticationFailed(_("No token has such signs."))
        return super().authenticate_credentials(token)


class TokenInSchema(OpenApiAuthenticationExtension):
    """How the schema describes it."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}


def make(user: Any, name: str, scopes: Sequence[str], days: int) -> tuple[ApiToken, str]:
    """A token for somebody, and what its program has to send: seen here and never again.

    Raises ValueError for a scope that there is not, or for more than a year.
    """
    if unknown := sorted(set(scopes) - set(ApiToken.Scope.values)):
        raise ValueError(f"There is no scope {', '.join(unknown)}; there are {', '.join(ApiToken.Scope.values)}.")
    if not 0 < days <= LONGEST:
        raise ValueError(f"A token is good for 1 to {LONGEST} days, not for {days}.")
    made: tuple[ApiToken, str] = ApiToken.objects.create(
        user, expiry=timedelta(days=days), name=name, scopes=sorted(set(scopes))
    )
    return made


def revoke(user: Any, key: str) -> int:
    """Take back the tokens of somebody whose key this is; gives how many there were."""
    return int(ApiToken.objects.filter(user=user, token_key=key).delete()[0])
