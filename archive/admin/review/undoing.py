"""What an editor did last to a release, to take it back by the history."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.utils.translation import gettext as _

from archive.curation.decidable import ANNOTATIONS, ENTITIES
from archive.curation.history.changes import Change, read
from archive.curation.history.images import history_of
from archive.curation.history.run_rows import BY_TABLE
from archive.curation.history.undoing import NotUndoneError, undo
from archive.curation.merging.relations import relations
from archive.curation.reviewing import model_of
from archive.models import Proposal, Release
from archive.models.history import CHANGED, DELETED, MADE

REMEMBERED = 50
KEPT_RELEASES = 5
# What was deleted comes back before others point at it again; what was made goes when nothing does, entities last.
ORDER = {DELETED: 0, CHANGED: 1, MADE: 2}
LAST = 3
DESK = {"state", "assigned_to_id", "in_hand_until", "done_by_id", "done_at", "assigned_to", "done_by"}


Step = list[str]  # the id of an act in the history, and when it was


class Steps:
    """The acts of one editor's session on one release, each by the id under which the history has it, the last last."""

    def __init__(self, session: Any, release: int) -> None:
        self.session, self.release = session, str(release)
        self.steps: list[Step] = session.get("review_steps", {}).get(self.release, [])

    def add(self) -> None:
        """Remember what this transaction has written."""
        action, at = current_action()
        if action:
            self.keep([*self.steps, [action, at]])

    def last(self) -> Step | None:
        return self.steps[-1] if self.steps else None

    def drop(self) -> None:
        self.keep(self.steps[:-1])

    def keep(self, steps: list[Step]) -> None:
        self.steps = steps[-REMEMBERED:]
        everything = dict(self.session.get("review_steps", {}))
        everything.pop(self.release, None)
        everything[self.release] = self.steps
        self.session["review_steps"] = dict(list(everything.items())[-KEPT_RELEASES:])


def current_action() -> tuple[str, str]:
    """The id under which the history has what this request writes, empty if it has written nothing; and its time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('pghistory.context_id', true), ''), now()")
        action, at = cursor.fetchone() or ("", "")
        return str(action), str(at)


def changes_by(step: Step, release: Release) -> list[Change]:
    """What one act changed of a release, its annotations and what was proposed for them; not who has it in hand.

    So are the entities that it made, such as a speaker whom nobody knew.
    """
    action, at = step
    asked = {"pgh_context_id": action, "pgh_created_at__gte": at}
    found: list[Change] = []
    for kind in ANNOTATIONS:
        events = history_of(model_of(kind)).objects.filter(release=release.pk, **asked)
        found += read(model_of(kind), events)
    own = history_of(Release).objects.filter(id=release.pk, **asked)
    found += [one for one in read(Release, own) if set(one.changed) - DESK]
    proposals = Proposal.objects.filter(object_id__in=[one.record for one in found]).values("pk")
    found += read(Proposal, history_of(Proposal).objects.filter(id__in=proposals, **asked))
    for kind in ENTITIES:
        found += read(BY_TABLE[kind], history_of(BY_TABLE[kind]).objects.filter(pgh_label=MADE, **asked))
    return sorted(found, key=lambda one: (LAST if one.table in ENTITIES else ORDER[one.kind], -one.event))


def take_back(step: Step, release: Release, editor: User) -> list[Change]:
    """Undo an act whole; gives what was undone. Raises NotUndoneError, also if somebody changed any of it since."""
    with transaction.atomic():
        found = changes_by(step, release)
        for one in found:
            if one.table in ENTITIES and is_needed(one):
                continue  # others have found it useful since: it stays
            done = undo(one, editor.pk)
            if done.kept:
                raise NotUndoneError(_("Somebody has changed it since: nothing was undone."))
    return found


def is_needed(made: Change) -> bool:
    """Whether somebody has changed an entity since it was made, or anything points at it."""
    row: Any = made.model._default_manager.filter(pk=made.record).first()
    if row is None or row.version != (made.after or {}).get("version"):
        return True
    return any(one.pointing_at(made.record).exists() for one in relations(made.model))
