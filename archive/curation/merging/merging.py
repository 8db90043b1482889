"""Merging two records: every relation moves, names become aliases, the loser goes, and all of it is remembered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import Error, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.curation.actor import acting_as
from archive.curation.decidable import ENTITIES
from archive.curation.history.context import because
from archive.curation.history.undoing import refusal_of
from archive.curation.merging.comparing import Choices, compare
from archive.curation.merging.relations import relations
from archive.curation.merging.rows import as_json
from archive.curation.summary import join
from archive.models import Curated, Likeness, Merge, Proposal

MERGEABLE = ENTITIES


class NotMergedError(Exception):
    """Raised with a sentence on why two records cannot be made one."""


def merge(survivor: Curated, loser: Curated, choices: Choices, user: int | None, reason: str = "") -> Merge:
    """Make `loser` part of `survivor`, in one transaction.

    `choices` says of groups of fields (by their first) whose values are kept; of the others, `compare` does. Raises
    NotMergedError with a sentence.
    """
    try:
        with because(user=user, reason=reason or _("merge")), transaction.atomic():
            return Merging(survivor, loser, choices, user).do()
    except Error as error:
        raise NotMergedError(refusal_of(error)) from error


class Merging:
    """One merge, in steps."""

    def __init__(self, survivor: Curated, loser: Curated, choices: Choices, user: int | None) -> None:
        self.model: Any = type(survivor)
        self.kind = str(self.model._meta.model_name)
        self.content_type = ContentType.objects.get_for_model(self.model)
        self.ids = (survivor.pk, loser.pk)
        self.same_kind = type(survivor) is type(loser)
        self.choices, self.user = choices, user
        self.moved: dict[str, list[int]] = {}
        self.undoing: dict[str, Any] = {}

    def do(self) -> Merge:
        self.lock()
        self.remember()
        self.move_relations()
        self.move_proposals()
        self.move_likenesses()
        self.join_values()
        self.delete_loser()
        return self.record()

    def lock(self) -> None:
        """Lock both, the lower id first, so that two merges never wait for each other in a circle."""
        one, other = self.ids
        if one == other or not self.same_kind or self.kind not in MERGEABLE:
            raise NotMergedError(_("Two different records of one kind can be merged."))
        rows = {row.pk: row for row in self.model.objects.filter(pk__in=self.ids).order_by("pk").select_for_update()}
        if len(rows) < 2:
            raise NotMergedError(_("One of the two is gone: somebody has merged or deleted it meanwhile."))
        self.survivor, self.loser = rows[one], rows[other]

    def remember(self) -> None:
        self.loser_row = as_json(self.model, self.loser.pk)
        self.survivor_row = as_json(self.model, self.survivor.pk)
        self.undoing["last"] = {one.name: one.last() for one in relations(self.model)}

    def move_relations(self) -> None:
        with acting_as("mover"):
            for one in relations(self.model):
                rows = one.pointing_at(self.loser.pk)
                ids = list(rows.order_by("pk").values_list("pk", flat=True))
                rows.filter(pk__in=ids).update(**{one.column: self.survivor.pk})
                if ids:
                    self.moved[one.name] = ids

    def move_proposals(self) -> None:
        """Move what waits; where both have something that waits for one group, the loser's is dismissed."""
        own = Proposal.objects.filter(content_type=self.content_type)
        waiting = own.filter(object_id=self.survivor.pk, state=Proposal.State.WAITING).values("group")
        moving = own.filter(object_id=self.loser.pk)
        doubled = moving.filter(state=Proposal.State.WAITING, group__in=waiting)
        self.undoing["dismissed"] = list(doubled.values_list("pk", flat=True))
        doubled.update(state=Proposal.State.DISMISSED, decided_by=self.user, decided_at=timezone.now())
        self.moved["proposal.object_id"] = list(moving.values_list("pk", flat=True))
        moving.update(object_id=self.survivor.pk)

    def move_likenesses(self) -> None:
        """The pair is merged; pairs of the loser with others become the survivor's, unless it has them already."""
        pairs = Likeness.objects.filter(content_type=self.content_type)
        about = pairs.filter(Q(first_id=self.loser.pk) | Q(second_id=self.loser.pk))
        self.undoing["likenesses"] = [as_json(Likeness, pk) for pk in about.values_list("pk", flat=True)]
        self.undoing["likenesses_made"] = []
        first, second = sorted(self.ids)
        for pair in about:
            other = pair.second_id if pair.first_id == self.loser.pk else pair.first_id
            if other != self.survivor.pk:
                self.point(pair, other)
        together = pairs.filter(first_id=first, second_id=second)
        if not together.update(state=Likeness.State.MERGED, decided_by=self.user):
            made = Likeness.objects.create(
                content_type=self.content_type,
                first_id=first,
                second_id=second,
                score=1.0,
                state=Likeness.State.MERGED,
                decided_by_id=self.user,
            )
            self.undoing["likenesses_made"].append(made.pk)

    def point(self, pair: Likeness, other: int) -> None:
        """Let a pair of the loser be the survivor's; «not the same» wins over a suspicion."""
        first, second = sorted((other, self.survivor.pk))
        there = Likeness.objects.filter(content_type=self.content_type, first_id=first, second_id=second).first()
        if there is None:
            Likeness.objects.filter(pk=pair.pk).update(first_id=first, second_id=second)
            return
        if pair.state == Likeness.State.DISTINCT and there.state == Likeness.State.SUSPECTED:
            self.undoing["likenesses"].append(as_json(Likeness, there.pk))
            Likeness.objects.filter(pk=there.pk).update(state=pair.state, decided_by=pair.decided_by_id)
        pair.delete()

    def join_values(self) -> None:
        """Names become aliases, identifiers are joined, the other fields are whose they were chosen to be."""
        survivor, loser = self.survivor, self.loser
        survivor.parsed = join(survivor.parsed, loser.parsed)
        with acting_as("mover"):
            survivor.save(update_fields=["parsed"])
        for one in compare(survivor, loser):
            if self.choices.get(one.group[0], one.kept) == "loser" and one.differs:
                for name, value in zip(one.group, one.loser, strict=True):
                    setattr(survivor, name, value)
        names = [self.survivor_row["name"], *survivor.aliases, loser.name, *loser.aliases]
        survivor.aliases = [one for one in dict.fromkeys(names) if one != survivor.name]
        survivor.identifiers = {**loser.identifiers, **survivor.identifiers}
        survivor.supplied = {**loser.supplied, **survivor.supplied}
        survivor.flags = sorted({*survivor.flags, *loser.flags})
        survivor.save()

    def delete_loser(self) -> None:
        """Delete the loser; the database refuses if anything still points at it."""
        self.model.objects.filter(pk=self.loser.pk)._raw_delete("default")

    def record(self) -> Merge:
        self.undoing["after"] = as_json(self.model, self.survivor.pk)
        return Merge.objects.create(
            content_type=self.content_type,
            survivor_id=self.survivor.pk,
            loser_id=self.ids[1],
            loser=self.loser_row,
            survivor_before=self.survivor_row,
            moved=self.moved,
            undoing=self.undoing,
            merged_by_id=self.user,
        )


def kinds(merged: Mapping[str, list[int]]) -> dict[str, int]:
    """How many rows moved, by relation."""
    return {name: len(ids) for name, ids in merged.items() if ids}
