"""Who held an office: by the tenures that releases tell of, and by whom quotes have speak in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from archive.admin.links import address
from archive.curation.reviewing import Seen, StaleError, confirm
from archive.models import Annotation, Office, Person, Quote, Release, Tenure


@dataclass(slots=True)
class Holder:
    """A person in an office, with the first and the last release that says so, and their tenures."""

    person: Person
    first: Release | None = None
    last: Release | None = None
    count: int = 0
    tenures: list[Tenure] = field(default_factory=list)

    def is_seen_in(self, release: Release) -> None:
        """Take a release into account; those without a day say only that it was so."""
        self.count += 1
        if release.published_on is None:
            return
        if self.first is None or day_of(release) < day_of(self.first):
            self.first = release
        if self.last is None or day_of(release) > day_of(self.last):
            self.last = release

    @property
    def is_confirmed(self) -> bool:
        return any(one.review == Annotation.Review.CONFIRMED for one in self.tenures)

    @property
    def to_confirm(self) -> Tenure | None:
        """The tenure whose confirming teaches the next parse; none if one is confirmed already."""
        return None if self.is_confirmed else next(iter(self.tenures), None)

    @property
    def terms(self) -> list[tuple[str, str]]:
        """Each term that an editor supplied, with its reference."""
        return list(dict.fromkeys((one.term, str(one.supplied.get("term", ""))) for one in self.tenures if one.term))


def day_of(release: Release) -> date:
    return release.published_on or date.max


def holders_of(office: Office) -> list[Holder]:
    """Everybody who held it, in the order of their first evidence; those without a day last."""
    found: dict[int, Holder] = {}
    tenures = Tenure.objects.filter(office=office).exclude(review=Annotation.Review.REJECTED)
    for one in tenures.select_related("person", "release").order_by("-confidence", "pk"):
        holder = found.setdefault(one.person_id, Holder(one.person))
        holder.tenures.append(one)
        holder.is_seen_in(one.release)
    for quote in spoken_as(office):
        if quote.speaker is not None:
            found.setdefault(quote.speaker.pk, Holder(quote.speaker)).is_seen_in(quote.release)
    return sorted(found.values(), key=lambda one: (day_of(one.first) if one.first else date.max, one.person.name))


def spoken_as(office: Office) -> Iterable[Quote]:
    rows = Quote.objects.filter(role=office, speaker__isnull=False).exclude(review=Annotation.Review.REJECTED)
    return rows.select_related("speaker", "release")


@require_POST
def confirm_tenure_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm a tenure from its office's page, unless somebody changed it since."""
    if not request.user.has_perm("archive.change_tenure"):
        raise PermissionDenied
    tenure = get_object_or_404(Tenure.objects.select_related("office", "person"), pk=pk)
    seen = request.POST.get("version", "")
    try:
        confirm(Seen("tenure", pk, int(seen) if seen.isdecimal() else 0))
        messages.success(request, _("Confirmed: %(record)s") % {"record": f"{tenure.person} – {tenure.office}"})
    except StaleError:
        messages.error(request, _("Somebody changed this tenure meanwhile: look at it again."))
    return HttpResponseRedirect(f"{address(tenure.office)}#holders")


def may_confirm(request: HttpRequest) -> bool:
    return admin.site.has_permission(request) and request.user.has_perm("archive.change_tenure")
