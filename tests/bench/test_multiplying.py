"""Copies of an archive: whole, each with rows of its own, and never two of one place in the queue."""

from __future__ import annotations

import pytest
from django.db import connection

from archive.models import Mention, Person, Queued, Quote, Release, Source
from etl.tables import VALUES
from tests.admin.builders import a_full_release
from tests.bench.multiplying import COPIED, copying, largest

pytestmark = pytest.mark.django_db


def test_a_copy_has_sources_releases_readings_and_places_in_the_queue_of_its_own() -> None:
    for _number in range(2):
        a_full_release()
    before = {model: model.objects.count() for model in (Release, Source, Quote, Mention, Queued)}
    with connection.cursor() as cursor:
        shifts = {table: largest(cursor, table) for table in COPIED if table != "queued"}
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in COPIED:
            cursor.execute(copying(table, 1, shifts))
    assert {model: model.objects.count() for model in before} == {model: 2 * count for model, count in before.items()}
    assert set(Queued.objects.values_list("pk", flat=True)) == set(Release.objects.values_list("pk", flat=True))
    assert Source.objects.values("sha256").distinct().count() == before[Source] * 2
    for table in VALUES:
        rows = Release._meta.apps.get_model("archive", table).objects
        assert not rows.exclude(release__in=Release.objects.all()).exists()
    assert not Person.objects.filter(name__endswith=" 1", pk__lte=shifts["person"]).exists()
