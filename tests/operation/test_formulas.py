"""No table that the archive gives out holds a cell that a spreadsheet would run, whichever way it goes out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.test import Client

from archive.api.resources import ALL
from archive.models import Person, Release
from archive.reports.catalogue import REPORTS
from archive.reports.refreshing import refresh
from tests.admin.builders import a_full_release, an_entity
from tests.admin.test_exchange import CSV, MODELS, XLSX, export
from tests.admin.test_hostile import evil

EVIL = "=cmd|' /C calc'!A0"
STARTS = ("=", "+", "-", "@", "\t", "\r")

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(admin_user: User) -> Client:
    """An archive in which everything that may be called anything is called so."""
    a_full_release()
    an_entity(Person, EVIL)
    for model in MODELS:
        columns = {
            one.name: EVIL for one in model._meta.concrete_fields if isinstance(evil(one), str) and one.name != "name"
        }
        if columns and model is not Release:
            model._default_manager.update(**columns)
    Release.objects.update(title=EVIL)
    refresh()
    client = Client()
    client.force_login(admin_user)
    return client


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def cells(content: bytes, kind: str) -> Iterator[str]:
    """The texts of a table, without its headings."""
    if kind == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        assert sheet is not None
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                assert cell.data_type != "f"
                if isinstance(cell.value, str):
                    yield cell.value
    else:
        for line in list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[1:]:
            yield from line


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def harmless(content: bytes, kind: str) -> int:
    """Holds the table to it; gives how many cells would have been run."""
    found = [cell for cell in cells(content, kind) if cell]
    assert [cell for cell in found if cell.startswith(STARTS) and not is_number(cell)] == []
    return sum(cell.startswith("'=") for cell in found)


def test_no_export_of_the_desk_does(client: Client) -> None:
    assert sum(harmless(export(client, model, CSV), "csv") for model in MODELS) > 5
    assert sum(harmless(export(client, model, XLSX), "xlsx") for model in MODELS) > 5


def test_no_download_of_a_report_does(client: Client) -> None:
    for name in REPORTS:
        for kind in ("csv", "xlsx"):
            answer = client.get(f"/reports/{name}.{kind}")
            assert answer.status_code == 200
            harmless(body(answer), kind)


def test_no_table_of_the_api_does(client: Client) -> None:
    found = sum(harmless(body(client.get(f"/api/v1/{one.place}/", {"format": "csv"})), "csv") for one in ALL)
    assert found > 5
