"""Undoing a merge: the loser is back with its id and what was its own, and the survivor is as it was."""

from __future__ import annotations

from django.db import Error, connection, transaction
from django.utils.translation import gettext as _

from archive.curation.actor import acting_as
from archive.curation.history.context import because
from archive.curation.history.undoing import refusal_of
from archive.curation.merging.parting import Unmerged, Unmerging
from archive.curation.merging.refusing import NotMergedError
from archive.curation.merging.release_parting import ReleaseUnmerging
from archive.models import Merge

__all__ = ["Unmerged", "undo_merge"]


def undo_merge(merge: Merge, user: int | None, reason: str = "") -> Unmerged:
    """Make the two records two again, in one transaction. Raises NotMergedError with a sentence."""
    way = ReleaseUnmerging if merge.content_type.model == "release" else Unmerging
    try:
        with because(user=user, reason=reason or _("merge undone")), transaction.atomic(), acting_as("undoer"):
            unmerging = way(merge)
            unmerging.do()
            connection.check_constraints()
    except Error as error:
        raise NotMergedError(refusal_of(error)) from error
    return unmerging.done
