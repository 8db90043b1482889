"""Ingest, reading again, merging, spreadsheets, expunging: killed with -9 at the nth row written, n drawn at random.

Then it is run again, and every table is as in another database where nobody killed anything. `make kills` kills two
hundred times, KILLS says how often; the suite once each, and only what is quick. `long_kills.py` has the rest.
"""

from __future__ import annotations

import json
import os
import random
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from archive.admin.resources import resource_for
from archive.curation.actor import acting_as
from archive.curation.history.context import because
from archive.models import Person, Quote, Source
from archive.preservation.taking import connected_to
from etl.run import ingest
from tests.corpus import releases
from tests.preservation.acting import done, start
from tests.preservation.gates import OF_ROWS, Gate, clone, wait_for
from tests.preservation.states import State, state

KILLS = int(os.environ.get("KILLS", "0"))
EACH = -(-KILLS // 8) or 1
pytestmark = pytest.mark.django_db(transaction=True)
QUICK = ("merge", "spreadsheet", "ingest")
LONG = ("ingest by two", "reparse", "expunge")


@dataclass(frozen=True)
class Beginning:
    """A database with an archive in it, and what the acts on it need."""

    database: str
    acts: dict[str, list[str]]


@pytest.fixture
def beginning(tmp_path: Path, transactional_db: None) -> Iterator[Beginning]:
    """Forty releases with what editors decided; ten of them come again, changed, with twenty new ones."""
    ingest([as_lines(tmp_path / "first.jsonl", 0, 40)])
    decide()
    acts = {
        "ingest": ["command", "ingest", str(as_lines(tmp_path / "second.jsonl", 30, 60, "Le ministère a confirmé."))],
        "merge": ["merge", *pairs()],
        "spreadsheet": ["spreadsheet", str(edited(tmp_path / "quotes.csv"))],
        "reparse": ["command", "reparse", "--all", "--processes", "1"],
        "expunge": ["command", "expunge", "--apply", str(doomed(tmp_path / "list.jsonl"))],
    }
    acts["ingest by two"] = [*acts["ingest"], "--processes", "2"]
    acts["ingest"] += ["--processes", "1"]
    spoil_readings()
    name = connection.settings_dict["NAME"]
    connection.close()
    with clone(f"{name}_beginning", name) as database:
        yield Beginning(database, acts)


def as_lines(path: Path, first: int, last: int, added: str = "") -> Path:
    """Made-up releases, those that were there before with a sentence more."""
    rows = ({"identifier": one.name, "text": f"{one.text}\n{added}"} for one in releases(last - first, start=first))
    path.write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
    return path


def decide() -> None:
    """Every third quote confirmed, some edited and rejected, some persons renamed."""
    with because(reason="lu"):
        for number, quote in enumerate(Quote.objects.order_by("id")):
            if number % 3 == 0:
                quote.review = "rejected" if number % 9 == 0 else "confirmed"
                quote.text = f"{quote.text} (sic)" if number % 6 == 0 else quote.text
                quote.save()
        for person in Person.objects.order_by("id")[::7]:
            person.aliases = [f"{person.name} (autre)"]
            person.save()


def pairs() -> list[str]:
    ids = list(Person.objects.order_by("id").values_list("pk", flat=True)[:24])
    return [f"{one}-{other}" for one, other in zip(ids[::2], ids[1::2], strict=True)]


def edited(path: Path) -> Path:
    """The quotes as the admin exports them, each with a word more."""
    rows = resource_for(Quote)().export(Quote.objects.order_by("id"))
    at = rows.headers.index("text")
    for number, row in enumerate(rows):
        cells = list(row)
        cells[at] = f"{cells[at]} (relu)"
        rows[number] = cells
    path.write_text(rows.export("csv"), encoding="utf-8", newline="")
    return path


def doomed(path: Path) -> Path:
    entry = {"reason": "sur demande", "expunged_at": "2022-05-01T10:00:00+00:00", "expunged_by": "Ada"}
    hashes = Source.objects.order_by("sha256").values_list("sha256", flat=True)[:6]
    path.write_text("".join(json.dumps({"sha256": one, **entry}) + "\n" for one in hashes))
    return path


def spoil_readings() -> None:
    """As if an older parser had read them, and found less."""
    with acting_as("machine"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM archive_mention WHERE id % 2 = 0 AND decided = '{}' AND review = 'pending'")
        cursor.execute(
            "UPDATE archive_quote SET attribution = '' WHERE id % 2 = 0 AND decided = '{}' AND review = 'pending'"
        )
        cursor.execute("UPDATE archive_release SET parser_version = 'older'")


def settings_of(database: str) -> dict[str, Any]:
    return {**connection.settings_dict, "NAME": database}


def undisturbed(one: Beginning, act: list[str]) -> tuple[State, int]:
    """What an act comes to in another database, and how many rows it writes."""
    with clone(f"{one.database}_undisturbed", one.database) as database:
        gate = Gate(database, OF_ROWS)
        done(start(database, *act))
        written = gate.passed()
        gate.remove()
        with connected_to(settings_of(database)):
            return state(), written


def kill_at(gate: Gate, number: int, database: str, act: list[str]) -> bool:
    """Kill an act, its workers too, when it has written so many rows; says whether it got that far."""
    gate.close_at(number)
    process = start(database, *act)
    wait_for(lambda: gate.waiting() or process.poll() is not None)
    met = gate.waiting() is not None
    if met:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    gate.open()
    wait_for(lambda: not gate.others())
    return met


@pytest.mark.parametrize("name", QUICK if not KILLS else QUICK + LONG)
def test_what_was_killed_and_run_again_is_as_if_nothing_had_been(beginning: Beginning, name: str) -> None:
    act = beginning.acts[name]
    expected, written = undisturbed(beginning, act)
    moments = random.Random(name)
    killed = 0
    with clone(f"{beginning.database}_disturbed", beginning.database) as database:
        gate = Gate(database, OF_ROWS)
        left = written
        for _ in range(EACH):
            killed += kill_at(gate, moments.randint(1, max(1, left)), database, act)
            left = left * 2 // 3 if name.startswith(("ingest", "reparse", "expunge")) else left
        done(start(database, *act))
        gate.remove()
        with connected_to(settings_of(database)):
            assert state() == expected
    print(f"{name}: {killed} kills of {EACH} met, of {written} rows")
    assert killed > EACH // 2


def test_a_connection_that_is_cut_in_mid_batch_is_gone_on_with(beginning: Beginning) -> None:
    """The same process ends well, with every document once."""
    act = beginning.acts["ingest"]
    expected, written = undisturbed(beginning, act)
    with clone(f"{beginning.database}_disturbed", beginning.database) as database:
        gate = Gate(database, OF_ROWS)
        gate.close_at(written // 2)
        process = start(database, *act)
        wait_for(gate.waiting)
        gate.cut()
        gate.open()
        done(process)
        gate.remove()
        with connected_to(settings_of(database)):
            assert state() == expected


def test_two_ingests_of_one_corpus_at_once_end_as_one(beginning: Beginning) -> None:
    act = beginning.acts["ingest"]
    expected, _written = undisturbed(beginning, act)
    with clone(f"{beginning.database}_disturbed", beginning.database) as database:
        both = [start(database, *act) for _ in range(2)]
        for process in both:
            done(process)
        with connected_to(settings_of(database)):
            assert state() == expected
