"""An organisation: its offices and who held them, what it said, its events and indicators, what it issued."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from archive.models import Event, Indicator, Organization, Participation, Quote, Release
from archive.reading import jsonld
from archive.reading.addresses import list_address
from archive.reading.entities import head, mentions_of, named_in
from archive.reading.evidence import Of, evidence
from archive.reading.frame import page
from archive.reading.newest import capped
from archive.reading.quotes import said
from archive.reading.records import page_of
from archive.reading.shares import counted_share
from archive.reading.visible import Visible, with_parameters

MOST = 30


@page_of(Organization.objects.all())
def organization_view(request: HttpRequest, organization: Organization, visible: Visible) -> HttpResponse:
    """As many queries however much is known of it."""
    quotes = Quote.objects.filter(organization=organization)
    held = evidence(Of.ORGANIZATION, organization.pk, visible)
    context = {
        **head(organization),
        **named_in(request, "organization", organization, visible),
        "said": said(quotes, request, visible),
        "held": held,
        "events": list(Event.objects.filter(organization=organization)[:MOST]),
        "indicators": list(Indicator.objects.filter(organization=organization)[:MOST]),
        "issued": capped(Release.objects.filter(issuer=organization)),
        "issued_address": visible.keep(with_parameters(list_address("release"), issuer=str(organization.pk))),
        "share": counted_share(
            [quotes, Participation.objects.filter(organization=organization), mentions_of("organization", organization)]
        ),
        "description": jsonld.script(jsonld.organization(request, organization)),
    }
    return page(request, "reading/organization.html", context)
