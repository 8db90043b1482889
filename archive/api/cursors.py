"""Cursors of the log: a place in it, and of which archive."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from archive.api.log import BEGINNING, End, Place
from archive.api.problems import ProblemError, bad_request

NOW = "now"
CURSOR = r"^(now|[0-9a-f]{12}([.][0-9]{1,18}){4})$"


def cursor(end: End, place: Place) -> str:
    """The place as a program keeps it."""
    return ".".join([end.identity, *map(str, place)])


def place(given: str | None, end: End) -> Place:
    """The place of a cursor: the beginning where there is none, the end for `now`.

    Raises ProblemError: 400 for what is no cursor, 410 for that of another archive, or of this one before a restore.
    """
    if given is None:
        return BEGINNING
    if given == NOW:
        return end.place
    if re.search(CURSOR, given) is None:
        told = _("“%(name)s” is no cursor: give the one of the last answer, or “now”.") % {"name": given}
        raise bad_request([{"parameter": "after", "detail": told, "nearest": NOW}])
    identity, *numbers = given.split(".")
    if identity != end.identity:
        raise ProblemError(
            410,
            _("The archive was restored, or is another one, since this cursor was given: start again without “after”."),
        )
    return Place(*map(int, numbers))
