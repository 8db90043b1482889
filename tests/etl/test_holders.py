"""Which records are fetched for the names in releases: few, by index, however many hold a name."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from archive.models import Event, Office, Organization
from etl.authority_reading import read_authority
from etl.named import ENTITIES
from etl.reconcile_holders import Records, read_holders

pytestmark = pytest.mark.django_db


def fetched(table: str, *keys: str, ids: tuple[int, ...] = (), told: tuple[tuple[Any, ...], ...] = ()) -> list[str]:
    with connection.cursor() as cursor:
        found: Records = read_holders(cursor, table, list(keys), list(ids), list(told))
    return sorted({entity.columns["name"] for entities in found.values() for entity in entities})


def event(name: str, **values: Any) -> Event:
    return Event.objects.create(name=name, kind="meeting", **values)


def test_of_events_with_a_generic_name_those_with_a_year_are_fetched() -> None:
    event("Réunion", date="2015")
    event("Réunion")
    event("réunion", date="XXXX-03-08")
    assert fetched("event", "reunion") == ["Réunion"]


def test_an_event_that_its_own_release_knows_is_fetched_by_its_id() -> None:
    assert fetched("event", "reunion", ids=(event("Réunion du bureau").pk,)) == ["Réunion du bureau"]


def test_events_are_fetched_by_what_tells_them_apart_whatever_they_are_called() -> None:
    body = Organization.objects.create(name="Europol")
    event("12e réunion", organization=body, ordinal=12)
    event("13e réunion", organization=body, ordinal=13)
    assert fetched("event", told=((body.pk, "meeting", 12), (body.pk, "summit", 13))) == ["12e réunion"]


def test_offices_are_fetched_of_the_organisations_that_are_named_and_of_none() -> None:
    named, other = (Organization.objects.create(name=name) for name in ("Europol", "Eurojust"))
    for body in (named, other):
        Office.objects.create(name=f"directeur {body.name}", aliases=["directeur"], organization=body)
    Office.objects.create(name="directeur")
    assert fetched("office", "directeur", told=((named.pk, None, None),)) == ["directeur", "directeur Europol"]


@pytest.mark.parametrize("table", ENTITIES)
def test_names_are_looked_up_by_indexes(table: str) -> None:
    plans: list[str] = []

    def explain(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        with connection.connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("EXPLAIN " + sql.as_string(connection.connection), params)
            plans.extend(line for (line,) in cursor.fetchall())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain):
        fetched(table, "a", "b c", ids=(1,), told=((1, "meeting", 2),))
    told = "\n".join(plans)
    assert "Index" in told
    assert f"Seq Scan on archive_{table}" not in told


def test_what_editors_taught_is_read_by_indexes() -> None:
    """Every run and every job begins with it, however few of a million records editors decided."""
    plans: list[str] = []

    def explain(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        with connection.connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = on")
            cursor.execute("EXPLAIN " + sql.as_string(connection.connection), params or None)
            plans.append("\n".join(line for (line,) in cursor.fetchall()))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain), connection.cursor() as cursor:
        read_authority(cursor)
    told = "\n".join(plans)
    assert [table for table in (*ENTITIES, "tenure") if f"{table}_taught" not in told] == []
