"""An office: who held it, from the first to the last release that says so."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from archive.models import Office, Quote, Tenure
from archive.reading.entities import head
from archive.reading.evidence import Of, evidence
from archive.reading.frame import page
from archive.reading.quotes import said
from archive.reading.records import page_of
from archive.reading.shares import counted_share
from archive.reading.visible import Visible


@page_of(Office.objects.select_related("organization"))
def office_view(request: HttpRequest, office: Office, visible: Visible) -> HttpResponse:
    """Its holders, and what was said in it."""
    quotes = Quote.objects.filter(role=office)
    context = {
        **head(office),
        "held": evidence(Of.OFFICE, office.pk, visible),
        "said": said(quotes, request, visible),
        "share": counted_share([quotes, Tenure.objects.filter(office=office)]),
    }
    return page(request, "reading/office.html", context)
