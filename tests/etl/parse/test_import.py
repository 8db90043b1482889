"""The parser is there at once, and brings nothing along."""

from __future__ import annotations

import json
import subprocess
import sys

PROBE = """
import json, sys, time
begun = time.process_time()
import etl.parse
print(json.dumps([time.process_time() - begun, sorted({name.partition(".")[0] for name in sys.modules})]))
"""
RUNS = 20  # the first that is fast enough ends it: other work on the machine slows some
SECONDS = 0.3


def probed() -> tuple[float, set[str]]:
    """Processor time that a new process takes to import the parser, and the packages that are loaded then."""
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True)
    spent, packages = json.loads(done.stdout)
    return spent, set(packages)


def test_the_parser_is_imported_within_three_tenths_of_a_second() -> None:
    assert any(probed()[0] < SECONDS for _ in range(RUNS))


def test_the_parser_is_imported_without_django_or_edtf() -> None:
    assert probed()[1].isdisjoint({"django", "archive", "edtf", "psycopg", "lxml"})
