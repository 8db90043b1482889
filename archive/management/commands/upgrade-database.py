"""`manage.py upgrade-database`: the embedded database to the newest PostgreSQL of this machine."""

from __future__ import annotations

import argparse
import os

from django.core.management.base import CommandError
from django.db import connection
from django.utils.translation import gettext as _
from rich.filesize import decimal

from archive.embedded import Refusal
from archive.embedded.binaries import major_of, newest
from archive.embedded.server import Server
from archive.management.embedded import only_embedded
from archive.management.exampled import ExampledCommand
from archive.preservation.backup import BackupError
from archive.preservation.bar import bytes_bar
from archive.preservation.programs import ProgramError
from archive.preservation.upgrading import Upgraded, remove_old, upgrade

EXAMPLES = """examples:
  python manage.py upgrade-database                 after stopping the archive: dumps, restores, compares, verifies
  python manage.py upgrade-database --remove-old    frees the place of the old database, when you have seen the new one
  EMBEDDED_PG_BIN=/usr/lib/postgresql/15/bin python manage.py upgrade-database    where the old programs are elsewhere

The newest PostgreSQL found is taken: that of requirements.txt, or of this machine. Whatever kills the command, the
database is the old one or the new one, whole; run it again. The old one stays beside the new one until --remove-old.
A database on a server (DATABASE_URL) is upgraded there: take a backup, and restore it into the newer one.
"""


class Command(ExampledCommand):
    examples = EXAMPLES
    help = "Take the embedded database to the newest PostgreSQL of this machine; the old one stays until told."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--remove-old", action="store_true", help="remove what earlier upgrades have left")

    def handle(self, *_args: object, remove_old: bool, **_options: object) -> None:
        only_embedded()
        if remove_old:
            self.remove()
            return
        try:
            programs = newest(os.environ)
            with bytes_bar(_("Upgrading")) as told:
                done = upgrade(programs, told)
        except (Refusal, BackupError, ProgramError, OSError) as error:
            raise CommandError(str(error)) from error
        if done:
            self.tell(done)
        else:
            newest_found = _(
                "Nothing to do: the newest PostgreSQL found is %(major)s, and the database is of it already."
            )
            self.stdout.write(newest_found % {"major": major_of(programs)})

    def tell(self, done: Upgraded) -> None:
        sums = {"before": done.before, "after": done.after, "rows": f"{done.manifest.rows:,}"}
        say = self.stdout.write
        say(_("From PostgreSQL %(before)s to %(after)s: %(rows)s rows, each table compared and verified.") % sums)
        say(_("The old database stays in %(folder)s until `upgrade-database --remove-old`.") % {"folder": done.old})
        if done.settings:
            say(_("Not taken along from its postgresql.conf: %(lines)s") % {"lines": "; ".join(done.settings)})

    def remove(self) -> None:
        removed = remove_old(Server.of(connection.settings_dict).layout)
        for folder, size in removed:
            self.stdout.write(_("Removed %(folder)s: %(size)s.") % {"folder": folder, "size": decimal(size)})
        if not removed:
            self.stdout.write(_("No upgrade has left an older database here."))
