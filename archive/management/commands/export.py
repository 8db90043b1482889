"""`manage.py export FOLDER`: all that the archive holds, as files that need none of this software to be read."""

from __future__ import annotations

import argparse
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from rich.filesize import decimal

from archive.management.exampled import ExampledCommand
from archive.preservation.bar import bytes_bar
from archive.preservation.exporting import ExportError, export

EXAMPLES = """examples:
  python manage.py export /exports/2026-11-30          while people work; the folder appears when it is whole
  cd /exports/2026-11-30 && sha256sum --quiet -c manifest-sha256.txt    proves every file

JSON Lines and CSV of every table, the originals as files, a README that says what each file and field is, and a
manifest of SHA-256, as a bag (BagIt). It is for reading elsewhere, for ever; `backup` is what can be restored. It holds
every original and who decided what, but no passwords: keep it where only those may read who may read all of it.
"""


class Command(ExampledCommand):
    examples = EXAMPLES
    help = "Write all that the archive holds as JSON Lines, CSV and the originals, with a manifest of SHA-256."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="FOLDER", help="the folder to make; it must not be there yet")

    def handle(self, *_args: object, folder: Path, **_options: object) -> None:
        try:
            with bytes_bar(_("Export")) as told:
                bag = export(folder, told)
        except ExportError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            could_not = _("%(folder)s could not be written: %(reason)s. Nothing was exported.")
            raise CommandError(could_not % {"folder": folder, "reason": error.strerror or error}) from error
        sums = {
            "folder": folder,
            "rows": f"{sum(bag.rows.values()):,}",
            "tables": len(bag.rows),
            "originals": f"{bag.rows['source']:,}",
            "size": decimal(bag.payload),
        }
        told_sums = _("%(folder)s: %(rows)s rows of %(tables)s tables, %(originals)s originals, %(size)s.")
        self.stdout.write(told_sums % sums)
