"""How long the pages of the reports take, and computing their sums: the database warm, in this process."""

from __future__ import annotations

import time
from collections.abc import Iterator

from django.test import Client
from django.urls import reverse

from archive.reports.catalogue import REPORTS
from archive.reports.refreshing import refresh
from tests.bench.ingesting import statistics_of_tables
from tests.bench.measurement import Measurement
from tests.bench.pages import milliseconds

PAGE_MS = 300
LEAST_SECONDS, SECONDS_PER_RELEASE = 1.0, 0.001  # for computing all sums anew
YEARS = "?from=2010&to=2020&undated=1"


def reports(size: int) -> Iterator[Measurement]:
    """The slowest page of any report as it opens, and with years chosen; then a refresh."""
    begun = time.perf_counter()
    refresh()
    seconds = time.perf_counter() - begun
    statistics_of_tables()
    client = Client(headers={"accept-language": "fr"}, SERVER_NAME="localhost")
    pages = {name: reverse("reports:report", args=[name]) for name in REPORTS}
    yield slowest("reports", client, pages)
    dated = {name: f"{pages[name]}{YEARS}" for name, report in REPORTS.items() if report.dated}
    yield slowest("reports_of_years", client, dated)
    limit = max(LEAST_SECONDS, size * SECONDS_PER_RELEASE)
    yield Measurement("reports_refresh", seconds, "s", f"{limit:g} s", seconds / limit, "≤ 1")


def slowest(name: str, client: Client, addresses: dict[str, str]) -> Measurement:
    taken = {report: milliseconds(client, address) for report, address in addresses.items()}
    report = max(taken, key=lambda one: taken[one])
    return Measurement(
        name, taken[report], "ms", f"{PAGE_MS} ms; {report} is the slowest", taken[report] / PAGE_MS, "≤ 1"
    )
