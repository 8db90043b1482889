"""`manage.py move-database URL`: from the embedded PostgreSQL to a server."""

from __future__ import annotations

import argparse
from urllib.parse import urlsplit, urlunsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import CommandError
from django.db import OperationalError, connection
from django.utils.translation import gettext as _

from archive.embedded import Refusal
from archive.environment import database_from_url
from archive.management.embedded import only_embedded
from archive.management.exampled import ExampledCommand
from archive.preservation.backup import BackupError
from archive.preservation.bar import bytes_bar
from archive.preservation.moving import move
from archive.preservation.programs import ProgramError

EXAMPLES = """examples:
  python manage.py move-database postgresql://archive:password@db.example.org:5432/archive
  python manage.py move-database 'postgresql://archive@/archive?host=/run/postgresql'

The database has to be there, empty, in UTF-8, on the same version of PostgreSQL or a newer one, and its user may create
extensions. Stop the archive first. Without a password in the URL, ~/.pgpass is asked. The embedded database stays as
it is: killed at any moment, run the command again. Logins of `manage.py reader` belong to a server: make them again.
"""


class Command(ExampledCommand):
    examples = EXAMPLES
    help = "Take the embedded database to an empty one on a server, compare and verify it there."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("url", metavar="URL", help="postgresql://user:password@host:5432/name")

    def handle(self, *_args: object, url: str, **_options: object) -> None:
        only_embedded()
        try:
            with bytes_bar(_("Moving")) as told:
                manifest = move(database_from_url(url), told)
        except OperationalError as error:
            told_why = _("%(url)s cannot be reached, and nothing was moved: %(reason)s")
            raise CommandError(told_why % {"url": without_password(url), "reason": str(error).strip()}) from error
        except (Refusal, BackupError, ProgramError, ImproperlyConfigured, OSError) as error:
            raise CommandError(str(error)) from error
        sums = {"rows": f"{manifest.rows:,}", "tables": len(manifest.tables)}
        say = self.stdout.write
        say(_("Moved: %(rows)s rows of %(tables)s tables, each compared and verified.") % sums)
        say(_("From now on, for the archive and each of its commands:"))
        say(f"\n  export DATABASE_URL='{without_password(url)}'\n")
        stays = _("The embedded database stays in %(folder)s, and is used again where DATABASE_URL is not set.")
        say(stays % {"folder": connection.settings_dict["ARCHIVE_HOME"]})


def without_password(url: str) -> str:
    """The URL with … for a password."""
    parts = urlsplit(url)
    if parts.password is None:
        return url
    return urlunsplit(parts._replace(netloc=parts.netloc.replace(f":{parts.password}@", ":…@", 1)))
