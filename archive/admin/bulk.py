"""Confirming many annotations at once: a sample to look at first, a reason, then the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Max, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.admin.annotation import bulk_address
from archive.admin.links import link
from archive.admin.reason import given_reason
from archive.admin.review.card import Card, card_of
from archive.admin.review.page import RELATED
from archive.curation import bulk, reviewing
from archive.curation.decidable import ANNOTATIONS
from archive.curation.history.context import action_now
from archive.curation.reviewing import GoneError, Seen, StaleError, model_of
from archive.models import Annotation
from archive.presentation.marking import Mark
from archive.presentation.marks import kind_of
from archive.presentation.passage import marked_passage


@dataclass(frozen=True, slots=True)
class Sampled:
    """One annotation of the sample: its card, its words in their paragraph, its release."""

    card: Card
    passage: SafeString | None
    release: SafeString | str

    @property
    def seen(self) -> str:
        return f"{self.card.record.pk} {self.card.record.version}"


def bulk_view(request: HttpRequest, kind: str) -> HttpResponse:
    """The sample and the question for a reason (GET); judging one of the sample, or confirming the rest (POST)."""
    if kind not in ANNOTATIONS:
        raise Http404(f"There are no annotations of the kind {kind}.")
    if not request.user.has_perm(f"archive.change_{kind}"):
        raise PermissionDenied
    rows = meant(request, kind)
    if "judge" in request.POST:
        return judge(request, kind)
    if request.method == "POST":
        return confirm_rest(request, kind, rows)
    if "sample" not in request.GET or "until" not in request.GET:
        return drawn(request, kind, rows)
    return TemplateResponse(request, "archive/admin/bulk.html", context(request, kind, rows))


def meant(request: HttpRequest, kind: str) -> QuerySet[Any]:
    """The annotations that the list showed under its filters when the page was first opened."""
    ids, until = request.GET.get("ids", ""), request.GET.get("until", "")
    rows: QuerySet[Any]
    if ids:
        rows = model_of(kind)._default_manager.filter(pk__in=[one for one in ids.split(",") if one.isdecimal()])
    else:
        rows = listed(request, kind)
    return rows.filter(pk__lte=until) if until.isdecimal() else rows


def listed(request: HttpRequest, kind: str) -> QuerySet[Any]:
    """What the list of a kind shows under `filters`."""
    asked = request.GET
    request.GET = QueryDict(asked.get("filters", ""))
    try:
        rows: QuerySet[Any] = (
            admin.site._registry[model_of(kind)].get_changelist_instance(request).get_queryset(request)
        )
    finally:
        request.GET = asked
    everything: QuerySet[Any] = model_of(kind)._default_manager.filter(pk__in=rows.order_by().values("pk"))
    return everything


def drawn(request: HttpRequest, kind: str, rows: QuerySet[Any]) -> HttpResponse:
    """Draw the sample, and go on with it: it stays the same while it is looked at."""
    until = rows.aggregate(last=Max("pk"))["last"] or 0
    sample = ",".join(map(str, bulk.sample(rows)))
    asked = {name: request.GET[name] for name in ("filters", "ids") if name in request.GET}
    return HttpResponseRedirect(bulk_address(kind, **asked, until=str(until), sample=sample or "0"))


def context(request: HttpRequest, kind: str, rows: QuerySet[Any], complaint: str = "") -> dict[str, Any]:
    pending = rows.filter(review=Annotation.Review.PENDING).count()
    sample = sampled(kind, request.GET.get("sample", ""))
    return {
        **admin.site.each_context(request),
        "title": _("Confirm in bulk"),
        "kinds": capfirst(model_of(kind)._meta.verbose_name_plural),
        "list_url": reverse(f"admin:archive_{kind}_changelist"),
        "pending": pending,
        "sample": sample,
        "left": sum(one.card.record.review == Annotation.Review.PENDING for one in sample),
        "complaint": complaint,
        "reason": given_reason(request),
        "query": request.GET.urlencode(),
    }


def sampled(kind: str, ids: str) -> Sequence[Sampled]:
    """The annotations of the sample, in the order in which they were drawn."""
    wanted = [int(one) for one in ids.split(",") if one.isdecimal()]
    found = model_of(kind)._default_manager.select_related("release", *RELATED[kind]).in_bulk(wanted)
    return [shown(found[pk]) for pk in wanted if pk in found]


def shown(one: Any) -> Sampled:
    mark = Mark(one.start, one.end, kind_of(one)) if one.start is not None else None
    return Sampled(card_of(one), marked_passage(one.release.text, mark) if mark else None, link(one.release))


def judge(request: HttpRequest, kind: str) -> HttpResponse:
    """Confirm or reject one of the sample by itself: somebody has looked at that one."""
    way, pk, version = [*request.POST["judge"].split(), "", "", ""][:3]
    ways = {"confirm": reviewing.confirm, "reject": reviewing.reject}
    if way not in ways or not pk.isdecimal() or not version.isdecimal():
        raise Http404("Nothing is judged so.")
    try:
        ways[way](Seen(kind, int(pk), int(version)))
    except StaleError:
        messages.warning(request, _("Somebody changed this record while you had it open: look again."))
    except GoneError:
        messages.warning(request, _("This record is no longer there."))
    return HttpResponseRedirect(f"?{request.GET.urlencode()}#one-{pk}")


def confirm_rest(request: HttpRequest, kind: str, rows: QuerySet[Any]) -> HttpResponse:
    """Confirm what is pending, with the reason that is given."""
    try:
        count = bulk.confirm_all(rows, given_reason(request))
    except bulk.NoReasonError:
        complaint = _("Say why they can all be confirmed: it stands in the history of each.")
        return TemplateResponse(request, "archive/admin/bulk.html", context(request, kind, rows, complaint), status=422)
    told = ngettext("%(count)d record confirmed in bulk.", "%(count)d records confirmed in bulk.", count)
    action = action_now() if count else None
    messages.success(request, with_undoing(told % {"count": count}, action))
    return HttpResponseRedirect(reverse(f"admin:archive_{kind}_changelist"))


def with_undoing(told: str, action: UUID | None) -> SafeString | str:
    """The sentence, and where what it tells of can be taken back."""
    if action is None:
        return told
    return format_html('{} <a href="{}">{}</a>', told, reverse("admin:action_changes", args=[action]), _("Undo…"))
