"""`manage.py evaluate`: how right the parser is, by true answers or by editors' decisions."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from archive.management.exampled import ExampledCommand
from etl.evaluation.decisions import decisions
from etl.evaluation.gold import GoldError, read_gold
from etl.evaluation.report import decisions_as_json, print_decisions, print_tallies, tallies_as_json
from etl.evaluation.tasks import TASKS, evaluate
from etl.evaluation.texts import parsed_texts

EXAMPLES = """examples:
  python manage.py evaluate tests/gold             precision, recall and F1 of every task
  python manage.py evaluate tests/gold --show --task figures --task units
  python manage.py evaluate ANSWERS --texts seeds  answers in one folder, texts in another
  python manage.py evaluate --archive              every rule against what editors decided

A folder holds pairs NAME.txt and NAME.json; tests/gold/README.md describes the answers. No database is needed, but for
--archive.
"""


class Command(ExampledCommand):
    examples = EXAMPLES
    help = "Measure the parser against texts with true answers, or the archive against its editors' decisions."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="a folder with texts and their answers")
        what.add_argument(
            "--archive", action="store_true", help="measure the archive by its editors' decisions instead"
        )
        parser.add_argument("--texts", type=Path, metavar="DIR", help="where the texts are, if not beside the answers")
        parser.add_argument(
            "--task", action="append", choices=TASKS, metavar="NAME", help=f"only this task: {', '.join(TASKS)}"
        )
        parser.add_argument("--show", action="store_true", help="list the errors with their words")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print one JSON object")

    def handle(self, *_args: object, archive: bool, as_json: bool, **options: Any) -> None:
        if archive:
            self.measure_archive(as_json)
        else:
            self.measure_texts(as_json=as_json, **options)

    def measure_texts(
        self,
        *,
        as_json: bool,
        folder: Path,
        texts: Path | None,
        task: list[str] | None,
        show: bool,
        **_options: object,
    ) -> None:
        try:
            tallies = evaluate(parsed_texts(read_gold(folder), texts or folder))
        except GoldError as error:
            raise CommandError(str(error)) from error
        chosen = {name: tally for name, tally in tallies.items() if not task or name in task}
        if as_json:
            self.stdout.write(json.dumps(tallies_as_json(chosen, show), ensure_ascii=False))
        else:
            print_tallies(chosen, show)

    def measure_archive(self, as_json: bool) -> None:
        found = decisions()
        if as_json:
            self.stdout.write(json.dumps(decisions_as_json(found), ensure_ascii=False))
        else:
            print_decisions(found)
