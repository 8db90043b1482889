"""Every relation is known: nothing can point at a record that a merge would leave behind."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType

from archive.curation.merging.merging import MERGEABLE
from archive.curation.merging.relations import BY_KIND, relations

MODELS = [one for one in apps.get_app_config("archive").get_models() if not one.__name__.endswith("Before")]


def test_every_model_that_names_records_by_kind_and_id_is_covered() -> None:
    by_kind = {
        one._meta.model_name
        for one in MODELS
        if any(column.related_model is ContentType for column in one._meta.concrete_fields)
    }
    assert by_kind == set(BY_KIND)


def test_every_number_that_may_be_a_record_is_covered() -> None:
    columns = {
        (one._meta.model_name, column.name)
        for one in MODELS
        for column in one._meta.concrete_fields
        if column.name.endswith("_id") and not column.is_relation
    }
    # The queue's places are kept by triggers.
    assert columns == {(table, column) for table, names in BY_KIND.items() for column in names} | {
        ("queued", "release_id")
    }


@pytest.mark.django_db
@pytest.mark.parametrize("kind", MERGEABLE)
def test_every_foreign_key_to_a_kind_of_record_is_a_relation_of_it(kind: str) -> None:
    model = apps.get_model("archive", kind)
    keys = {
        f"{one._meta.model_name}.{column.attname}"
        for one in MODELS
        for column in one._meta.concrete_fields
        if column.related_model is model
    }
    assert keys <= {one.name for one in relations(model)}
    assert keys
