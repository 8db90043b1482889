"""`manage.py backup FILE`: all that the archive knows, in one checksummed file."""

from __future__ import annotations

import argparse
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from rich.filesize import decimal

from archive.management.exampled import ExampledCommand
from archive.preservation.backup import back_up
from archive.preservation.bar import bytes_bar
from archive.preservation.expunged import keep_beside
from archive.preservation.expunging import ExpungeError
from archive.preservation.programs import ProgramError

EXAMPLES = """examples:
  python manage.py backup /backups/2026-11-30.archive     while people work; the file appears when it is whole
  python manage.py restore /backups/2026-11-30.archive    into an empty database

The file is a zip of PostgreSQL's own dump and a manifest with the SHA-256 of the dump and a digest of each table.
It holds everything: originals, decisions, history, users. Keep it where only those may read who may read the archive.
What was expunged is named, by its SHA-256, in expunged.jsonl beside it, so that an older backup does not bring it back.
"""


class Command(ExampledCommand):
    examples = EXAMPLES
    help = "Write all that the archive knows into one checksummed file."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="the file to write; an older one is replaced")

    def handle(self, *_args: object, file: Path, **_options: object) -> None:
        try:
            with bytes_bar(_("Backup")) as told:
                manifest = back_up(file, told)
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
