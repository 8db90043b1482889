"""No address makes more queries with a hundred rows than with one."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive.api.resources import ALL
from archive.models import Figure, Source
from archive.reports.catalogue import REPORTS
from tests.admin.builders import a_full_release
from tests.admin.test_roles import client_of, user_in
from tests.api.test_reading import API

FULL = 50  # releases, each with two figures and more of other kinds


def addresses() -> Iterator[str]:
    """Every address that can be read but the log, which shows nothing that is not committed (`test_changes`)."""
    yield from ("", "search/?q=marins", "search/?q=marins&kind=quotes", "reports/")
    yield from (f"reports/{name}/" for name in REPORTS)
    for one in ALL:
        expand = f"expand={','.join(one.relations)}"
        first = one.model._default_manager.order_by("pk").values_list("pk", flat=True)[0]
        yield from (f"{one.place}/?{expand}&format={form}&count=true" for form in ("json", "jsonld", "jsonl", "csv"))
        yield from (f"{one.place}/{first}/?{expand}&format={form}" for form in ("json", "jsonld"))
    yield f"sources/{Source.objects.order_by('pk').values_list('pk', flat=True)[0]}/content/"


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        response = client.get(API + address.replace("expand=&", ""))
        assert response.status_code == 200, (address, response.content)
        if response.streaming:
            assert b"".join(response)
    return len(captured)


def test_many_rows_take_as_many_queries_as_one(db: None) -> None:
    client = client_of(user_in("reader"))
    a_full_release()
    there = list(addresses())
    few = {one: queries(client, one) for one in there}
    for _ in range(FULL - 1):
        a_full_release()
    assert Figure.objects.count() >= 100
    assert {one: queries(client, one) for one in there} == few
