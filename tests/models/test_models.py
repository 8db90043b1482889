"""The models as a whole: help for every field, names, migrations."""

from __future__ import annotations

import io

import pghistory.models
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.models import Field, Model

from archive.models import Release
from tests.models.builders import annotation, release


def of_libraries(model: type[Model]) -> set[str]:
    """Names of the fields that a model inherits from a library's."""
    bases = (one for one in model.__mro__ if issubclass(one, Model) and hasattr(one, "_meta"))
    return {field.name for one in bases if not one.__module__.startswith("archive") for field in one._meta.fields}


FIELDS = [
    field
    for model in apps.get_app_config("archive").get_models()
    if not issubclass(model, pghistory.models.Event)
    for field in model._meta.get_fields()
    if isinstance(field, Field) and field.concrete and not field.primary_key and field.name not in of_libraries(model)
]


@pytest.mark.parametrize("field", FIELDS, ids=str)
def test_every_field_explains_itself(field: Field) -> None:  # type: ignore[type-arg]
    assert str(field.help_text).strip()


@pytest.mark.django_db
def test_the_migrations_hold_every_change_of_the_models() -> None:
    call_command("makemigrations", check=True, dry_run=True, stdout=io.StringIO())


@pytest.mark.django_db(transaction=True)
def test_the_migrations_can_be_undone_and_done_again() -> None:
    try:
        call_command("migrate", "archive", "zero", verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute("SELECT proname FROM pg_proc WHERE proname LIKE 'archive%'")
            assert cursor.fetchall() == []
            assert [
                table for table in connection.introspection.table_names(cursor) if table.startswith("archive_")
            ] == []
    finally:
        call_command("migrate", verbosity=0)
    assert Release.objects.count() == 0


@pytest.mark.django_db
def test_a_release_without_title_is_named_by_dateline_and_first_words() -> None:
    text = "LYON (France) – Les équipes de la brigade ont retrouvé les trois navires au large de l’archipel."
    spans = {"spans": {"dateline": {"start": 0, "end": 13, "exact": "LYON (France)"}}}
    one = release(text, city="LYON", parsed=spans)
    assert str(one) == "[LYON – Les équipes de la brigade ont retrouvé les trois navires au…]"
    assert (one.title, str(release(title="Un titre"))) == (None, "Un titre")


@pytest.mark.django_db
def test_a_label_does_not_repeat_a_dateline_whose_place_is_not_known() -> None:
    one = release("LILLE – Les douaniers ont rendu la barque.", city="Lille")
    assert str(one) == "[LILLE – Les douaniers ont rendu la barque.…]"
    assert str(release("Les douaniers sont rentrés.", city="LILLE")) == "[LILLE – Les douaniers sont rentrés.…]"


@pytest.mark.django_db
def test_an_annotation_is_named_by_its_words() -> None:
    assert str(annotation("figure", release())) == "12 navires"
    assert str(annotation("quote", release("mot " * 40), "mot " * 30)) == f"{('mot ' * 30)[:79]}…"
