"""Measure everything on a new archive of made-up releases; print a table and write bench.json."""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.measurement import Measurement, keep, show

GROUPS = ("parsing", "ingesting", "growing", "working", "pages", "reading", "searching", "reports", "api")
LOOKING = ("pages", "reading", "searching", "reports", "api")  # what an archive that is there already is measured by


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--size", type=int, default=10_000, help="releases in the new archive (10000)")
    parser.add_argument("--read", type=int, help="how many of them are read; the others are copies of these (all)")
    parser.add_argument("--home", type=Path, help="an archive that is there already; it is migrated (a new one)")
    parser.add_argument("--only", nargs="+", choices=GROUPS, help="which measurements (all; of --home, those of pages)")
    parser.add_argument("--out", type=Path, default=Path("bench.json"), help="where they are kept (bench.json)")
    chosen = parser.parse_args()
    only = tuple(chosen.only or (LOOKING if chosen.home else GROUPS))
    if chosen.home and not set(only) <= set(LOOKING):
        parser.error(f"of an archive that is there already, only {', '.join(LOOKING)} can be measured")
    above = Path(tempfile.mkdtemp(prefix="bench-", dir="/tmp"))
    above.chmod(0o711)  # the server of root's archive runs as another user
    home = chosen.home.resolve() if chosen.home else above / "home"
    os.environ |= {"ARCHIVE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "archive.settings"}
    os.environ.pop("DATABASE_URL", None)
    try:
        size = None if chosen.home else chosen.size
        measurements = list(measured(above, size, chosen.read or chosen.size, only))
    finally:
        shutil.rmtree(above, ignore_errors=True)
    show(measurements, f"archive in {home}" if chosen.home else f"{chosen.size:,} releases".replace(",", " "))
    keep(measurements, chosen.out)


def measured(folder: Path, wanted: int | None, read: int, only: tuple[str, ...]) -> Iterator[Measurement]:
    """Measurements of a new archive of `wanted` releases, `read` of them read; or of the one that is there."""
    import django
    from django.core.management import call_command

    django.setup()
    from tests.bench.api import api
    from tests.bench.growing import growing
    from tests.bench.ingesting import ingesting, releases_stored, statistics_of_tables
    from tests.bench.pages import admin_list
    from tests.bench.parsing import parse_vs_spacy_textacy
    from tests.bench.reading import reading_pages
    from tests.bench.reporting import reports
    from tests.bench.searching import searching
    from tests.bench.working import workers_2_vs_1

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    size = wanted or releases_stored()
    ways: dict[str, Callable[[], Iterator[Measurement]]] = {
        "parsing": parse_vs_spacy_textacy,
        "ingesting": lambda: ingesting(folder, read),
        "growing": lambda: growing(folder, size, read),
        "working": lambda: workers_2_vs_1(folder, size),
        "pages": admin_list,
        "reading": reading_pages,
        "reports": lambda: reports(size),
        "searching": searching,
        "api": api,
    }
    before = ""
    for name in only:
        if name in LOOKING and before not in LOOKING:
            statistics_of_tables()
        yield from ways[name]()
        before = name


main()
