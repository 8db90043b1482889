"""The bench itself: that it measures on a small archive what it measures on a large one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.admin.builders import a_full_release
from tests.bench.api import BARE, QUOTES
from tests.bench.measurement import Measurement


def test_it_measures_a_small_archive_and_keeps_the_figures(tmp_path: Path) -> None:
    out = tmp_path / "bench.json"
    groups = ["ingesting", "growing", "working", "pages", "reading", "searching", "reports", "api"]
    options = ["--size", "240", "--read", "120", "--out", str(out), "--only", *groups]
    command = [sys.executable, "-m", "tests.bench", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    kept = {one["name"]: one for one in json.loads(out.read_text())}
    assert {
        "ingest_vs_copy",
        "ingest_growth",
        "reingest_vs_ingest",
        "ingest_in_large",
        "workers_2_vs_1",
        "admin_list",
        "reading_page",
        "search_newest",
        "search_best",
        "search_phrase",
        "facets",
        "reports",
        "api_vs_json_agg",
        "api_depth",
    } <= kept.keys()
    assert all(one.keys() == {"name", "value", "unit", "compared_with", "ratio"} for one in kept.values())
    assert all(one["value"] > 0 and one["ratio"] > 0 for one in kept.values())


@pytest.mark.django_db
def test_the_bare_view_gives_the_rows_that_the_api_gives(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.bench.bare"
    for _ in range(2):
        a_full_release()
    client = Client(SERVER_NAME="localhost")
    assert client.get(BARE).json() == client.get(QUOTES).json()["results"]


def test_a_measurement_is_met_on_the_side_of_its_limit_that_is_wanted() -> None:
    fast = Measurement("rate", 9, "releases/s", "10 by COPY", 0.9, "≥ 0.4")
    slow = Measurement("list", 200, "ms", "150 ms", 1.33, "≤ 1")
    assert fast.is_met
    assert not slow.is_met
