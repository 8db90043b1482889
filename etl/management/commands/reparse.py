"""`manage.py reparse`: read stored texts again with today's parser and what editors taught."""

from __future__ import annotations

import argparse
import json
import sys

from django.core.management.base import CommandError
from django.db import connection
from django.utils.translation import gettext as _

from archive.management.exampled import ExampledCommand
from etl.authority_reading import read_authority
from etl.document import RefusedError
from etl.jobs import compared, enqueue_reading
from etl.listing import Listing
from etl.management.commands.ingest import INTERRUPTED
from etl.management.processes import add_processes
from etl.outdated import Sized, every_release, outdated_releases, releases_older_than, these_releases
from etl.parse import PARSER_VERSION
from etl.reparse import Reread, reparse
from etl.rereading import print_reread

EXAMPLES = f"""examples:
  python manage.py reparse                         whatever another parser read, or other knowledge of editors
  python manage.py reparse --dry-run               what that would change; nothing is written
  python manage.py reparse 12 13 --dry-run         the same of two releases, each difference in words
  python manage.py reparse --older-than today      whatever another parser than today's read
  python manage.py reparse --older-than {PARSER_VERSION}  what parsers read that the archive used before that one
  python manage.py reparse --all --json            every release; the sums as one JSON object
  python manage.py reparse --enqueue               leave it to workers on any machine

The text of a release never changes, nor what an editor decided: what the parser now says differently of that waits as a
proposal. What it no longer finds goes, or is marked if an editor decided anything of it. Today's parser is
{PARSER_VERSION}. A version tells nothing of its age; one is older than another if the archive used it first. The same
command can be run again at any time, also after it was cut short. In a dry run, new entities that releases of several
batches of 200 name count once a batch. The exit status is 1 if any release failed.
"""


class Command(ExampledCommand):
    examples = EXAMPLES
    help = "Read stored texts again with today's parser and with what editors taught since."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("releases", nargs="*", type=int, metavar="RELEASE", help="the number of a release")
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--older-than", metavar="VERSION", help="what an older parser read; today: any but today's")
        which.add_argument("--all", action="store_true", dest="is_all", help="every release")
        parser.add_argument("--dry-run", action="store_true", help="write nothing, and say what would change")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print one JSON object, nothing else")
        parser.add_argument(
            "--enqueue",
            action="store_true",
            dest="is_enqueued",
            help="leave reading to workers: manage.py procrastinate worker",
        )
        add_processes(parser)

    def handle(
        self,
        *_args: object,
        releases: list[int],
        older_than: str | None,
        is_all: bool,
        dry_run: bool,
        processes: int,
        as_json: bool,
        is_enqueued: bool = False,
        **_options: object,
    ) -> None:
        if releases and (older_than or is_all):
            raise CommandError(_("Give numbers of releases, or --older-than, or --all, not several."))
        if is_enqueued and dry_run:
            raise CommandError(_("Workers do no dry run: leave --enqueue or --dry-run out."))
        chosen = choose(releases, older_than, is_all)
        if is_enqueued:
            told = {"releases": len(chosen), "jobs": enqueue_reading(chosen)}
            waiting = _("%(releases)s releases wait for workers, in %(jobs)s jobs.") % told
            self.stdout.write(json.dumps(told) if as_json else waiting)
            return
        listing = Listing()
        with listing.progress(len(chosen), _("Releases")) as listen:
            outcome = compared(reparse(chosen, listen, is_rehearsal=dry_run, processes=processes))
        if as_json:
            listing.print_failures()
            self.stdout.write(json.dumps(outcome.as_json(), ensure_ascii=False))
        else:
            print_reread(listing, outcome, dry_run)
        if code := status(outcome):
            sys.exit(code)


def choose(releases: list[int], older_than: str | None, is_all: bool) -> list[Sized]:
    """The releases to read. Raises CommandError for a release or a version that there is not."""
    try:
        with connection.cursor() as cursor:
            if releases:
                return these_releases(cursor, releases)
            if older_than:
                return releases_older_than(cursor, older_than)
            return every_release(cursor) if is_all else outdated_releases(cursor, read_authority(cursor).hash)
    except RefusedError as error:
        raise CommandError(str(error)) from error


def status(outcome: Reread) -> int:
    """The command's exit status."""
    if outcome.interrupted:
        return INTERRUPTED
    return 1 if outcome.failed else 0
