"""What a person set or confirmed is decided, and no machine undoes it; the database sees to it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, connection, transaction

from archive.curation.actor import acting_as
from archive.curation.decidable import ANNOTATIONS, ENTITIES, GROUPS, SPAN
from archive.models import Event, Figure, Likeness, Organization, Person, Quote, Release
from tests.models.builders import annotation, release, run_sql

pytestmark = pytest.mark.django_db


def by_machine(statement: str, *parameters: Any) -> int:
    with acting_as("machine"):
        return run_sql(statement, *parameters)


def refused(statement: str, *parameters: Any) -> str:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        by_machine(statement, *parameters)
    return str(caught.value)


@pytest.fixture
def quote() -> Quote:
    """A quote that a machine made."""
    with acting_as("machine"):
        return annotation("quote", release(), "L’été fut 🐟 rude")


@pytest.fixture
def figure() -> Figure:
    """A figure that a machine made."""
    with acting_as("machine"):
        return annotation("figure", release())


def decided(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT decided FROM archive_{table}")
        return cursor.fetchone()[0]


def test_what_a_machine_makes_is_not_decided(quote: Quote) -> None:
    quote.refresh_from_db()
    assert (quote.decided, quote.version) == ([], 1)


def test_what_a_person_makes_is_decided_where_it_says_something() -> None:
    annotation("quote", release(), "rude")
    assert decided("quote") == ["end", "exact", "kind", "start", "text"]


def test_what_a_person_changes_is_decided(quote: Quote) -> None:
    quote.text = "Autre"
    quote.save()
    quote.refresh_from_db()
    assert (quote.decided, quote.version) == (["text"], 2)


def test_plain_sql_is_a_person_too(quote: Quote) -> None:
    run_sql("UPDATE archive_quote SET attribution = 'Mme Martin'")
    assert decided("quote") == ["attribution"]


def test_a_group_is_decided_together(figure: Figure) -> None:
    run_sql("UPDATE archive_figure SET unit = 'navire'")
    assert decided("figure") == ["qualifier", "unit", "upper", "value"]


def test_confirming_decides_everything(quote: Quote) -> None:
    run_sql("UPDATE archive_quote SET review = 'confirmed'")
    assert set(decided("quote")) == {field for group in GROUPS["quote"] for field in group}


def test_rejecting_decides_nothing_but_stays(quote: Quote) -> None:
    run_sql("UPDATE archive_quote SET review = 'rejected'")
    assert decided("quote") == []
    assert "A person rejected quote" in refused("UPDATE archive_quote SET review = 'pending'")


def test_a_change_that_changes_nothing_decides_nothing(quote: Quote) -> None:
    run_sql("UPDATE archive_quote SET text = text")
    quote.refresh_from_db()
    assert (quote.decided, quote.version) == ([], 1)


def test_every_change_counts_the_version_up(quote: Quote) -> None:
    by_machine("UPDATE archive_quote SET confidence = 0.5")
    run_sql("UPDATE archive_quote SET flags = '{unplaced}', version = 40")
    quote.refresh_from_db()
    assert quote.version == 3


def test_a_machine_takes_no_decision(quote: Quote) -> None:
    by_machine("UPDATE archive_quote SET text = 'Autre', decided = '{text}'")
    assert decided("quote") == []


def test_a_machine_cannot_change_what_is_decided(quote: Quote) -> None:
    run_sql("UPDATE archive_quote SET kind = 'fragment'")
    assert "A person decided kind of quote" in refused("UPDATE archive_quote SET kind = 'indirect'")


def test_a_machine_cannot_change_the_rest_of_a_decided_group(figure: Figure) -> None:
    run_sql("UPDATE archive_figure SET unit = 'navire'")
    assert "A person decided value" in refused("UPDATE archive_figure SET value = 13")


def test_a_machine_cannot_forget_a_decision(quote: Quote) -> None:
    run_sql("UPDATE archive_quote SET kind = 'fragment'")
    by_machine("UPDATE archive_quote SET decided = '{}', flags = '{x}'")
    assert decided("quote") == ["kind"]


def test_a_machine_may_change_what_is_not_decided(quote: Quote) -> None:
    run_sql("UPDATE archive_quote SET kind = 'fragment'")
    assert by_machine("UPDATE archive_quote SET text = 'Autre'") == 1


def test_a_machine_may_move_decided_words_with_their_text(quote: Quote) -> None:
    run_sql("UPDATE archive_quote SET review = 'confirmed'")
    by_machine('UPDATE archive_quote SET start = NULL, "end" = NULL')
    by_machine("UPDATE archive_release SET text = 'Avant. ' || text")
    by_machine('UPDATE archive_quote SET start = %s, "end" = %s', quote.start + 7, quote.end + 7)
    assert Quote.objects.get().start == quote.start + 7


def test_a_machine_cannot_change_decided_words(quote: Quote) -> None:
    run_sql("UPDATE archive_quote SET review = 'confirmed'")
    assert "A person decided start, end, exact" in refused(
        "UPDATE archive_quote SET start = start + 2, exact = substr(exact, 3)"
    )


@pytest.mark.parametrize("change", ["kind = 'fragment'", "review = 'confirmed'", "review = 'rejected'"])
def test_a_machine_cannot_delete_what_a_person_decided_confirmed_or_rejected(quote: Quote, change: str) -> None:
    run_sql(f"UPDATE archive_quote SET {change}")
    assert "a machine cannot delete it" in refused("DELETE FROM archive_quote")


def test_a_machine_may_delete_what_nobody_decided(quote: Quote) -> None:
    assert by_machine("DELETE FROM archive_quote") == 1


def test_a_person_may_delete_what_is_decided(quote: Quote) -> None:
    run_sql("UPDATE archive_quote SET kind = 'fragment'")
    assert run_sql("DELETE FROM archive_quote") == 1


def test_moving_relations_decides_nothing(quote: Quote) -> None:
    person = Person.objects.create(name="Anne Martin")
    with acting_as("mover"):
        run_sql("UPDATE archive_quote SET speaker_id = %s", person.pk)
    assert decided("quote") == []


def test_a_mover_may_move_what_is_decided(quote: Quote) -> None:
    first, second = (Person.objects.create(name="Anne Martin") for _ in range(2))
    run_sql("UPDATE archive_quote SET speaker_id = %s", first.pk)
    with acting_as("mover"):
        run_sql("UPDATE archive_quote SET speaker_id = %s", second.pk)
    assert (Quote.objects.get().speaker, decided("quote")) == (second, ["basis", "organization", "speaker"])


def test_whoever_acts_is_a_person_again_afterwards(quote: Quote) -> None:
    with acting_as("machine"), acting_as("mover"):
        pass
    run_sql("UPDATE archive_quote SET kind = 'fragment'")
    assert decided("quote") == ["kind"]


def test_releases_and_entities_have_decisions_too() -> None:
    with acting_as("machine"):
        release()
        Organization.objects.create(name="FIDA")
        Event.objects.create(name="Sommet", kind="summit")
    run_sql("UPDATE archive_release SET city = 'Lyon'")
    run_sql("UPDATE archive_organization SET acronym = 'F'")
    run_sql("UPDATE archive_event SET date = '2015'")
    assert (decided("release"), decided("organization"), decided("event")) == (
        ["city", "country", "country_code"],
        ["acronym"],
        ["date"],
    )
    assert "A person decided acronym" in refused("UPDATE archive_organization SET acronym = 'G'")


def test_what_is_no_decision_decides_nothing() -> None:
    with acting_as("machine"):
        release()
    run_sql("UPDATE archive_release SET state = 'in_hand', parsed = '{}'")
    assert (decided("release"), Release.objects.get().version) == ([], 2)


def arguments(table: str, trigger: str) -> tuple[tuple[str, ...], ...]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgargs FROM pg_trigger WHERE tgname = %s AND tgrelid = %s::regclass", [trigger, f"archive_{table}"]
        )
        (found,) = cursor.fetchone()
    return tuple(
        tuple(column.removesuffix("_id") for column in one.split(",")) for one in bytes(found).decode().split("\0")[:-1]
    )


@pytest.mark.parametrize("table", ["release", *ANNOTATIONS, *ENTITIES])
def test_the_triggers_know_the_groups_that_the_code_knows(table: str) -> None:
    assert arguments(table, "keep_decisions") == arguments(table, "keep_first_decisions") == GROUPS[table]


def test_every_decidable_field_is_a_field() -> None:
    from django.apps import apps

    for table, groups in GROUPS.items():
        fields = {field.name for field in apps.get_model("archive", table)._meta.get_fields()}
        assert {name for group in groups for name in group} <= fields
        assert (SPAN in groups) == (table in ANNOTATIONS)


def test_whoever_misspells_the_machine_is_a_person(quote: Quote) -> None:
    with transaction.atomic():
        run_sql("SELECT set_config('archive.actor', 'Machine', true)")
        run_sql("UPDATE archive_quote SET text = 'Autres mots' WHERE id = %s", quote.pk)
    quote.refresh_from_db()
    assert quote.decided == ["text"]


def test_a_machine_takes_no_reference_away(quote: Quote) -> None:
    run_sql("UPDATE archive_quote SET attribution = 'elle', supplied = '{\"attribution\": \"une note\"}'")
    assert "cannot change its references" in refused("UPDATE archive_quote SET supplied = '{}'")


@pytest.mark.parametrize("change", ["id = id + 1000", 'release_id = %s, start = NULL, "end" = NULL'])
def test_a_machine_moves_nothing_that_is_decided(quote: Quote, change: str) -> None:
    run_sql("UPDATE archive_quote SET attribution = 'elle'")
    others = [release().pk] if "%s" in change else []
    assert "cannot change its number and release" in refused(f"UPDATE archive_quote SET {change}", *others)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE archive_likeness SET state = 'suspected'",
        "UPDATE archive_likeness SET second_id = second_id + 1",
        "DELETE FROM archive_likeness",
    ],
)
def test_a_machine_takes_back_no_word_on_two_records(change: str) -> None:
    kind = ContentType.objects.get_for_model(Person)
    Likeness.objects.create(content_type=kind, first_id=1, second_id=2, score=0.5, state=Likeness.State.DISTINCT)
    assert "a machine cannot change its state" in refused(change)
    run_sql(change)


def test_a_machine_may_forget_what_it_suspected() -> None:
    kind = ContentType.objects.get_for_model(Person)
    Likeness.objects.create(content_type=kind, first_id=1, second_id=2, score=0.5)
    assert by_machine("DELETE FROM archive_likeness") == 1


@pytest.mark.parametrize("table", [*ANNOTATIONS, *ENTITIES, "release", "proposal", "likeness", "merge", "note"])
def test_a_machine_cannot_empty_a_table_of_decisions(table: str) -> None:
    assert f"cannot empty the table archive_{table}" in refused(f"TRUNCATE archive_{table} CASCADE")
