"""`manage.py ingest`: take documents into the archive."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from django.core.management.base import BaseCommand

from etl.listing import Listing
from etl.read import count
from etl.run import Outcome, ingest

EXAMPLES = """examples:
  python manage.py ingest seeds                    a folder, with the folders in it
  python manage.py ingest a.txt b.zip c.jsonl      files, the members of a zip, a document a line
  python manage.py ingest - < release.txt          standard input: a text, or JSON Lines
  python manage.py ingest seeds --json             the sums as one JSON object

A line of JSON Lines is an object with "text", and any of "identifier", "url", "title", "published_on", "issuer",
"language", "city", "country"; what is given wins over what is parsed. Known documents are skipped, so that the same
command can be run again at any time. The exit status is 1 if any document failed.
"""
INTERRUPTED = 130


class Command(BaseCommand):
    help = "Read, parse and store press releases: files, folders, zip archives, JSON Lines, standard input."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        return super().create_parser(
            prog_name, subcommand, epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="+", metavar="PATH", help="a file, a folder, a zip, JSON Lines, or - for standard input"
        )
        parser.add_argument(
            "--json", action="store_true", dest="as_json", help="print one JSON object and nothing else"
        )

    def handle(self, *_args: object, paths: list[str], as_json: bool, **_options: object) -> None:
        listing = Listing()
        with listing.progress(count(paths) if listing.errors.is_terminal else 0) as listen:
            outcome = ingest(paths, listen)
        if as_json:
            listing.print_failures()
            self.stdout.write(json.dumps(outcome.as_json()))
        else:
            listing.print(outcome)
        if code := status(outcome):
            sys.exit(code)


def status(outcome: Outcome) -> int:
    """The command's exit status."""
    if outcome.interrupted:
        return INTERRUPTED
    return 1 if outcome.failed else 0
