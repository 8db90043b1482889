"""The page of the review screen, and the parts of it that are put back after an act."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.formats import time_format
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from archive.admin.review.card import ORDERS, Card, card_of, cards_of, key_parts, release_card, waiting
from archive.admin.review.form import ReviewForm, form_for
from archive.admin.review.markup import CardWriter
from archive.admin.review.passage import reviewed_marks, reviewed_text
from archive.curation.decidable import ANNOTATIONS
from archive.curation.queue import is_held
from archive.curation.reviewing import model_of
from archive.models import Annotation, Quote, Release
from archive.presentation.passage import legend_of
from archive.presentation.readings import Readings
from archive.roles import Act, may

RELATED: dict[str, tuple[str, ...]] = {
    "quote": ("speaker", "organization", "role__organization"),
    "figure": ("indicator", "quote", "part_of", "event", "programme"),
    "tenure": ("person", "office__organization"),
    "participation": ("event", "person", "organization"),
    "mention": ("person", "organization", "event", "programme", "subject"),
}
MADE = ("quote", "figure", "mention", "tenure", "participation")


def review_view(request: HttpRequest, pk: int) -> HttpResponse:
    """One release for reviewing; `?order=text` in the order of the text, `?open=quote-12` with a form open."""
    release = release_to_review(request, pk)
    opened = request.GET.get("open", "")
    forms: dict[str, ReviewForm] = {}
    if opened:
        kind, pk_ = key_parts(opened)
        record = record_of(release, kind, pk_) if pk_ else None
        forms[opened] = form_for(kind, release, record)
    return page(request, release, forms)


def page(
    request: HttpRequest,
    release: Release,
    forms: dict[str, ReviewForm] | None = None,
    notices: dict[str, str] | None = None,
    status: int = 200,
    ask_rest: bool = False,
) -> TemplateResponse:
    """The whole page, some records with their forms open or with a notice."""
    order = asked_order(request)
    readings = read(release)
    cards = cards_of(readings, order)
    marks = reviewed_marks(readings)
    own = release_card(release)
    dress(request, [own, *cards], forms or {}, notices or {})
    taken = is_held(release) and release.assigned_to_id != request.user.pk
    for one in (own, *cards):
        one.may_change &= not taken
    made = next((form for key, form in (forms or {}).items() if key.endswith("-new")), None)
    context = {
        **admin.site.each_context(request),
        "title": _("Review"),
        "release": release,
        "cards": CardWriter(request, release).all([*cards, own]),
        "has_readings": bool(cards),
        "order": order,
        "text": reviewed_text(release.text, marks, readings),
        "legend": legend_of(marks),
        "pending": sum(card.record.review == Annotation.Review.PENDING for card in cards),
        "made": made,
        "may_make": [kind for kind in MADE if not taken and request.user.has_perm(f"archive.add_{kind}")],
        "taken": held(release) if taken else "",
        "is_mine": is_held(release) and not taken,
        "may_review": not taken and may(request.user, Act.REVIEW),
        "is_done": release.state == Release.State.DONE,
        "ask_rest": ask_rest,
        "address": reverse("admin:archive_release_review", args=[release.pk]),
    }
    return TemplateResponse(request, "archive/admin/review/page.html", context, status=status)


def held(release: Release) -> str:
    """Who has a release in hand, and until when."""
    until = localtime(release.in_hand_until) if release.in_hand_until else None
    told = {"name": release.assigned_to, "time": time_format(until) if until else "–"}
    return _("Until %(time)s, %(name)s has this release in hand. You can look at it, and write when it is free.") % told


def asked_order(request: HttpRequest) -> str:
    """The order that is asked for, else the one this editor chose last."""
    asked = request.GET.get("order", "")
    if asked in ORDERS:
        request.session["review_order"] = asked
    chosen: str = request.session.get("review_order", ORDERS[0])
    return chosen


def read(release: Release) -> Readings:
    """All annotations of a release with what their cards show, in five queries."""
    found = {
        kind: list(model_of(kind).objects.filter(release=release).select_related(*RELATED[kind])) for kind in RELATED
    }
    return Readings(release, *(found[kind] for kind in ("quote", "figure", "tenure", "participation", "mention")))


def release_to_review(request: HttpRequest, pk: int) -> Release:
    """The release, if the person may see it. Raises Http404, PermissionDenied."""
    if not request.user.has_perm("archive.view_release"):
        raise PermissionDenied
    return get_object_or_404(Release.objects.select_related("issuer", "assigned_to", "done_by"), pk=pk)


def record_of(release: Release, kind: str, pk: int) -> Any:
    """A record of the release, with what its card shows. Raises Http404."""
    if kind == "release" and pk == release.pk:
        return release
    if kind not in ANNOTATIONS:
        raise Http404(f"There are no records of the kind {kind}.")
    return get_object_or_404(model_of(kind).objects.select_related(*RELATED[kind]), pk=pk, release=release)


def dress(request: HttpRequest, cards: Iterable[Card], forms: dict[str, ReviewForm], notices: dict[str, str]) -> None:
    """Give cards what depends on who looks: rights, open forms, notices, and the quote that could be joined."""
    cards = list(cards)
    rights = {model: request.user.has_perm(f"archive.change_{model}") for model in {card.model for card in cards}}
    quotes = sorted((c.record for c in cards if is_whole_quote(c)), key=lambda quote: quote.start)
    following = {one.pk: other for one, other in pairwise(quotes)}
    for card in cards:
        card.may_change = rights[card.model]
        card.form, card.notice = forms.get(card.key), notices.get(card.key, "")
        if card.model == "quote" and (other := following.get(card.record.pk)):
            card.joins = f"quote-{other.pk} {other.version}"


def is_whole_quote(card: Card) -> bool:
    """Whether it is a quote that stands in the text and is not rejected."""
    one = card.record
    return isinstance(one, Quote) and one.start is not None and one.review != Annotation.Review.REJECTED


def shown_cards(
    request: HttpRequest,
    release: Release,
    records: Iterable[Any],
    forms: dict[str, ReviewForm] | None = None,
    notices: dict[str, str] | None = None,
) -> dict[str, SafeString]:
    """The cards of some records as HTML: key → article."""
    full = [record_of(release, one._meta.model_name, one.pk) for one in records]
    proposals = waiting(full)
    cards = [card(one, proposals.get((one._meta.model_name, one.pk), [])) for one in full]
    dress(request, cards, forms or {}, notices or {})
    for one in cards:
        if one.model == "quote" and not one.joins and is_whole_quote(one):
            one.joins = following_quote(one.record)
    writer = CardWriter(request, release)
    return {one.key: writer.card(one) for one in cards}


def card(record: Any, proposals: list[Any]) -> Card:
    return release_card(record, proposals) if isinstance(record, Release) else card_of(record, proposals)


def following_quote(quote: Quote) -> str:
    """The next quote in the text and its version, as words of an act."""
    later = Quote.objects.filter(release=quote.release_id, start__gte=quote.start or 0).exclude(pk=quote.pk)
    other = later.exclude(review=Annotation.Review.REJECTED).order_by("start", "pk").first()
    return f"quote-{other.pk} {other.version}" if other else ""


def card_view(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """One card as HTML; with `?form` its form is open."""
    release = release_to_review(request, pk)
    kind, pk_ = key_parts(key)
    if "form" not in request.GET:
        return HttpResponse(shown_cards(request, release, [record_of(release, kind, pk_)])[key])
    record = record_of(release, kind, pk_)
    return HttpResponse(shown_cards(request, release, [record], {key: form_for(kind, release, record)})[key])


def new_view(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """An empty form for what an editor makes of selected words (`?start=&end=`), as HTML."""
    release = release_to_review(request, pk)
    if kind not in MADE:
        raise Http404(f"There are no records of the kind {kind}.")
    form = form_for(kind, release)
    start, end = request.GET.get("start", ""), request.GET.get("end", "")
    if start.isdecimal() and end.isdecimal():
        form.fill(int(start), int(end))
    return HttpResponse(shown_form(request, release, form))


def shown_form(request: HttpRequest, release: Release, form: ReviewForm) -> SafeString:
    """The form of a new record as HTML."""
    address = reverse("admin:archive_release_review", args=[release.pk])
    return render_to_string("archive/admin/review/new.html", {"made": form, "address": address}, request)
