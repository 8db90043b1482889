"""Proposals in the admin: their list, and accepting or dismissing them where their record is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from archive.admin.base import ReadOnlyAdmin
from archive.admin.filters import KindFilter
from archive.admin.links import address, link, record_link
from archive.curation.decidable import GROUPS
from archive.curation.proposals import NotAcceptedError, accept, dismiss, waiting_for
from archive.curation.refusal import sentence
from archive.models import Proposal
from archive.presentation.wording import proposed


def proposal_addresses(site: AdminSite) -> list[URLPattern]:
    """Where the page of a record sends what becomes of its proposals."""
    return [path("proposals/<slug:kind>/<int:pk>/", site.admin_view(judge_view), name="judge_proposals")]


@require_POST
def judge_view(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Accept (`accept`) or dismiss (`dismiss`) what waits for a record: one proposal, by id, or `all`."""
    if kind not in GROUPS:
        raise Http404(f"There are no records of the kind {kind}.")
    if not request.user.has_perm("archive.change_proposal") or not request.user.has_perm(f"archive.change_{kind}"):
        raise PermissionDenied
    record = get_object_or_404(apps.get_model("archive", kind), pk=pk)
    way = "accept" if "accept" in request.POST else "dismiss"
    which = request.POST.get(way, "")
    waiting = waiting_for(record).select_related("content_type")
    chosen = waiting if which == "all" else waiting.filter(pk=which if which.isdecimal() else 0)
    if way == "accept":
        accept_each(request, chosen)
    else:
        tell_dismissed(request, dismiss([one.pk for one in chosen], request.user.pk))
    return HttpResponseRedirect(address(record))


def accept_each(request: HttpRequest, proposals: Iterable[Proposal]) -> None:
    """Accept each for itself: one that cannot be accepted keeps no other from it."""
    count = 0
    for proposal in proposals:
        try:
            if not request.user.has_perm(f"archive.change_{proposal.content_type.model}"):
                raise NotAcceptedError(_("You may not change this record."))
            accept(proposal, request.user.pk)
            count += 1
        except (NotAcceptedError, DatabaseError) as error:
            why = sentence(error) if isinstance(error, DatabaseError) else error
            messages.warning(request, f"{proposal}: {why}")
    told = ngettext("%(count)d proposal accepted.", "%(count)d proposals accepted.", count)
    messages.add_message(request, messages.SUCCESS if count else messages.WARNING, told % {"count": count})


def tell_dismissed(request: HttpRequest, count: int) -> None:
    told = ngettext("%(count)d proposal dismissed.", "%(count)d proposals dismissed.", count)
    messages.success(request, told % {"count": count})


@admin.register(Proposal)
class ProposalAdmin(ReadOnlyAdmin):
    """New values that the parser has for what an editor decided."""

    list_display = ("record_shown", "proposed", "state", "run", "decided_by", "decided_at")
    list_display_links = ("state",)
    list_filter = ("state", KindFilter)
    list_select_related = ("content_type", "run", "decided_by")
    search_fields = ("group", "values")
    ordering = ("-id",)
    actions = ("accept", "dismiss")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Proposal]:
        return super().get_queryset(request).prefetch_related("record")

    @admin.display(description=gettext_lazy("record"))
    def record_shown(self, proposal: Proposal) -> SafeString | str:
        record: Any = proposal.record
        return link(record) if isinstance(record, Model) else record_link(proposal.content_type, proposal.object_id)

    @admin.display(description=gettext_lazy("proposed"))
    def proposed(self, proposal: Proposal) -> SafeString:
        return format_html_join(" · ", "{} → <b>{}</b>", proposed(proposal))

    @admin.action(
        description=gettext_lazy("Accept the selected proposals: their values are decided"), permissions=["decide"]
    )
    def accept(self, request: HttpRequest, chosen: QuerySet[Proposal]) -> None:
        waiting = Proposal.objects.filter(pk__in=chosen.values("pk"), state=Proposal.State.WAITING).order_by("id")
        accept_each(request, waiting.select_related("content_type"))

    @admin.action(
        description=gettext_lazy("Dismiss the selected proposals: what was decided stays"), permissions=["decide"]
    )
    def dismiss(self, request: HttpRequest, chosen: QuerySet[Proposal]) -> None:
        tell_dismissed(request, dismiss(chosen.values_list("pk", flat=True), request.user.pk))

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("archive.change_proposal")
