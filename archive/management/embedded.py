"""Commands that are for the embedded database only."""

from __future__ import annotations

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from archive.reports.readers import is_embedded


def only_embedded() -> None:
    """Raises CommandError where DATABASE_URL names a server."""
    if not is_embedded():
        raise CommandError(
            _(
                "The archive is on a server (DATABASE_URL), and this is for the embedded database. "
                "To take it elsewhere: manage.py backup FILE here, manage.py restore FILE there."
            )
        )
