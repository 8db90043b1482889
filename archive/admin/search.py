"""Search that does not mind accents, case and the order of words."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import F, Func, Model, QuerySet, TextField, Value

from archive.curation.folding import folded_words

M = TypeVar("M", bound=Model)


def with_name_like(entities: QuerySet[M], term: str) -> QuerySet[M]:
    """Keep the entities whose name and aliases together have every word of `term`, in any order, whole or in part."""
    words = folded_words(term)
    folded = Func(F("keys"), Value(" "), function="array_to_string", output_field=TextField())
    found = entities.alias(folded_names=folded)
    for word in words:
        found = found.filter(folded_names__contains=word)
    return found if words or not term.strip() else entities.none()
