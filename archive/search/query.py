"""A search as a value: the words, what it is narrowed down by, order, kind of result, page; to and from an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from archive.models import Quote, Release
from archive.reading.visible import PARAMETER, Visible
from archive.search import syntax
from archive.search.columns import Matches
from archive.search.filters import BY_NAME, Span, condition
from archive.search.lexemes import Searched

PER_PAGE = 20
DEEPEST = 50  # pages: no more than the thousand results that are ranked
LARGEST_ID = 2**63 - 1
EVERYTHING = Visible()


class BadQueryError(ValueError):
    """A parameter that no search has, or a value that it cannot have; the message says which, and what it may be."""


class Kind(StrEnum):
    """What is looked for: releases, words as they were said, or reported speech, which is never mixed with these."""

    RELEASES = "releases"
    QUOTES = "quotes"
    REPORTED = "reported"


class Order(StrEnum):
    BEST = "best"
    NEWEST = "newest"


@dataclass(frozen=True)
class Query:
    """What a reader asks. `chosen` has the values of facets by name: ids, a year, a country's code, a kind of quote."""

    text: str = ""
    kind: Kind = Kind.RELEASES
    order: Order = Order.BEST
    page: int = 1
    since: date | None = None
    until: date | None = None
    with_undated: bool = False
    visible: Visible = EVERYTHING
    chosen: Mapping[str, int | str] = field(default_factory=dict)

    @classmethod
    def read(cls, given: Mapping[str, str], visible: Visible | None = None) -> Query:
        """The search that an address's parameters ask for; empty ones are none. Raises BadQueryError."""
        asked = {name: value.strip() for name, value in given.items() if value.strip()}
        chosen = {name: facet_value(name, asked.pop(name)) for name in list(asked) if name in BY_NAME}
        confirmed = asked.pop(PARAMETER, "") == "1"
        query = cls(
            text=asked.pop("q", "").replace("\0", ""),
            kind=one_of(Kind, "kind", asked.pop("kind", "releases")),
            order=one_of(Order, "order", asked.pop("order", "best")),
            page=page_number(asked.pop("page", "1")),
            since=day("since", asked.pop("since", None)),
            until=day("until", asked.pop("until", None)),
            with_undated=asked.pop("undated", "") == "1",
            visible=visible or Visible(confirmed=confirmed),
            chosen=chosen,
        )
        if asked:
            raise BadQueryError(_("No search has the parameter “%s”.") % next(iter(asked)))
        return query

    def parameters(self) -> dict[str, str]:
        """The parameters of its address, in one order; what is as usual is left out."""
        usual = Query()
        said = {
            "q": self.text,
            "kind": "" if self.kind == usual.kind else self.kind.value,
            "order": "" if self.order == usual.order else self.order.value,
            **{name: str(self.chosen[name]) for name in BY_NAME if name in self.chosen},
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
            "undated": "1" if self.with_undated else "",
            PARAMETER: "1" if self.visible.confirmed else "",
            "page": str(self.page) if self.page > 1 else "",
        }
        return {name: value for name, value in said.items() if value}

    @property
    def parameter_string(self) -> str:
        return urlencode(self.parameters())

    def but(self, **changes: Any) -> Query:
        """The same search but for these fields, from its first page."""
        return replace(self, **{"page": 1, **changes})

    def with_facet(self, name: str, value: int | str) -> Query:
        return self.but(chosen={**self.chosen, name: value})

    def without_facet(self, name: str) -> Query:
        return self.but(chosen={one: value for one, value in self.chosen.items() if one != name})

    @cached_property
    def searched(self) -> Searched:
        """The words as the database is asked for them; asks it once."""
        return Searched.of(syntax.read(self.text))

    @property
    def span(self) -> Span:
        """The time that the search is held to."""
        year = self.chosen.get("year")
        if year is None:
            return Span(self.since, self.until)
        first, last = date(int(year), 1, 1), date(int(year), 12, 31)
        return Span(max(first, self.since or first), min(last, self.until or last))

    @property
    def model(self) -> type[Release] | type[Quote]:
        return Release if self.kind == Kind.RELEASES else Quote

    def rows(self) -> QuerySet[Any]:
        """All that is found, in no order."""
        return self.of_time(self.span.where(self.relation, with_undated=self.with_undated))

    def rows_without_day(self) -> QuerySet[Any]:
        """What would be found if it were not for the time: releases without a day, or quotes in them."""
        return self.of_time(Q(**{f"{self.relation}published_on__isnull": True}))

    @property
    def relation(self) -> str:
        return "" if self.kind == Kind.RELEASES else "release__"

    def of_time(self, time: Q) -> QuerySet[Any]:
        rows: QuerySet[Any] = Release.objects.all()
        if self.kind != Kind.RELEASES:
            is_reported = Q(kind=Quote.Kind.INDIRECT)
            rows = self.visible.of(Quote.objects.filter(is_reported if self.kind == Kind.REPORTED else ~is_reported))
        if self.searched.tsquery:
            rows = rows.filter(Matches(self.searched.tsquery))
        elif self.searched.is_too_common:
            return rows.none()
        for name, value in self.chosen.items():
            if name != "year":
                rows = rows.filter(condition(self.model, BY_NAME[name], value, self.visible))
        return rows.filter(time)


def one_of(choices: Any, name: str, value: str) -> Any:
    try:
        return choices(value)
    except ValueError:
        raise BadQueryError(
            _("“%(name)s” is one of %(choices)s, not “%(value)s”.")
            % {"name": name, "choices": ", ".join(choices), "value": value}
        ) from None


def facet_value(name: str, value: str) -> int | str:
    """The value of a facet as the database has it."""
    if name == "country":
        if len(value) == 2 and value.isascii() and value.isalpha():
            return value.upper()
        raise BadQueryError(_("“%s” is no country's code of two letters.") % value)
    if name == "said":
        return str(one_of(Quote.Kind, name, value))
    highest = 9999 if name == "year" else LARGEST_ID
    if value.isascii() and value.isdecimal() and 1 <= int(value[:20]) <= highest:
        return int(value)
    raise BadQueryError(_("“%(name)s” is a number, not “%(value)s”.") % {"name": name, "value": value})


def page_number(value: str) -> int:
    if value.isascii() and value.isdecimal() and 1 <= int(value[:10]) <= DEEPEST:
        return int(value)
    raise BadQueryError(
        _("There are %(most)d pages of results at most; “%(value)s” is none.") % {"most": DEEPEST, "value": value}
    )


def day(name: str, value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise BadQueryError(
            _("“%(name)s” is a day such as 2016-11-21, not “%(value)s”.") % {"name": name, "value": value}
        ) from None
