"""A country: the events that took place in it, those it took part in, and the releases that name it."""

from __future__ import annotations

from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse

from archive.models import Event, Participation
from archive.presentation.countries import country_name
from archive.reading.entities import mentions_of, named_in
from archive.reading.frame import page, reading
from archive.reading.shares import counted_share
from archive.reading.visible import Visible

MOST = 50


@reading
def country_view(request: HttpRequest, code: str) -> HttpResponse:
    """By ISO 3166-1 alpha-2. Raises Http404 for a code of which nothing is known."""
    visible = Visible.to(request)
    participations = Participation.objects.filter(country_code=code)
    mentions = mentions_of("country_code", code)
    took_part = (
        visible.of(participations)
        .select_related("event")
        .order_by(F("event__earliest").desc(nulls_last=True), "event_id", "pk")
    )
    context = {
        "name": country_name(code),
        **named_in(request, "country_code", code, visible),
        "events": list(Event.objects.filter(country_code=code)[:MOST]),
        "participations": list(took_part[:MOST]),
        "share": counted_share([participations, mentions]),
    }
    if not (context["naming"] or context["events"] or context["participations"] or context["share"].total):
        raise Http404(f"Nothing is known of the country {code}.")
    return page(request, "reading/country.html", context)
