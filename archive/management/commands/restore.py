"""`manage.py restore FILE`: a backup into an empty database."""

from __future__ import annotations

import argparse
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from archive.management.exampled import ExampledCommand
from archive.preservation.backup import BackupError
from archive.preservation.bar import bytes_bar
from archive.preservation.clearing import clear
from archive.preservation.expunged import BESIDE, Entry, apply, joined, read_list
from archive.preservation.expunging import ExpungeError
from archive.preservation.programs import ProgramError
from archive.preservation.restoring import restore

EXAMPLES = """examples:
  ARCHIVE_HOME=/srv/archive-new python manage.py restore /backups/2026-11-30.archive
  DATABASE_URL=postgresql://archive@db/archive_new python manage.py restore /backups/2026-11-30.archive

The database has to be empty, and of the same version of PostgreSQL as the backup's or a newer one. It is filled in one
transaction: whatever kills it, there is all or nothing in it. Then every table is compared with what the backup saw.
What the list expunged.jsonl beside the backup names, or --expunged, is expunged again then: give the newest list.
Afterwards `manage.py migrate` brings an older backup up to this version of the archive, and `manage.py verify` proves
it sound. Logins of the database that `manage.py reader` made belong to a server: make them again.
"""


class Command(ExampledCommand):
    examples = EXAMPLES
    help = "Fill an empty database from a backup, and compare every table with what the backup saw."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="a file that `manage.py backup` wrote")

        parser.add_argument(
            "--expunged", type=Path, metavar="LIST", help="a newer list of what was expunged since (expunge --list)"
        )

    def handle(self, *_args: object, file: Path, expunged: Path | None, **_options: object) -> None:
        try:
            gone = may_not_return(file, expunged)
            with bytes_bar(_("Restoring")) as told:
                manifest = restore(file, told)
            number = again(gone) if gone else 0
        except (BackupError, ProgramError, ExpungeError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            _("Restored as of %(made_at)s: %(rows)s rows of %(tables)s tables, each as the backup saw it.")
            % {"made_at": manifest.made_at, "rows": f"{manifest.rows:,}", "tables": len(manifest.tables)}
        )
        if gone:
            expunged_again = _("Expunged again: %(number)s documents, of %(all)s that may not come back.")
            self.stdout.write(expunged_again % {"number": number, "all": len(gone)})
        else:
            told_nothing = _(
                "No list of expunged documents stands beside the backup. If any were expunged since it was made, "
                "give the list now: manage.py expunge --apply LIST"
            )
            self.stdout.write(told_nothing)


def may_not_return(file: Path, newer: Path | None) -> list[Entry]:
    """What the lists name: the one beside the backup, and a newer one."""
    beside = file.with_name(BESIDE)
    return joined(read_list(newer) if newer else [], read_list(beside) if beside.exists() else [])


def again(gone: list[Entry]) -> int:
    """Expunge what an older backup brought back; it may be of a version of the archive that knew no such list."""
    call_command("migrate", verbosity=0)
    number = apply(gone)
    clear()
    return number
