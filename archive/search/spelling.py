"""Did you mean: what a mistyped word may have been, by the trigrams it shares with words of the archive."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import QuerySet

from archive.curation.folding import folded_words
from archive.presentation.counting import capped_counts
from archive.search.columns import Matches
from archive.search.lexemes import conjunction
from archive.search.query import Query
from archive.search.syntax import Term

LIKE = """
    SELECT word FROM search_word
    WHERE plain %% %s ORDER BY similarity(plain, %s) DESC, number DESC, word LIMIT 1
"""


def suggestion(query: Query) -> Query | None:
    """The search with its unknown words put right, if it then finds anything; to be asked where nothing was found."""
    text = query.text
    for term in unknown(query):
        if (word := nearest(term.typed)) is None:
            return None
        text = text.replace(term.typed, word, 1)
    better = query.but(text=text)
    if text == query.text or better.searched.is_too_common:
        return None
    return better if capped_counts([better.rows()], 0) != [0] else None


def unknown(query: Query) -> list[Term]:
    """The words that were typed and stand nowhere in the archive."""
    terms = [term for branch in query.searched.typed for term in branch if term.is_word and not term.is_excluded]
    asked = {term: conjunction((term,), query.searched.lexemes) for term in terms}
    places: list[tuple[Term, QuerySet[Any]]] = [
        (term, query.model._default_manager.filter(Matches(tsquery))) for term, tsquery in asked.items() if tsquery
    ]
    counts = capped_counts([rows for _, rows in places], 0)
    return [term for (term, _), count in zip(places, counts, strict=True) if not count]


def nearest(word: str) -> str | None:
    """The word of the archive that is most like this one, or None where none is alike."""
    plain = "".join(folded_words(word))
    with connection.cursor() as cursor:
        cursor.execute(LIKE, [plain, plain])
        found = cursor.fetchone()
    return str(found[0]) if found else None
