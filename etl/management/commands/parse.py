"""`manage.py parse`: show what the parser reads in files, without a database."""

from __future__ import annotations

import argparse
import os
import sys

from archive.management.exampled import ExampledCommand
from etl.contract import line, parsed_document
from etl.document import Refusal, RefusedError
from etl.harmless import harmless
from etl.marked import show
from etl.read import Item, read

EXAMPLES = """examples:
  python manage.py parse seeds/*.txt               one JSON object a line
  python manage.py parse --show release.txt        the text with what was found marked in it
  pbpaste | python manage.py parse --show -        a text from standard input
"""


class Command(ExampledCommand):
    examples = EXAMPLES
    help = "Parse French press releases and print what was found; nothing is stored, no database is needed."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="+", metavar="FILE", help="a file, a folder, a zip, JSON Lines, or - for standard input"
        )
        parser.add_argument(
            "--show",
            action="store_true",
            help="print the text with coloured marks and the names of the rules instead of JSON",
        )

    def handle(self, *_args: object, paths: list[str], show: bool, **_options: object) -> None:
        try:
            failed = [name for item in read(paths) if (name := self.one(item, show))]
            sys.stdout.flush()
        except BrokenPipeError:  # whoever reads has enough: head, less
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return
        if failed:
            sys.exit(1)

    def one(self, item: Item, marked: bool) -> str | None:
        """Print one document; give its name if it failed."""
        if isinstance(item, Refusal):
            return self.refuse(item.name, item.reason)
        try:
            text, parsed = parsed_document(item)
        except RefusedError as error:
            return self.refuse(item.name, str(error))
        except Exception as error:  # one document never takes the others with it
            return self.refuse(item.name, f"The parser failed: {error!r}")
        if marked:
            show(item.name, text, parsed)
        else:
            self.stdout.write(line(item.name, text, parsed))
        return None

    def refuse(self, name: str, reason: str) -> str:
        self.stdout.flush()
        self.stderr.write(harmless(f"{name}: {reason}"))
        return name
