"""Making one record two again, in steps."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from archive.curation.history.changes import Change
from archive.curation.history.images import today
from archive.curation.history.reverting import reverted
from archive.curation.merging.addresses import merge_of
from archive.curation.merging.refusing import NotMergedError
from archive.curation.merging.relations import Relation, relations
from archive.curation.merging.rows import as_image, insert
from archive.models import Likeness, Merge, Proposal
from archive.models.history import CHANGED


@dataclass(slots=True)
class Unmerged:
    """What came back; `stays`: relation → rows that came after the merge and stay with the survivor."""

    loser: int
    moved_back: dict[str, int] = field(default_factory=dict)
    stays: dict[str, list[int]] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)  # columns of the survivor that were changed since


class Unmerging:
    """One merge being undone, in steps."""

    def __init__(self, merge: Merge) -> None:
        self.merge = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
        self.model: Any = self.merge.content_type.model_class()
        self.done = Unmerged(self.merge.loser_id)

    def do(self) -> None:
        self.check()
        insert(self.model, self.merge.loser)
        self.move_all_back()
        self.move_proposals_back()
        self.restore_likenesses()
        self.restore_survivor()
        Merge.objects.filter(pk=self.merge.pk).update(undone_at=timezone.now())

    def check(self) -> None:
        survivor, loser = self.merge.survivor_id, self.merge.loser_id
        if self.merge.undone_at:
            raise NotMergedError(_("The merge was undone already."))
        if later := merge_of(self.model, survivor):
            raise NotMergedError(
                _("The survivor was itself merged, into %(id)d: undo that merge first.") % {"id": later.survivor_id}
            )
        rows = self.model.objects.filter(pk__in=(survivor, loser)).order_by("pk").select_for_update()
        there = set(rows.values_list("pk", flat=True))
        if survivor not in there:
            raise NotMergedError(_("The survivor was deleted since: bring it back first."))
        if loser in there:
            raise NotMergedError(_("The merged record is there already."))

    def move_all_back(self) -> None:
        for one in relations(self.model):
            self.move_back(one)

    def move_back(self, one: Relation) -> None:
        """Rows that still point at the survivor point at the loser again; what came later stays."""
        pointing = one.pointing_at(self.merge.survivor_id)
        moved = self.merge.moved.get(one.name, [])
        last = self.merge.undoing["last"].get(one.name, 0)
        later = list(pointing.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True))
        if later:
            self.done.stays[one.name] = later
        if count := pointing.filter(pk__in=moved).update(**{one.column: self.merge.loser_id}):
            self.done.moved_back[one.name] = count

    def move_proposals_back(self) -> None:
        own = Proposal.objects.filter(object_id=self.merge.survivor_id, pk__in=self.merge.moved["proposal.object_id"])
        own.update(object_id=self.merge.loser_id)
        dismissed = Proposal.objects.filter(pk__in=self.merge.undoing["dismissed"], state=Proposal.State.DISMISSED)
        dismissed.update(state=Proposal.State.WAITING, decided_by=None, decided_at=None)

    def restore_likenesses(self) -> None:
        """Pairs are as they were before the merge; what an editor has said of one since stays said."""
        Likeness.objects.filter(pk__in=self.merge.undoing["likenesses_made"]).delete()
        for row in self.merge.undoing["likenesses"]:
            parted = Likeness.objects.filter(pk=row["id"], state=Likeness.State.DISTINCT).exists()
            if parted and row["state"] == Likeness.State.SUSPECTED:
                self.restore_pair({name: value for name, value in row.items() if name != "id"})
            else:
                self.restore_pair(row)
        for row in self.merge.undoing["overruled"]:
            self.restore_pair(row)

    def restore_pair(self, row: dict[str, Any]) -> None:
        Likeness.objects.filter(pk=row.get("id", 0)).delete()
        pair = {"first_id": row["first_id"], "second_id": row["second_id"]}
        if not Likeness.objects.filter(content_type=self.merge.content_type, **pair).exists():
            insert(Likeness, row)

    def restore_survivor(self) -> None:
        """Chosen values go back where nobody has changed them since; aliases are withdrawn one by one."""
        before, after = (as_image(self.model, row) for row in (self.merge.survivor_before, self.merge.undoing["after"]))
        row = today(self.model, [self.merge.survivor_id])[self.merge.survivor_id]
        as_change = Change(
            self.model, self.merge.survivor_id, 0, CHANGED, self.merge.merged_at, None, None, before, after
        )
        result = reverted(row, self.model, [as_change])
        values = result.values
        kept = {name for _change, unit in result.kept for name in unit}
        if "aliases" in kept:
            brought = set(after["aliases"]) - set(before["aliases"])
            values["aliases"] = [one for one in row["aliases"] if one not in brought]
        self.done.kept = sorted(kept - {"aliases", "parsed"})
        self.model.objects.filter(pk=self.merge.survivor_id).update(**values)
