"""Measure everything on a new archive of made-up releases; print a table and write bench.json."""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.measurement import Measurement, keep, show

GROUPS = ("parsing", "ingesting", "growing", "working", "pages", "reading", "searching", "reports")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--size", type=int, default=10_000, help="releases in the archive (10000)")
    parser.add_argument("--read", type=int, help="how many of them are read; the others are copies of these (all)")
    parser.add_argument("--only", nargs="+", choices=GROUPS, default=GROUPS, help="which measurements (all)")
    parser.add_argument("--out", type=Path, default=Path("bench.json"), help="where they are kept (bench.json)")
    chosen = parser.parse_args()
    above = Path(tempfile.mkdtemp(prefix="bench-", dir="/tmp"))
    above.chmod(0o711)  # the server of root's archive runs as another user
    os.environ |= {"ARCHIVE_HOME": str(above / "home"), "DJANGO_SETTINGS_MODULE": "archive.settings"}
    os.environ.pop("DATABASE_URL", None)
    try:
        measurements = list(measured(above, chosen.size, chosen.read or chosen.size, chosen.only))
    finally:
        shutil.rmtree(above, ignore_errors=True)
    show(measurements, chosen.size)
    keep(measurements, chosen.out)


def measured(folder: Path, size: int, read: int, only: tuple[str, ...]) -> Iterator[Measurement]:
    import django
    from django.core.management import call_command

    django.setup()
    from tests.bench.growing import growing
    from tests.bench.ingesting import ingesting, statistics_of_tables
    from tests.bench.pages import admin_list
    from tests.bench.parsing import parse_vs_spacy_textacy
    from tests.bench.reading import reading_pages
    from tests.bench.reporting import reports
    from tests.bench.searching import searching
    from tests.bench.working import workers_2_vs_1

    ways: dict[str, Callable[[], Iterator[Measurement]]] = {
        "parsing": parse_vs_spacy_textacy,
        "ingesting": lambda: ingesting(folder, read),
        "growing": lambda: growing(folder, size, read),
        "working": lambda: workers_2_vs_1(folder, size),
        "pages": admin_list,
        "reading": reading_pages,
        "reports": lambda: reports(size),
        "searching": searching,
    }
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    for name in only:
        if name in {"pages", "reading", "searching"}:
            statistics_of_tables()
        yield from ways[name]()


main()
