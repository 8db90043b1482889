"""Merging two records: every relation moves, names become aliases, the loser goes, and all of it is remembered."""

from __future__ import annotations

from django.db import Error, transaction
from django.utils.translation import gettext as _

from archive.curation.decidable import ENTITIES
from archive.curation.history.context import because
from archive.curation.history.undoing import refusal_of
from archive.curation.merging.comparing import Choices
from archive.curation.merging.joining import Merging
from archive.curation.merging.refusing import NotMergedError as NotMergedError
from archive.curation.merging.release_joining import ReleaseMerging
from archive.models import Curated, Merge, Release

MERGEABLE = (*ENTITIES, "release")


def merge(survivor: Curated, loser: Curated, choices: Choices, user: int | None, reason: str = "") -> Merge:
    """Make `loser` part of `survivor`, in one transaction.

    `choices` says of groups of fields (by their first) whose values are kept; of the others, `compare` does. Raises
    NotMergedError with a sentence.
    """
    way = ReleaseMerging if isinstance(survivor, Release) else Merging
    try:
        with because(user=user, reason=reason or _("merge")), transaction.atomic():
            return way(survivor, loser, choices, user).do()
    except Error as error:
        raise NotMergedError(refusal_of(error)) from error
