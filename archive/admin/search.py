"""Search that does not mind accents, case and the order of words: of names, and of releases and quotes by the index."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import F, Func, Model, QuerySet, TextField, Value
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from archive.curation.folding import folded_words
from archive.search.listing import narrowed

M = TypeVar("M", bound=Model)


def with_name_like(entities: QuerySet[M], term: str) -> QuerySet[M]:
    """Keep the entities whose name and aliases together have every word of `term`, in any order, whole or in part."""
    words = folded_words(term)
    folded = Func(F("keys"), Value(" "), function="array_to_string", output_field=TextField())
    found = entities.alias(folded_names=folded)
    for word in words:
        found = found.filter(folded_names__contains=word)
    return found if words or not term.strip() else entities.none()


class ByWords:
    """Releases or quotes whose list is searched as readers search, by the same index; completed as one types."""

    search_fields: Any = ("text",)
    search_help_text: Any = _(
        "Words, as readers search: “…” for a phrase, - before what is not wanted, OR between alternatives."
    )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        match = request.resolver_match
        is_unfinished = match is not None and match.url_name == "autocomplete"
        return narrowed(queryset, search_term, is_unfinished=is_unfinished), False
