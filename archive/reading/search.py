"""The page of a search, and its Atom feed: the same search has the same address in either."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.models import Quote
from archive.reading.addresses import home
from archive.reading.errors import told
from archive.reading.frame import SEARCH, page, reading
from archive.reading.shares import share_of
from archive.reading.visible import Visible
from archive.search.facets import Counts, facets
from archive.search.offers import offers
from archive.search.query import BadQueryError, Kind, Order, Query
from archive.search.results import Results, search
from archive.search.spelling import suggestion

OPEN = ("year", "speaker", "subject")  # the facets whose values are seen at once
AROUND = 2  # numbered pages that are linked before and after the one that is read


@dataclass(frozen=True, slots=True)
class Way:
    """A link to another search: its name, its address, a number where it counts, and whether it is the one shown."""

    name: str
    address: str
    number: int | None = None
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A facet on the page."""

    title: Any
    ways: list[Way]
    is_open: bool


def search_address(query: Query) -> str:
    """The address of a search."""
    asked = query.parameter_string
    return f"{home()}{SEARCH}{f'?{asked}' if asked else ''}"


def feed_address(query: Query) -> str:
    """The address of the Atom feed of what a search finds, the newest first."""
    asked = query.but(order=Order.BEST).parameter_string
    return reverse("reading:search-feed") + (f"?{asked}" if asked else "")


@reading
def search_view(request: HttpRequest) -> HttpResponse:
    """What was found, with the ways on from there."""
    try:
        query = Query.read(request.GET.dict(), Visible.to(request))
    except BadQueryError as refusal:
        return told(request, 400, _("This search cannot be understood"), str(refusal))
    results = search(query)
    better = suggestion(query) if not results.count.number else None
    counted = facets(query) if results.count.number else None
    context = {
        "query": query,
        "results": results,
        "share": share_of([hit.record for hit in results.hits if isinstance(hit.record, Quote)]),
        "offers": [(one._meta.verbose_name, one) for one in offers(query)],
        "better": better and Way(better.text, search_address(better)),
        "kinds": [
            Way(str(name), search_address(query.but(kind=kind)), is_here=kind == query.kind) for kind, name in kinds()
        ],
        "orders": [
            Way(str(name), search_address(query.but(order=order)), is_here=order == query.order)
            for order, name in orders()
        ],
        "groups": [group(query, one) for one in counted.facets] if counted else [],
        "among": counted and counted.among,
        "kept": kept(query),
        "with_undated": search_address(query.but(with_undated=True)),
        "pages": list(pages(results)),
        "feed": feed_address(query),
    }
    return page(request, "reading/search.html", context)


def kinds() -> Iterator[tuple[Kind, str]]:
    yield Kind.RELEASES, _("Releases")
    yield Kind.QUOTES, _("Quotes")
    yield Kind.REPORTED, _("Reported words")


def orders() -> Iterator[tuple[Order, str]]:
    yield Order.BEST, _("Best first")
    yield Order.NEWEST, _("Newest first")


def group(query: Query, counts: Counts) -> Group:
    """The values of a facet, each a link to the search that has it; from the chosen one, to the search without it."""
    name = counts.facet.name
    return Group(
        counts.facet.title,
        [
            Way(
                one.name,
                search_address(query.without_facet(name) if one.is_chosen else query.with_facet(name, one.value)),
                one.number,
                one.is_chosen,
            )
            for one in counts.values
        ],
        is_open=name in OPEN or name in query.chosen,
    )


def kept(query: Query) -> list[tuple[str, str]]:
    """The parameters that the form keeps when other words or days are typed."""
    return [(name, value) for name, value in query.but().parameters().items() if name not in ("q", "since", "until")]


def pages(results: Results) -> Iterator[Way]:
    """The numbered pages: the first, those around the one shown, and the last that is known."""
    query = results.query
    numbers = {1, results.pages, *range(query.page - AROUND, query.page + AROUND + 1)}
    for number in sorted(one for one in numbers if 1 <= one <= results.pages):
        yield Way(str(number), search_address(query.but(page=number)), number, number == query.page)
