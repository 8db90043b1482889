"""A page of results: releases or quotes in their order, with the words of each that were searched for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from archive.models import Quote, Release
from archive.presentation.counting import capped_counts
from archive.search.columns import rank
from archive.search.extracts import Extract, Part, extracts, marked
from archive.search.finding import COUNTED_TO, Counted, newest
from archive.search.lexemes import stored_lexemes
from archive.search.marking import Match, candidates, matches
from archive.search.query import DEEPEST, PER_PAGE, Kind, Order, Query

SEARCHED = 200_000  # characters of a text that the index knows


@dataclass(frozen=True, slots=True)
class Hit:
    """A release or a quote that was found: its title or the words said, marked, and extracts of the text."""

    record: Release | Quote
    heading: tuple[Part, ...]
    extracts: Sequence[Extract]

    @property
    def release(self) -> Release:
        return self.record.release if isinstance(self.record, Quote) else self.record


@dataclass(frozen=True, slots=True)
class Results:
    """One page of what a search found. `left_out` counts what it would find without a day, if it is held to a time."""

    query: Query
    hits: list[Hit]
    count: Counted
    left_out: Counted

    @property
    def pages(self) -> int:
        """How many pages there are to turn to."""
        return min(DEEPEST, -(-self.count.number // PER_PAGE))

    @property
    def is_ranked_in_part(self) -> bool:
        """Whether only the newest thousand were compared for the best."""
        return self.count.is_capped and self.query.order == Order.BEST and bool(self.query.searched.tsquery)


def search(query: Query) -> Results:
    """The page that `query` asks for."""
    first, end = (query.page - 1) * PER_PAGE, query.page * PER_PAGE
    is_ranked = query.order == Order.BEST and bool(query.searched.tsquery)
    found = newest(query, COUNTED_TO if is_ranked else end)
    ids = best(query, found.ids, first, end) if is_ranked else found.ids[first:end]
    return Results(query, hits(query, ids), found.count, left_out(query))


def best(query: Query, ids: Sequence[int], first: int, end: int) -> list[int]:
    """Of these results, those that fit best, from the `first` to the one before `end`; the newer of equals."""
    order = {pk: at for at, pk in enumerate(ids)}
    ranked = query.model._default_manager.filter(pk__in=ids).values_list("pk", rank(query.searched.tsquery))
    return [pk for pk, _ in sorted(ranked, key=lambda row: (-row[1], order[row[0]]))[first:end]]


def left_out(query: Query) -> Counted:
    if not query.span or query.with_undated:
        return Counted(0)
    return Counted.to_cap(capped_counts([query.rows_without_day()], COUNTED_TO)[0])


def hits(query: Query, ids: Sequence[int]) -> list[Hit]:
    """The records of these ids, in this order, marked."""
    related = (
        ("issuer",) if query.kind == Kind.RELEASES else ("release", "speaker", "organization", "role__organization")
    )
    rows: Any = query.model._default_manager.select_related(*related).in_bulk(ids)
    records = [rows[pk] for pk in ids if pk in rows]
    searched = query.searched
    stored = stored_lexemes(candidates([text for one in records for text in texts_of(one)], searched))
    return [hit(one, matches(texts_of(one), searched, stored)) for one in records]


def texts_of(record: Release | Quote) -> list[str]:
    """What the column `search` is made of."""
    head = record.attribution if isinstance(record, Quote) else record.title
    return [record.text[:SEARCHED], head or ""]


def hit(record: Release | Quote, found: list[list[Match]]) -> Hit:
    of_text, of_head = found
    if isinstance(record, Quote):
        return Hit(record, marked(record.text, of_text), ())
    heading = marked(record.title, of_head) if record.title else (Part(str(record), False),)
    return Hit(record, heading, extracts(record.text, of_text, body_begin(record)))


def body_begin(release: Release) -> int:
    """Where the text goes on after the title, which is shown by itself."""
    title = release.parsed.get("spans", {}).get("title")
    return int(title["end"]) if title and release.title else 0
