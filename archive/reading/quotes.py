"""What somebody said, newest first: their own words in one list, reported ones in another, never both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from archive.models import Quote
from archive.reading.newest import FEW, Listed, capped, newest
from archive.reading.releases import asked_year
from archive.reading.visible import Visible, with_parameters
from archive.reading.years import Year, years_of

OWN = (Quote.Kind.DIRECT, Quote.Kind.FRAGMENT)


@dataclass(frozen=True, slots=True)
class Said:
    """A page of one of the two lists, how long each is, and where the other is."""

    listed: Listed
    is_reported: bool
    own_total: int
    reported_total: int
    own_address: str
    reported_address: str
    years: list[Year]
    every_year: str
    year: int | None

    @property
    def has_any(self) -> bool:
        """Whether there is anything in either list."""
        return bool(self.own_total or self.reported_total)


def said(rows: QuerySet[Quote], request: HttpRequest, visible: Visible) -> Said:
    """The quotes of `rows` that the request asks for: `said=reported` for reported words, `year`, `page`."""
    seen = visible.of(rows).select_related("speaker", "organization", "role__organization")
    own, reported = seen.filter(kind__in=OWN), seen.filter(kind=Quote.Kind.INDIRECT)
    own_total, reported_total = capped(own), capped(reported)
    is_reported = request.GET.get("said") == "reported" or (not own_total and reported_total > 0)
    shown: QuerySet[Any] = reported if is_reported else own
    year = asked_year(request)
    of_year = shown.filter(release__published_on__year=year) if year else shown
    here = request.get_full_path()
    return Said(
        listed=newest(of_year, request.GET.get("page"), here),
        is_reported=is_reported,
        own_total=own_total,
        reported_total=reported_total,
        own_address=with_parameters(here, said=None, page=None) + "#said",
        reported_address=with_parameters(here, said="reported", page=None) + "#said",
        years=[
            Year(one, with_parameters(here, year=str(one), page=None) + "#said", one == year)
            for one in years_of(shown, max(own_total, reported_total) > FEW)
        ],
        every_year=with_parameters(here, year=None, page=None) + "#said",
        year=year,
    )
