"""Search that does not mind accents, case and the order of words."""

from __future__ import annotations

import unicodedata
from typing import TypeVar

from django.db.models import F, Func, Model, QuerySet, TextField, Value

M = TypeVar("M", bound=Model)


def folded_words(term: str) -> list[str]:
    """Cut what was typed into words as `archive_key` folds names: no case, no accents, no punctuation.

    >>> folded_words("Jürgen  STOCK")
    ['jurgen', 'stock']
    """
    plain = unicodedata.normalize("NFKD", term.casefold().replace("œ", "oe").replace("æ", "ae"))
    letters = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return letters.split()


def with_name_like(entities: QuerySet[M], term: str) -> QuerySet[M]:
    """Keep the entities whose name and aliases together have every word of `term`, in any order, whole or in part."""
    words = folded_words(term)
    folded = Func(F("keys"), Value(" "), function="array_to_string", output_field=TextField())
    found = entities.alias(folded_names=folded)
    for word in words:
        found = found.filter(folded_names__contains=word)
    return found if words or not term.strip() else entities.none()
