"""`manage.py application NAME`: a login of the database that may do what pages and workers do, and no more."""

from __future__ import annotations

import argparse

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from archive.environment import APPLICATION, strong
from archive.management.exampled import ExampledCommand
from archive.operation.database_roles import RoleError, make_application

EXAMPLES = """examples:
  python manage.py application                        as the owner of the database; prints DATABASE_URL for the server
  ARCHIVE_APPLICATION_PASSWORD=… python manage.py application     with a password that was drawn elsewhere

Pages, workers, ingests and backups then run with that DATABASE_URL; migrate, restore, expunge, application and reader
with the owner's. Asked again for the same name, it gives another password.
"""


class Command(ExampledCommand):
    examples = EXAMPLES
    help = "Make a login of the database that reads and writes rows, and can change no table, trigger or history."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("name", nargs="?", default=APPLICATION, metavar="NAME", help=f"its name ({APPLICATION})")

    def handle(self, *_args: object, name: str, **_options: object) -> None:
        try:
            given = strong("ARCHIVE_APPLICATION_PASSWORD")
            made = make_application(name, given or None)
        except (RoleError, ImproperlyConfigured) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_("“%(name)s” reads and writes rows, and can change no table.") % {"name": made.name})
        if made.password and not given:
            self.stdout.write(_("Password, shown only this once: %(password)s") % {"password": made.password})
        if made.password:
            self.stdout.write(f"DATABASE_URL={made.url}  PGPASSWORD=…")
