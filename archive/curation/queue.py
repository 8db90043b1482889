"""Which release is read next, by whom, and when it is done.

A release waits to be read, is in hand of one editor for half an hour after whatever they did last, and is done when an
editor says that nothing is missing. A lease ends by itself: nothing has to run when its time is over.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_noop

from archive.curation.bulk import confirm_all
from archive.curation.decidable import ANNOTATIONS
from archive.curation.queue_filters import Wanted
from archive.curation.reviewing import model_of
from archive.models import Annotation, Queued, Release

LEASE = timedelta(minutes=30)
RENEWED_AFTER = timedelta(minutes=5)  # a lease is not written anew with every key
TRIED_AT_ONCE = 20
REST = gettext_noop("The rest of a release that was done.")  # why what nobody judged was confirmed
State = Release.State


class TakenError(Exception):
    """Raised where another editor has the release in hand: `release` says who and until when."""

    def __init__(self, release: Release) -> None:
        super().__init__(f"Release {release.pk} is in hand until {release.in_hand_until}.")
        self.release = release


class StillPendingError(Exception):
    """Raised where a release is to be done while `count` of its annotations are pending."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} annotations are pending.")
        self.count = count


def take_next(editor: User, wanted: Wanted | None = None) -> Release | None:
    """Give the editor the next free release of those wanted, in hand from now on; None if there is none.

    What is assigned to a colleague is left to them. Two editors who ask at once get two releases.
    """
    waiting = waiting_releases(wanted or Wanted()).values_list("least_certain", "release_id")
    after: tuple[float, int] = (-1.0, 0)
    while places := list(beyond(waiting, after)[:TRIED_AT_ONCE]):
        for place in places:
            if release := take_if_free(place[1], editor):
                return release
        after = places[-1]
    return None


def waiting_releases(wanted: Wanted) -> QuerySet[Queued]:
    """The queue: what is not done and is wanted, the least certain first."""
    places = Queued.objects.exclude(state=State.DONE).order_by("least_certain", "release_id")
    conditions = wanted.conditions()
    return places.filter(*(Q(release_id__in=releases) for releases in conditions)) if conditions else places


def beyond(places: QuerySet[Any, Any], after: tuple[float, int]) -> QuerySet[Any, Any]:
    """The places that come after one, given as its confidence and its release."""
    least, release = after
    return places.filter(least_certain__gte=least).exclude(least_certain=least, release_id__lte=release)


def take_if_free(release_id: int, editor: User) -> Release | None:
    """Take a release in hand unless somebody else has it, is about to, or is to read it."""
    with transaction.atomic():
        free = free_for(editor).filter(pk=release_id).select_for_update(skip_locked=True).first()
        if free is not None:
            lease(free, editor)
    return free


def free_for(editor: User) -> QuerySet[Release]:
    """To read by anybody or by this editor, or in hand no longer."""
    unclaimed = Q(state=State.TO_READ) & (Q(assigned_to=None) | Q(assigned_to=editor))
    return Release.objects.filter(unclaimed | Q(state=State.IN_HAND, in_hand_until__lt=timezone.now()))


def keep(release_id: int, editor: User) -> None:
    """Take a release in hand, or renew the lease: called with whatever the editor does. Raises TakenError.

    What is done stays done: correcting it takes no lease.
    """
    with transaction.atomic():
        release = Release.objects.select_for_update().get(pk=release_id)
        if release.state == State.DONE:
            return
        if is_held(release) and release.assigned_to_id != editor.pk:
            raise TakenError(release)
        if not is_held(release) or ends_soon(release):
            lease(release, editor)


def is_held(release: Release) -> bool:
    """Whether somebody has it in hand at this moment."""
    until = release.in_hand_until
    return release.state == State.IN_HAND and until is not None and until >= timezone.now()


def ends_soon(release: Release) -> bool:
    return release.in_hand_until is None or release.in_hand_until - timezone.now() < LEASE - RENEWED_AFTER


def lease(release: Release, editor: User) -> None:
    set_desk(release, state=State.IN_HAND, assigned_to=editor, in_hand_until=timezone.now() + LEASE)


def give_back(release_id: int, editor: User) -> None:
    """Let others have a release that this editor has in hand; nothing happens if they do not."""
    held = Release.objects.filter(pk=release_id, state=State.IN_HAND, assigned_to=editor)
    held.update(state=State.TO_READ, assigned_to=None, in_hand_until=None)


def finish(release_id: int, editor: User, *, confirm_rest: bool = False) -> Release:
    """Say that nothing is missing; who said so first stays.

    Raises TakenError, and StillPendingError unless the rest is to be confirmed.
    """
    with transaction.atomic():
        release = Release.objects.select_for_update().get(pk=release_id)
        if is_held(release) and release.assigned_to_id != editor.pk:
            raise TakenError(release)
        if count := sum(rows.count() for rows in pending_of(release_id)):
            if not confirm_rest:
                raise StillPendingError(count)
            for rows in pending_of(release_id):
                confirm_all(rows, REST)
        elif release.state == State.DONE:
            return release
        now = timezone.now()
        set_desk(release, state=State.DONE, assigned_to=None, in_hand_until=None, done_by=editor, done_at=now)
    return release


def reopen(release_id: int, editor: User) -> Release:
    """Take a release that was done in hand again."""
    with transaction.atomic():
        release = Release.objects.select_for_update().get(pk=release_id)
        if release.state == State.DONE:
            set_desk(release, done_by=None, done_at=None, state=State.TO_READ)
            lease(release, editor)
    return release


def assign(release_ids: Iterable[int], colleague: User | None) -> int:
    """Leave releases to a colleague, or to anybody; gives how many. What is done or in hand stays with its editor."""
    in_hand = Q(state=State.IN_HAND, in_hand_until__gte=timezone.now())
    free = Release.objects.filter(pk__in=list(release_ids)).exclude(in_hand).exclude(state=State.DONE)
    return free.update(state=State.TO_READ, assigned_to=colleague, in_hand_until=None)


def pending_of(release_id: int) -> Sequence[QuerySet[Any]]:
    """The pending annotations of a release, kind by kind."""
    models = [model_of(kind) for kind in ANNOTATIONS]
    return [model.objects.filter(release=release_id, review=Annotation.Review.PENDING) for model in models]


def set_desk(release: Release, **columns: Any) -> None:
    """Write columns of the desk only: no trigger takes it for a change of the release's content."""
    Release.objects.filter(pk=release.pk).update(**columns)
    for name, value in columns.items():
        setattr(release, name, value)
