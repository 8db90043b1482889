"""Lists of what was read, newest first, quick whether a record has three annotations or a hundred thousand.

The few are all fetched and sorted; of the many, the newest releases are walked until a page is full.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.functions import Left

from archive.models import Release
from archive.reading.visible import with_parameters

FEW = 10_000
SIZE = 20
LAST_PAGE = 500  # of the many: farther ones would read all that come before
BEGINNING = 600  # characters of a text, in which dateline and first words stand


@dataclass(frozen=True, slots=True)
class Order:
    """By which columns rows are newest: the day, the release, and what orders the rows of one release."""

    day: str
    release: str
    within: tuple[str, ...] = ()


ANNOTATIONS = Order("release__published_on", "release_id", ("start", "pk"))
RELEASES = Order("published_on", "pk")


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of rows: which one of how many, and where the others are."""

    rows: Sequence[Any]
    number: int
    pages: int
    total: int
    is_more: bool
    here: str

    @property
    def before(self) -> str:
        """The address of the page before, or nothing."""
        return self.address(self.number - 1) if self.number > 1 else ""

    @property
    def after(self) -> str:
        """The address of the page after, or nothing."""
        return self.address(self.number + 1) if self.number < self.pages else ""

    def address(self, number: int) -> str:
        """The address of a page by its number; the first has none."""
        return with_parameters(self.here, page=str(number) if number > 1 else None)


def newest(rows: QuerySet[Any], page: str | None, here: str) -> Listed:
    """A page of annotations by the day of their release, undated ones last, with their releases; four queries."""
    listed = listing(rows, page, here, ANNOTATIONS)
    found = rows.in_bulk(listed.rows)
    shown = [found[pk] for pk in listed.rows]
    with_releases(shown)
    return replace(listed, rows=shown)


def newest_releases(rows: QuerySet[Release], page: str | None, here: str, is_many: bool = False) -> Listed:
    """A page of releases by their day, undated ones last, without their texts; three queries.

    Where it is known that they are many (`is_many`), they are not counted.
    """
    listed = listing(rows, page, here, RELEASES, is_many)
    found = briefly(Release.objects.all()).in_bulk(listed.rows)
    return replace(listed, rows=[found[pk] for pk in listed.rows])


def listing(rows: QuerySet[Any], page: str | None, here: str, order: Order, is_many: bool = False) -> Listed:
    """The same with ids only."""
    total = FEW + 1 if is_many else capped(rows)
    is_many = total > FEW
    pages = LAST_PAGE if is_many else max(1, -(-total // SIZE))
    number = page_number(page, pages)
    ids = (walked if is_many else sorted_ids)(rows, (number - 1) * SIZE, order)
    return Listed(ids, number, pages, min(total, FEW), is_many, here)


def capped(rows: QuerySet[Any]) -> int:
    """How many there are, no more than one above FEW."""
    return rows.order_by().values("pk")[: FEW + 1].count()


def page_number(asked: str | None, pages: int) -> int:
    """The page that is asked for, as far as there is one."""
    wanted = int(asked) if asked and asked.isascii() and asked.isdecimal() and len(asked) < 9 else 1
    return min(max(wanted, 1), pages)


def walked(rows: QuerySet[Any], offset: int, order: Order) -> list[int]:
    """The ids of a page by walking the releases from the newest on."""
    ordered = rows.order_by(F(order.day).desc(nulls_last=True), f"-{order.release}", *order.within)
    return list(ordered.values_list("pk", flat=True)[offset : offset + SIZE])


def sorted_ids(rows: QuerySet[Any], offset: int, order: Order) -> list[int]:
    """The same by fetching all and sorting them, however the planner would rather go about it."""
    columns = {
        "day": F(order.day),
        "of": F(order.release),
        **{f"w{at}": F(name) for at, name in enumerate(order.within)},
    }
    sql, params = rows.order_by().values_list("pk").annotate(**columns).query.sql_with_params()
    within = "".join(f", w{at}" for at in range(len(order.within)))
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH few (id, day, of_release{within}) AS MATERIALIZED ({sql}) "  # noqa: S608 Django's own SQL
            f"SELECT id FROM few ORDER BY day DESC NULLS LAST, of_release DESC{within} LIMIT %s OFFSET %s",
            [*params, SIZE, offset],
        )
        return [pk for (pk,) in cursor.fetchall()]


def briefly(releases: QuerySet[Release]) -> QuerySet[Release]:
    """Releases without their text, but with its `beginning`, by which those without a title are called."""
    return releases.defer("text").annotate(beginning=Left("text", BEGINNING))


def with_releases(annotations: Iterable[Any]) -> None:
    """Give each annotation its release, without the text, in one query."""
    rows = list(annotations)
    releases = briefly(Release.objects.all()).in_bulk({one.release_id for one in rows})
    for one in rows:
        one.release = releases[one.release_id]
