"""The parser is there at once, and brings nothing along."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

PROBE = """
import json, sys, time
begun = time.process_time()
sum(number * number for number in range(2_000_000))
counted = time.process_time()
import etl.parse
read = time.process_time()
packages = sorted({name.partition(".")[0] for name in sys.modules})
print(json.dumps([(read - counted) / (counted - begun), packages]))
"""
RUNS = 20  # the first that is fast enough ends it: other work on the machine slows some
SECONDS = 0.3
COUNTED = 0.125  # seconds of the count on an idle machine that the limit was set for: a slower one slows both


def probed(bytecode: Path) -> tuple[float, set[str]]:
    """Time that a new process takes to import the parser, in counts to two million, and the packages loaded then.

    `bytecode` is the folder that keeps the compiled modules, as an installed program keeps its own.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, "-c", PROBE],
        capture_output=True,
        text=True,
        check=True,
        env=environment | {"PYTHONPYCACHEPREFIX": str(bytecode)},
    )
    counts, packages = json.loads(done.stdout)
    return counts, set(packages)


def test_the_parser_is_imported_within_three_tenths_of_a_second(tmp_path: Path) -> None:
    probed(tmp_path)
    assert any(probed(tmp_path)[0] * COUNTED < SECONDS for _ in range(RUNS))


def test_the_parser_is_imported_without_django_or_edtf(tmp_path: Path) -> None:
    assert probed(tmp_path)[1].isdisjoint({"django", "archive", "edtf", "psycopg", "lxml"})
