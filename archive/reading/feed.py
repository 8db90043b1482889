"""A search as an Atom feed, for those who want to hear of what is new."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from archive.models import Quote, Source
from archive.reading.addresses import absolute, address
from archive.reading.errors import told
from archive.reading.frame import reading
from archive.reading.search import feed_address, search_address
from archive.reading.visible import Visible
from archive.search.query import BadQueryError, Order, Query
from archive.search.results import Hit, search

TITLE = 120  # characters


@reading
def feed_view(request: HttpRequest) -> HttpResponse:
    """The first page of what a search finds, the newest first."""
    try:
        query = Query.read(request.GET.dict(), Visible.to(request)).but(order=Order.NEWEST)
    except BadQueryError as refusal:
        return told(request, 400, _("This search cannot be understood"), str(refusal))
    hits = search(query).hits
    here = absolute(request, feed_address(query))
    feed = Atom1Feed(
        title=" – ".join(filter(None, [_("Archive of press releases"), query.text])),
        link=absolute(request, search_address(query)),
        description="",
        language=get_language(),
        feed_url=here,
        feed_guid=here,
    )
    received = dict(
        Source.objects.filter(pk__in=[hit.release.source_id for hit in hits]).values_list("pk", "received_at")
    )
    for hit in hits:
        feed.add_item(**entry(request, hit, query.visible), updateddate=received[hit.release.source_id])
    response = HttpResponse(content_type=feed.content_type)
    feed.write(response, "utf-8")
    return response


def entry(request: HttpRequest, hit: Hit, visible: Visible) -> dict[str, Any]:
    """A release, or what somebody said, as an entry; published on the day that its release gives, if it does."""
    day = hit.release.published_on
    link = absolute(request, visible.keep(address(hit.record)))
    words = " […] ".join("".join(part.words for part in extract.parts) for extract in hit.extracts)
    return {
        "title": Truncator(headline(hit)).chars(TITLE),
        "link": link,
        "unique_id": link,
        "description": hit.record.text if isinstance(hit.record, Quote) else words,
        "pubdate": datetime.combine(day, time(), UTC) if day else None,
        "author_name": author(hit),
    }


def headline(hit: Hit) -> str:
    if not isinstance(hit.record, Quote):
        return str(hit.record)
    said = _("%(who)s: %(words)s") % {"who": author(hit) or _("speaker unknown"), "words": hit.record.text}
    return f"{_('reported words')} – {said}" if hit.record.kind == Quote.Kind.INDIRECT else said


def author(hit: Hit) -> str | None:
    """Who speaks, or who issued the release."""
    record: Any = hit.record
    who = (record.speaker or record.organization) if isinstance(record, Quote) else record.issuer
    return str(who.name) if who else None
