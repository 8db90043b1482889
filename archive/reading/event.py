"""An event: where and when it took place, who took part, who held which office that day, what was counted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from archive.models import Event, Figure, Participation
from archive.reading import jsonld
from archive.reading.entities import head, mentions_of, named_in
from archive.reading.evidence import holders_at
from archive.reading.frame import page
from archive.reading.newest import with_releases
from archive.reading.records import page_of
from archive.reading.shares import counted_share
from archive.reading.visible import Visible

MOST = 60


@page_of(Event.objects.select_related("organization"))
def event_view(request: HttpRequest, event: Event, visible: Visible) -> HttpResponse:
    """As many queries however many releases name it."""
    participations = Participation.objects.filter(event=event)
    figures = Figure.objects.filter(event=event)
    context = {
        **head(event),
        **named_in(request, "event", event, visible),
        "parts": parts_of(visible.of(participations)),
        "figures": figures_of(visible.of(figures)),
        "held": holders_at(event, visible),
        "share": counted_share([participations, figures, mentions_of("event", event)]),
        "description": jsonld.script(jsonld.event(request, event)),
    }
    return page(request, "reading/event.html", context)


def parts_of(rows: QuerySet[Any]) -> list[tuple[str, Sequence[Participation]]]:
    """Who took part, by how; each once, by the first release that says so."""
    found: dict[tuple[str, int | None, int | None, str | None], Participation] = {}
    for one in rows.select_related("person", "organization").order_by("release_id", "start", "pk")[:MOST]:
        found.setdefault((one.part, one.person_id, one.organization_id, one.country_code), one)
    order = list(Participation.Part.values)
    parts = sorted(found.values(), key=lambda one: order.index(one.part))
    with_releases(parts)
    return [(str(Participation.Part(part).label), list(who)) for part, who in groupby(parts, lambda one: one.part)]


def figures_of(rows: QuerySet[Any]) -> list[Figure]:
    """What was counted there, in the order of the releases."""
    found = list(rows.select_related("indicator").order_by("release_id", "start", "pk")[:MOST])
    with_releases(found)
    return found
