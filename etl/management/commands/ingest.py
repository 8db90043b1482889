"""`manage.py ingest`: take documents into the archive."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from django.core.management.base import CommandError

from archive.curation.suggesting import not_looked_at
from archive.management.exampled import ExampledCommand
from etl.document import RefusedError
from etl.jobs import compared, enqueue
from etl.listing import Listing
from etl.management.processes import add_processes
from etl.metadata import Metadata, metadata_of
from etl.read import count
from etl.run import Outcome, ingest

EXAMPLES = """examples:
  python manage.py ingest seeds                    a folder, with the folders in it
  python manage.py ingest a.txt b.zip c.jsonl      files, the members of a zip, a document a line
  python manage.py ingest - < release.txt          standard input: a text, or JSON Lines
  python manage.py ingest seeds --json             the sums as one JSON object
  python manage.py ingest pages --enqueue          keep them, and let workers on any machine read them
  python manage.py ingest pages --metadata known.csv   what is known of them: day, title, issuer, …

Documents are texts, HTML pages, DOCX, PDF with text, and e-mail (.eml).
A line of JSON Lines is an object with "text" or "html", and any of "identifier", "url", "title", "published_on",
"issuer", "language", "city", "country"; what is given wins over what is parsed. Known documents are skipped, so that
the same command can be run again at any time. The exit status is 1 if any document failed.
A table of metadata is CSV or XLSX; its first row names columns: path or url, and any of day, title, issuer, language,
city, country, identifier, in English or French. Its values win over all others.
"""
INTERRUPTED = 130


class Command(ExampledCommand):
    examples = EXAMPLES
    help = "Read, parse and store press releases: files, folders, zip archives, JSON Lines, standard input."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="+", metavar="PATH", help="a file, a folder, a zip, JSON Lines, or - for standard input"
        )
        parser.add_argument(
            "--json", action="store_true", dest="as_json", help="print one JSON object and nothing else"
        )
        add_processes(parser)
        parser.add_argument(
            "--enqueue",
            action="store_true",
            dest="is_enqueued",
            help="keep the documents and leave reading to workers: manage.py procrastinate worker",
        )
        parser.add_argument("--metadata", metavar="FILE", help="a CSV or XLSX with what is known of the documents")

    def handle(
        self,
        *_args: object,
        paths: list[str],
        as_json: bool,
        processes: int,
        is_enqueued: bool = False,
        metadata: str | None = None,
        **_options: object,
    ) -> None:
        given = known(metadata, paths) if metadata else None
        listing = Listing()
        with listing.progress(count(paths) if listing.errors.is_terminal else 0) as listen:
            if is_enqueued:
                outcome = enqueue(paths, listen, metadata=given)
            else:
                outcome = compared(ingest(paths, listen, metadata=given, processes=processes))
        if as_json:
            listing.print_failures()
            self.stdout.write(json.dumps(outcome.as_json()))
        else:
            listing.print(outcome)
            listing.print_not_compared(not_looked_at(most=0) > 0)
        if given:
            listing.print_unmatched(given)
        if code := status(outcome):
            sys.exit(code)


def known(file: str, paths: list[str]) -> Metadata:
    """The table of metadata, bound to the documents at `paths`; nothing is ingested if it has nonsense."""
    try:
        return metadata_of(Path(file), [path for path in paths if path != "-"])
    except RefusedError as error:
        raise CommandError("\n".join(f"{file}: {line}" for line in str(error).split("\n"))) from error


def status(outcome: Outcome) -> int:
    """The command's exit status."""
    if outcome.interrupted:
        return INTERRUPTED
    return 1 if outcome.failed else 0
