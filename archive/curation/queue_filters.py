"""Which releases of the queue an editor wants: each filter is a query of releases, and all of them hold."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from archive.curation.decidable import ANNOTATIONS
from archive.curation.notes import releases_with_open_questions
from archive.curation.reviewing import model_of
from archive.models import Annotation, Likeness, Proposal, Quote, Release

NEEDS: dict[str, str | Promise] = {
    "speaker": _("Speaker unknown"),
    "proposal": _("A proposal waits"),
    "no_longer_found": _("No longer found"),
    "unplaced": _("Unplaced"),
    "version": _("Possible version"),
    "question": _("An open question"),
    "question_to_me": _("A question to me"),
}
Releases = QuerySet[Any, Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: pending annotations of a rule or kind, a month (`2015-11`), a need, an assignee (user id).

    `asked` is who is asked (user id), for the need `question_to_me`.
    """

    rule: str = ""
    kind: str = ""
    month: str = ""
    need: str = ""
    assigned_to: int | None = None
    asked: int | None = None

    def conditions(self) -> list[Releases]:
        """The queries of releases that each filter lets through."""
        found: list[Releases] = []
        if self.rule or self.kind:
            found.append(self.with_pending())
        if days := self.days():
            found.append(Release.objects.filter(published_on__range=days).values("pk"))
        if self.need:
            found.append(in_need(self.need, self.asked))
        if self.assigned_to:
            found.append(Release.objects.filter(assigned_to=self.assigned_to).values("pk"))
        return found

    def with_pending(self) -> Releases:
        """Releases with a pending annotation of the rule and of the kind."""
        kinds = [self.kind] if self.kind in ANNOTATIONS else ANNOTATIONS
        asked = Q(review=Annotation.Review.PENDING) & (Q(rule=self.rule) if self.rule else Q())
        return union(rows_of(kind).filter(asked).values("release_id") for kind in kinds)

    def days(self) -> tuple[date, date] | None:
        """The first and the last day of the month; None for no month, or for what is none."""
        try:
            first = date.fromisoformat(f"{self.month}-01")
        except ValueError:
            return None
        return first, first.replace(day=monthrange(first.year, first.month)[1])


def in_need(need: str, asked: int | None = None) -> Releases:
    """Releases in which something waits for an editor. Raises KeyError for an unknown need."""
    ways: dict[str, Callable[[], Releases]] = {
        "speaker": without_speaker,
        "proposal": with_proposal,
        "no_longer_found": lambda: union(flagged(kind, "no_longer_found") for kind in ANNOTATIONS),
        "unplaced": lambda: union(rows_of(kind).filter(start=None).values("release_id") for kind in ANNOTATIONS),
        "version": possible_versions,
        "question": releases_with_open_questions,
        "question_to_me": lambda: releases_with_open_questions(asked) if asked else Release.objects.none().values("pk"),
    }
    return ways[need]()


def without_speaker() -> Releases:
    unknown = Quote.objects.filter(speaker=None, organization=None, review=Annotation.Review.PENDING)
    return unknown.order_by().values("release_id")


def with_proposal() -> Releases:
    """Releases for which, or for an annotation of which, a proposal waits."""
    own = Release.objects.filter(pk__in=waiting_for("release")).values("pk")
    return union([own, *(rows_of(kind).filter(pk__in=waiting_for(kind)).values("release_id") for kind in ANNOTATIONS)])


def waiting_for(kind: str) -> QuerySet[Proposal, Any]:
    content_type = ContentType.objects.get_by_natural_key("archive", kind)
    waiting = Proposal.objects.filter(content_type=content_type, state=Proposal.State.WAITING)
    return waiting.order_by().values("object_id")


def flagged(kind: str, flag: str) -> Releases:
    """Releases with an annotation of the kind that has the flag; few have any."""
    return rows_of(kind).exclude(flags=[]).filter(flags__contains=[flag]).values("release_id")


def possible_versions() -> Releases:
    """Releases that may be a version of another."""
    kind = ContentType.objects.get_by_natural_key("archive", "release")
    suspected = Likeness.objects.filter(content_type=kind, state=Likeness.State.SUSPECTED).order_by()
    return union([suspected.values("first_id"), suspected.values("second_id")])


def rows_of(kind: str) -> QuerySet[Any]:
    rows: QuerySet[Any] = model_of(kind)._default_manager.order_by()
    return rows


def union(queries: Any) -> Releases:
    first, *others = queries
    joined: Releases = first.union(*others, all=True) if others else first
    return joined


def rules_in_use(most: int = 2000) -> Sequence[tuple[str, list[str]]]:
    """The rules of each kind among its latest annotations: a million need not be read for a list to choose from."""
    found = []
    for kind in ANNOTATIONS:
        latest = model_of(kind)._default_manager.order_by("-pk").values_list("rule", flat=True)[:most]
        if rules := sorted({*latest}):
            found.append((kind, rules))
    return found
