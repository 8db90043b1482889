"""How long searching takes: the 95th percentile over a common, a rare and an absent word, first and tenth page."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db import connection

from archive.models import Release
from archive.presentation.counting import capped_counts
from archive.search.columns import Matches
from archive.search.facets import facets
from archive.search.lexemes import Searched
from archive.search.query import Query
from archive.search.results import search
from archive.search.syntax import RUN, read
from tests.bench.measurement import Measurement

ROUNDS = 10
NEWEST_MS, BEST_MS, FACETS_MS = 50, 250, 150
ABSENT = "zygomorphe"
SOME = 40  # words that are tried for a rare one
COMMONEST = """
    SELECT word FROM unnest(%s::text[]) WITH ORDINALITY AS w (word, place)
    JOIN (SELECT * FROM pg_stats, unnest(most_common_elems::text::text[], most_common_elem_freqs) AS e (lexeme, share)
          WHERE tablename = 'archive_release' AND attname = 'search') AS s
    ON ARRAY[s.lexeme] = tsvector_to_array(archive_lexemes(word))
    ORDER BY share DESC, place LIMIT 1
"""


def searching() -> Iterator[Measurement]:
    """Newest first, best first, a phrase, and facets."""
    words = words_of_a_release()
    common, rare = commonest(words), rarest(words)
    typed = (common, rare, ABSENT)
    of = f"«{common}», «{rare}», «{ABSENT}»"
    pages = [(one, page) for one in typed for page in ("1", "10")]
    yield measured("search_newest", NEWEST_MS, of, [asked(q=one, order="newest", page=page) for one, page in pages])
    yield measured("search_best", BEST_MS, of, [asked(q=one, page=page) for one, page in pages])
    phrase = f'"{" ".join(words[3:6])}"'
    yield measured("search_phrase", BEST_MS, phrase, [asked(q=phrase, page=page) for page in ("1", "10")])
    yield measured("facets", FACETS_MS, of, [lambda one=one: facets(Query.read({"q": one})) for one in typed])


def asked(**parameters: str) -> Callable[[], Any]:
    return lambda: search(Query.read(parameters))


def measured(name: str, limit: int, of: str, ways: Sequence[Callable[[], Any]]) -> Measurement:
    taken = [milliseconds(way) for way in ways for _ in range(ROUNDS)]
    p95 = statistics.quantiles(taken, n=20)[-1]
    return Measurement(name, p95, "ms", f"{limit} ms; {of}", p95 / limit, "≤ 1")


def milliseconds(way: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    way()
    return (time.perf_counter() - begun) * 1000


def words_of_a_release() -> list[str]:
    """The words of a release from the middle of the archive, as its text has them."""
    last = Release.objects.order_by("-pk").values_list("pk", flat=True)[:1][0]
    text = Release.objects.filter(pk__gte=last // 2).order_by("pk").values_list("text", flat=True)[:1][0]
    return [word.lower() for word in RUN.findall(text)]


def commonest(words: Sequence[str]) -> str:
    """The word of these that most releases have."""
    with connection.cursor() as cursor:
        cursor.execute(COMMONEST, [list(words)])
        return str(cursor.fetchone()[0])


def rarest(words: Sequence[str]) -> str:
    """The word of these that fewest releases have."""
    different = [one for one in sorted(set(words), key=len, reverse=True)[:SOME] if Searched.of(read(one)).tsquery]
    found = [Release.objects.filter(Matches(Searched.of(read(one)).tsquery)) for one in different]
    counts = capped_counts(found, 10_000)
    return different[counts.index(min(counts))]
