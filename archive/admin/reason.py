"""The reason that somebody gives in a form, as the history keeps it."""

from __future__ import annotations

from django.http import HttpRequest

LONGEST = 500


def given_reason(request: HttpRequest) -> str:
    """What was written in the field `reason`, empty for nothing; without NUL, which the database takes nowhere."""
    return request.POST.get("reason", "").replace("\0", "").strip()[:LONGEST]
