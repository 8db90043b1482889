"""The front page: what the archive holds, what waits, what came in, what changed, and one's own work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.contrib.auth.models import User
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from archive.admin.doings import last_doings
from archive.admin.intake import intake
from archive.admin.links import filtered_list
from archive.curation.decidable import ANNOTATIONS
from archive.curation.notes import open_questions
from archive.curation.reviewing import model_of
from archive.models import Event, Figure, Likeness, Note, Person, Programme, Proposal, Quote, Release, Source
from archive.presentation.counting import (
    COUNTED,
    COUNTED_TO,
    about,
    capped,
    capped_counts,
    estimates,
    exact,
    planned_rows,
)
from archive.roles import Act, may

MINE = 10


@dataclass(frozen=True, slots=True)
class Tile:
    """A number, what it counts, and where the rows are."""

    number: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Rows that are to be counted, and the conditions under which their list shows them."""

    rows: QuerySet[Any]
    name: str
    where: dict[str, Any]

    @property
    def url(self) -> str:
        return filtered_list(self.rows.model, **self.where)


def overview(request: HttpRequest) -> dict[str, Any]:
    """What the front page shows, as far as the person may see it; its queries are as many however much there is."""
    reads = may(request.user, Act.READ)
    return {
        "holdings": holdings(request),
        "may_ingest": may(request.user, Act.INGEST),
        "may_review": may(request.user, Act.REVIEW),
        **(waiting(request) if reads else {"waiting": []}),
        **(mine(request) if reads else {}),
        **(intake() if request.user.has_perm("archive.view_run") else {}),
        "doings": last_doings(request),
    }


def may_see(request: HttpRequest, model: type[Model]) -> bool:
    return request.user.has_perm(f"archive.view_{model._meta.model_name}")


def holdings(request: HttpRequest) -> list[Tile]:
    """How many there are: counted, or estimated where counting would take long."""
    names: dict[Any, str] = {
        Release: _("releases"),
        Quote: _("quotes"),
        Figure: _("figures"),
        Person: _("persons"),
        Event: _("events"),
        Programme: _("programmes"),
    }
    seen = [model for model in names if may_see(request, model)]
    if not seen:
        return []
    guessed = estimates(seen)
    counts = capped_counts([model.objects.all() for model in seen], COUNTED_TO)
    return [
        Tile(
            about(guessed[model]) if count > COUNTED_TO else exact(count),
            names[model],
            filtered_list(model).rstrip("?"),
        )
        for model, count in zip(seen, counts, strict=True)
    ]


def waiting(request: HttpRequest) -> dict[str, Any]:
    """What waits for an editor: tiles, and a table of annotations that are pending, flagged or unplaced."""
    queues = [asked for asked in waiting_rows() if may_see(request, asked.rows.model)]
    cells = [cell for kind in ANNOTATIONS if may_see(request, model_of(kind)) for cell in cells_of(kind)]
    numbers = counted([*queues, *cells])
    tiles = [Tile(numbers[at], one.name, one.url) for at, one in enumerate(queues) if numbers[at] != "0"]
    shown = [Tile(numbers[len(queues) + at], one.name, one.url) for at, one in enumerate(cells)]
    return {"waiting": tiles, "kinds": [shown[at : at + 3] for at in range(0, len(shown), 3)]}


def waiting_rows() -> list[Asked]:
    of_releases = Q(content_type__model="release")
    suspected = Likeness.objects.filter(state="suspected")
    return [
        Asked(Source.objects.filter(waits_for__isnull=False), _("documents that wait for a worker"), {"waits": "yes"}),
        Asked(Source.objects.exclude(failure=""), _("documents that failed in a worker"), {"failed": "yes"}),
        Asked(Release.objects.filter(state="to_read"), _("releases to read"), {"state__exact": "to_read"}),
        Asked(Release.objects.filter(state="in_hand"), _("releases in hand"), {"state__exact": "in_hand"}),
        Asked(
            Quote.objects.filter(speaker=None, organization=None, review="pending"),
            _("quotes without a speaker"),
            {"speaker_known": "no", "review__exact": "pending"},
        ),
        Asked(Proposal.objects.filter(state="waiting"), _("proposals"), {"state__exact": "waiting"}),
        Asked(
            suspected.filter(of_releases),
            _("possible versions"),
            {"state__exact": "suspected", "releases": "yes"},
        ),
        Asked(
            suspected.exclude(of_releases),
            _("likely duplicates"),
            {"state__exact": "suspected", "releases": "no"},
        ),
        Asked(Release.objects.exclude(flags=[]), _("releases to look at"), {"is_flagged": "yes"}),
        Asked(open_questions(), _("open questions"), {"open": "yes"}),
    ]


def cells_of(kind: str) -> list[Asked]:
    """Of one kind of annotation: pending, flagged, unplaced."""
    rows = model_of(kind).objects.all()
    name = capfirst(str(rows.model._meta.verbose_name_plural))
    return [
        Asked(rows.filter(review="pending"), name, {"review__exact": "pending"}),
        Asked(rows.exclude(flags=[]), name, {"is_flagged": "yes"}),
        Asked(rows.filter(start=None), name, {"placed": "no"}),
    ]


def counted(asked: Sequence[Asked]) -> list[str]:
    """The numbers: up to COUNTED in earnest, in large tables as PostgreSQL expects them."""
    guessed = estimates({one.rows.model for one in asked})
    small = [one for one in asked if guessed[one.rows.model] <= COUNTED_TO]
    counts = iter(capped_counts([one.rows for one in small], COUNTED))
    return [
        capped(next(counts)) if guessed[one.rows.model] <= COUNTED_TO else about(planned_rows(one.rows))
        for one in asked
    ]


def mine(request: HttpRequest) -> dict[str, Any]:
    """What the person has in hand or is to read, and what they are asked."""
    user = cast("User", request.user)
    in_hand = Q(state="in_hand", in_hand_until__gte=timezone.now())
    own = Release.objects.filter(Q(state="to_read") | in_hand, assigned_to=user)
    asked: list[Note] = list(open_questions(user).select_related("author", "release", "content_type")[:MINE])
    return {"own": list(own.order_by("-state", "in_hand_until", "id")[:MINE]), "questions": asked}
