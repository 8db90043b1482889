"""`manage.py verify`: proof that the archive is sound, or what is not."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rich.console import Console
from rich.progress import track

from archive.management.exampled import ExampledCommand
from archive.preservation.soundness import Finding, checks

EXAMPLES = """examples:
  python manage.py verify           after a restore, an upgrade, a crash of the disk, and once a month
  python manage.py verify --json    one object: what was looked at, how many rows are wrong, the ids of the first 20

Reads every row and every byte of the originals, and writes nothing. The exit status is 1 if anything is wrong.
"""


class Command(ExampledCommand):
    examples = EXAMPLES
    help = "Prove that hashes, spans, identities and relations are sound, and say what is not."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json", help="print one JSON object, nothing else")

    def handle(self, *_args: object, as_json: bool, **_options: object) -> None:
        errors = Console(stderr=True)
        asked = track(list(checks()), _("Verifying"), console=errors, transient=True, disable=not errors.is_terminal)
        findings = [check.run() for check in asked]
        wrong = [finding for finding in findings if finding.wrong]
        if as_json:
            self.stdout.write(json.dumps({"checks": len(findings), "wrong": [asdict(one) for one in wrong]}))
        else:
            self.tell(findings, wrong)
        if wrong:
            sys.exit(1)

    def tell(self, findings: list[Finding], wrong: list[Finding]) -> None:
        """What is not true, of which rows; or that everything is."""
        for one in wrong:
            told = ngettext(
                "Not so that %(what)s: %(count)d row, %(ids)s.",
                "Not so that %(what)s: %(count)d rows, such as %(ids)s.",
                one.wrong,
            )
            self.stdout.write(told % {"what": one.what, "count": one.wrong, "ids": ", ".join(one.ids)})
        if not wrong:
            self.stdout.write(_("Sound: %(count)d things were looked at, of every row.") % {"count": len(findings)})
