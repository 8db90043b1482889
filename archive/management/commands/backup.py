"""`manage.py backup FILE`: all that the archive knows, in one checksummed file."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from rich.filesize import decimal

from archive.management.exampled import ExampledCommand
from archive.preservation.backup import back_up, note
from archive.preservation.bar import bytes_bar
from archive.preservation.expunged import keep_beside
from archive.preservation.expunging import ExpungeError
from archive.preservation.programs import ProgramError
from archive.preservation.retention import file_name, remove_old

EXAMPLES = """examples:
  python manage.py backup /backups/2026-11-30.archive     while people work; the file appears when it is whole
  python manage.py backup --into /backups --days 14 --months 12   named by the moment; older ones of that folder go
  python manage.py restore /backups/2026-11-30.archive    into an empty database

The file is a zip of PostgreSQL's own dump and a manifest with the SHA-256 of the dump and a digest of each table.
It holds everything: originals, decisions, history, users. Keep it where only those may read who may read the archive.
What was expunged is named, by its SHA-256, in expunged.jsonl beside it, so that an older backup does not bring it back.
"""


class Command(ExampledCommand):
    examples = EXAMPLES
    help = "Write all that the archive knows into one checksummed file."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", metavar="FILE", help="the file to write, or to replace")
        parser.add_argument("--into", type=Path, metavar="FOLDER", help="write into a folder, and remove what is over")
        parser.add_argument("--days", type=int, default=14, help="of so many days the newest backup is kept (14)")
        parser.add_argument("--months", type=int, default=12, help="and of so many months (12)")

    def handle(
        self, *_args: object, file: Path | None, into: Path | None, days: int, months: int, **_options: object
    ) -> None:
        if (file is None) == (into is None):
            raise CommandError(_("Say where to write: a FILE, or --into a folder."))
        if days < 1 or months < 0:
            raise CommandError(_("--days is at least 1, --months at least 0: the newest backup is always kept."))
        if into and not into.is_dir():
            raise CommandError(_("There is no folder %(folder)s.") % {"folder": into})
        self.write(into / file_name(datetime.now(UTC)) if into else file or Path())
        for name in remove_old(into, days, months) if into else []:
            self.stdout.write(_("%(name)s is over and was removed.") % {"name": name})

    def write(self, file: Path) -> None:
        try:
            with bytes_bar(_("Backup")) as told:
                manifest = back_up(file, told)
            note(file, manifest)
            beside = keep_beside(file)
        except (ProgramError, ExpungeError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(
                _("%(file)s could not be written: %(reason)s. No backup was made.")
                % {"file": file, "reason": error.strerror or error}
            ) from error
        self.stdout.write(
            _("%(file)s: %(size)s, %(rows)s rows of %(tables)s tables.")
            % {
                "file": file,
                "size": decimal(file.stat().st_size),
                "rows": f"{manifest.rows:,}",
                "tables": len(manifest.tables),
            }
        )
        if beside:
            kept = _("%(file)s names what was expunged: keep it with the backups, older ones too.")
            self.stdout.write(kept % {"file": beside})
