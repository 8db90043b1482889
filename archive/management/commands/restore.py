"""`manage.py restore FILE`: a backup into an empty database."""

from __future__ import annotations

import argparse
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from archive.management.exampled import ExampledCommand
from archive.preservation.backup import BackupError
from archive.preservation.bar import bytes_bar
from archive.preservation.programs import ProgramError
from archive.preservation.restoring import restore

EXAMPLES = """examples:
  ARCHIVE_HOME=/srv/archive-new python manage.py restore /backups/2026-11-30.archive
  DATABASE_URL=postgresql://archive@db/archive_new python manage.py restore /backups/2026-11-30.archive

The database has to be empty, and of the same version of PostgreSQL as the backup's or a newer one. It is filled in one
transaction: whatever kills it, there is all or nothing in it. Then every table is compared with what the backup saw.
Afterwards `manage.py migrate` brings an older backup up to this version of the archive, and `manage.py verify` proves
it sound. Logins of the database that `manage.py reader` made belong to a server: make them again.
"""


class Command(ExampledCommand):
    examples = EXAMPLES
    help = "Fill an empty database from a backup, and compare every table with what the backup saw."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="a file that `manage.py backup` wrote")

    def handle(self, *_args: object, file: Path, **_options: object) -> None:
        try:
            with bytes_bar(_("Restoring")) as told:
                manifest = restore(file, told)
        except (BackupError, ProgramError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            _("Restored as of %(made_at)s: %(rows)s rows of %(tables)s tables, each as the backup saw it.")
            % {"made_at": manifest.made_at, "rows": f"{manifest.rows:,}", "tables": len(manifest.tables)}
        )
