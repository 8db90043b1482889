"""What is killed: one act on a database, in a process of its own.

python -m tests.preservation.acting DATABASE ACT [ARGUMENT …]
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BATCH = 15  # documents


def start(database: str, *act: str) -> subprocess.Popen[bytes]:
    """Begin an act, as the leader of a group that can be killed whole."""
    command = [sys.executable, "-m", "tests.preservation.acting", database, *act]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(ROOT)}
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=environment, cwd=ROOT, stdout=pipe, stderr=pipe, start_new_session=True)


def done(process: subprocess.Popen[bytes]) -> str:
    """Wait for an act to end well; give what it says."""
    out, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors.decode()
    return out.decode()


def command(*arguments: str) -> None:
    """A command of manage.py, in small batches."""
    from django.core.management import call_command

    from etl import reparse, run

    run.BATCH_DOCUMENTS = run.FIRST_DOCUMENTS = reparse.BATCH_DOCUMENTS = reparse.FIRST_DOCUMENTS = BATCH
    call_command(*arguments)


def merge(*pairs: str) -> None:
    """Merge persons, given as SURVIVOR-LOSER, unless they are."""
    from archive.curation.merging.merging import merge
    from archive.models import Person

    for pair in pairs:
        survivor, loser = (Person.objects.filter(pk=one).first() for one in pair.split("-"))
        if survivor and loser:
            merge(survivor, loser, {}, None)


def spreadsheet(file: str) -> None:
    """Import quotes as the admin does; a file that was imported already is stale, and refused."""
    import tablib

    from archive.admin.resources import resource_for
    from archive.curation.history.context import because
    from archive.models import Quote

    rows = tablib.Dataset().load(Path(file).read_text(encoding="utf-8"), format="csv")
    with because(reason="spreadsheet"):
        resource_for(Quote)().import_data(rows, use_transactions=True, rollback_on_validation_errors=True)


ACTS = {"command": command, "merge": merge, "spreadsheet": spreadsheet}


def main(database: str, act: str, *arguments: str) -> None:
    import django

    django.setup()
    from django.db import connection
    from django.utils.translation import activate

    activate("en")
    connection.settings_dict["NAME"] = database
    ACTS[act](*arguments)


if __name__ == "__main__":
    main(*sys.argv[1:])
