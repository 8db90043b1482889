"""How fast the API gives pages: beside PostgreSQL's own JSON of the same rows, and far down a list."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator

from django.test import Client
from django.test.utils import override_settings

from archive.models import Quote
from tests.bench.measurement import Measurement

QUOTES = "/api/v1/quotes/?expand=release,speaker"
BARE = "/bare/quotes/"
ROUNDS = 60


def api() -> Iterator[Measurement]:
    """Pages of a hundred quotes with release and speaker, asked for in turn."""
    with override_settings(ROOT_URLCONF="tests.bench.bare", ARCHIVE_API_ANONYMOUS_RATE=0):
        page, bare = seconds(QUOTES, BARE)
        told = f"{1 / bare:,.0f} by json_agg"
        yield Measurement("api_vs_json_agg", 1 / page, "pages/s", told, bare / page, "≥ 0.7")
        rows = Quote.objects.count()
        depth = rows * 9 // 10
        (last,) = Quote.objects.order_by("pk").values_list("pk", flat=True)[depth : depth + 1]
        first, deep = seconds(QUOTES, f"{QUOTES}&after={last - 1}")
        told = f"{first * 1000:,.3g} ms at the start; after {depth:,} of {rows:,}"
        yield Measurement("api_depth", deep * 1000, "ms", told, deep / first, "≤ 1.3")


def seconds(*addresses: str) -> list[float]:
    """The median time of each, asked for in turn so that whatever else the machine does slows all alike."""
    client = Client(headers={"accept-language": "en"}, SERVER_NAME="localhost")
    taken: dict[str, list[float]] = {one: [] for one in addresses}
    for _ in range(ROUNDS + 1):
        for address in addresses:
            begun = time.perf_counter()
            answer = client.get(address)
            taken[address].append(time.perf_counter() - begun)
            if answer.status_code != 200:
                raise SystemExit(f"{address} answers {answer.status_code}.")
    return [statistics.median(one[1:]) for one in taken.values()]
