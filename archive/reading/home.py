"""The front page: what the archive holds, what came last, and the ways in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst

from archive.models import Event, Person, Programme, Quote, Release
from archive.presentation.counting import COUNTED_TO, about, capped_counts, estimates, exact
from archive.reading.addresses import list_address
from archive.reading.frame import page, reading
from archive.reading.shares import share_of_everything
from archive.reading.visible import Visible, with_parameters
from archive.reading.years import Year, years_of_releases

LATEST, SAID, EVENTS = 12, 5, 6
HELD: tuple[type[Any], ...] = (Release, Person, Event, Programme)


@dataclass(frozen=True, slots=True)
class Way:
    """A link to a list, with its name and how much it has."""

    name: str
    address: str
    number: str


@reading
def home_view(request: HttpRequest) -> HttpResponse:
    """As many queries however much there is."""
    visible = Visible.to(request)
    newest = list(Release.objects.select_related("issuer")[:LATEST])
    context = {
        "holdings": holdings(visible),
        "share": share_of_everything(),
        "releases": newest,
        "quotes": said_in(newest, visible),
        "events": Event.objects.all()[:EVENTS],
        "years": [year_of(year, visible) for year in years_of_releases()],
    }
    return page(request, "reading/home.html", context)


def holdings(visible: Visible) -> list[Way]:
    """How many there are of each kind: counted, or estimated where counting would take long."""
    guessed = estimates(HELD)
    counts = capped_counts([model.objects.all() for model in HELD], COUNTED_TO)
    return [
        Way(
            capfirst(str(model._meta.verbose_name_plural)),
            visible.keep(list_address(str(model._meta.model_name))),
            about(guessed[model]) if count > COUNTED_TO else exact(count),
        )
        for model, count in zip(HELD, counts, strict=True)
    ]


def said_in(releases: list[Release], visible: Visible) -> list[Quote]:
    """The first words that somebody known says in each of the newest releases, never reported ones."""
    rows = visible.of(Quote.objects.filter(release__in=releases, kind=Quote.Kind.DIRECT, speaker__isnull=False))
    first: dict[int, Quote] = {}
    for quote in rows.select_related("speaker", "role__organization").order_by("start", "pk"):
        first.setdefault(quote.release_id, quote)
    ordered = [first[release.pk] for release in releases if release.pk in first][:SAID]
    of = {release.pk: release for release in releases}
    for quote in ordered:
        quote.release = of[quote.release_id]
    return ordered


def year_of(year: int, visible: Visible) -> Year:
    return Year(year, visible.keep(with_parameters(list_address("release"), year=str(year))))
