"""How long the admin's lists take: the median of some requests, in this process, the database warm."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from tests.bench.measurement import Measurement

ROUNDS = 5
DEEP = 9000
LIST_MS, DEEP_MS = 150, 300


def admin_list() -> Iterator[Measurement]:
    """The slowest first page of any model's list, and page 9,000 (or the last) of the releases'."""
    client = Client(headers={"accept-language": "fr"}, SERVER_NAME="localhost")
    user = get_user_model().objects.filter(username="bench").first()
    client.force_login(user or get_user_model().objects.create_superuser("bench"))
    lists = {
        model._meta.model_name: reverse(f"admin:archive_{model._meta.model_name}_changelist")
        for model in admin.site._registry
        if model._meta.app_label == "archive"
    }
    taken = {name: milliseconds(client, address) for name, address in lists.items()}
    slowest = max(taken, key=lambda name: taken[name])
    yield Measurement(
        "admin_list", taken[slowest], "ms", f"{LIST_MS} ms; {slowest} is the slowest", taken[slowest] / LIST_MS, "≤ 1"
    )
    deep = milliseconds(client, f"{lists['quote']}?p={DEEP}")
    yield Measurement("admin_list_deep", deep, "ms", f"{DEEP_MS} ms; page {DEEP} of quotes", deep / DEEP_MS, "≤ 1")


def milliseconds(client: Client, address: str) -> float:
    rounds = []
    for _ in range(ROUNDS + 1):
        begun = time.perf_counter()
        answer = client.get(address, follow=True)
        rounds.append((time.perf_counter() - begun) * 1000)
        if answer.status_code != 200:
            raise SystemExit(f"{address} answers {answer.status_code}.")
    return statistics.median(rounds[1:])
