"""Figures for Prometheus: what was answered and how fast, the database, the queue, what was ingested, the last backup.

Requests are counted by each server process, in files that all of them share (`PROMETHEUS_MULTIPROC_DIR`, set by
`archive.serving`); everything else is read from the database when it is asked for, whichever machine did it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest, multiprocess
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from archive.operation import state
from archive.reports.refreshing import refreshed

METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
REQUESTS = Counter("archive_requests", "Requests that were answered.", ["method", "route", "status"])
LATENCY = Histogram("archive_request_seconds", "Seconds until an answer began.", ["route"], buckets=SECONDS)


class MetricsMiddleware:
    """Counts each request by its route, never by its address: there are as many series as routes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = self.get_response(request)
        route = f"/{request.resolver_match.route}" if request.resolver_match else "none"
        method = request.method if request.method in METHODS else "other"
        REQUESTS.labels(method, route, str(response.status_code)).inc()
        LATENCY.labels(route).observe(time.perf_counter() - began)
        return response


class ArchiveCollector(Collector):
    """Reads the state of the archive, or says that the database does not answer."""

    def collect(self) -> Iterator[Metric]:
        try:
            found = [*database(), *queue(), *documents(), *ages()]
        except (InterfaceError, OperationalError):
            yield gauge("archive_database_up", "Whether the database answers.", 0)
            return
        yield gauge("archive_database_up", "Whether the database answers.", 1)
        yield from found


def gauge(name: str, told: str, value: float) -> Metric:
    return GaugeMetricFamily(name, told, value=value)


def database() -> Iterator[Metric]:
    found = state.connections()
    by_state = GaugeMetricFamily("archive_database_connections", "Connections to the database.", labels=["state"])
    for name, count in found.by_state.items():
        by_state.add_metric([name], count)
    yield by_state
    yield gauge("archive_database_connections_allowed", "Connections that the server allows in all.", found.allowed)


def queue() -> Iterator[Metric]:
    jobs = GaugeMetricFamily("archive_jobs", "Jobs that are not done.", labels=["task", "state"])
    for (task, status), count in state.jobs().items():
        jobs.add_metric([task, status], count)
    yield jobs
    found = state.queue()
    yield gauge("archive_queue_length", "Jobs that wait for a worker.", found.waiting)
    yield gauge("archive_queue_oldest_seconds", "Seconds for which the oldest of them has been due.", found.oldest)
    yield gauge("archive_workers", "Workers of jobs that gave a sign of life lately.", found.workers)


def documents() -> Iterator[Metric]:
    found = state.documents()
    rows = found.pop("rows_written", 0)
    counted = CounterMetricFamily("archive_documents", "Documents that were ingested.", labels=["outcome"])
    for outcome, count in sorted(found.items()):
        counted.add_metric([outcome], count)
    yield counted
    yield CounterMetricFamily("archive_rows_written", "Rows that ingests wrote.", value=rows)


def ages() -> Iterator[Metric]:
    """As times, as Prometheus wants them; the age is `time() - …`. What never was has none."""
    if last := state.last_backup():
        yield gauge("archive_backup_timestamp_seconds", "As of when the last backup is.", last.timestamp())
    if sums := refreshed():
        yield gauge("archive_reports_timestamp_seconds", "As of when the reports' sums are.", sums[0].timestamp())


def exposition() -> bytes:
    """All of it, in Prometheus' text format."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return bytes(generate_latest(REGISTRY)) + bytes(generate_latest(of_archive()))
    registry = of_archive()
    multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return bytes(generate_latest(registry))


def of_archive() -> CollectorRegistry:
    registry = CollectorRegistry()
    registry.register(ArchiveCollector())
    return registry
