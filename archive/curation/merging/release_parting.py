"""One release, two files again: each has its text, its source and its annotations."""

from __future__ import annotations

from typing import Any

from archive.curation.decidable import ANNOTATIONS
from archive.curation.history.run_rows import BY_TABLE
from archive.curation.merging.parting import Unmerging
from archive.curation.merging.relations import Relation
from archive.curation.merging.release_joining import UNPLACED, selector
from archive.curation.merging.rows import insert
from archive.curation.selectors import place
from archive.models import Release


class ReleaseUnmerging(Unmerging):
    """Annotations that moved go back to where they stood; those that went come back."""

    def move_all_back(self) -> None:
        texts = dict(
            Release.objects.filter(pk__in=(self.merge.survivor_id, self.merge.loser_id)).values_list("pk", "text")
        )
        self.old, self.new = texts[self.merge.survivor_id], texts[self.merge.loser_id]
        super().move_all_back()
        for table in ANNOTATIONS:
            for row in self.merge.undoing["dropped"][table]:
                insert(BY_TABLE[table], row)

    def move_back(self, one: Relation) -> None:
        if one.model._meta.model_name not in ANNOTATIONS:
            super().move_back(one)
            return
        table = str(one.model._meta.model_name)
        last = self.merge.undoing["last"].get(one.name, 0)
        later = list(one.pointing_at(self.merge.survivor_id).filter(pk__gt=last).values_list("pk", flat=True))
        if later:
            self.done.stays[one.name] = later
        there = {row.pk: row for row in one.pointing_at(self.merge.survivor_id).order_by("pk")}
        stood = [row for row in self.merge.undoing["placed"][table] if row["id"] in there]
        for row in stood:
            self.put_back(there[row["id"]], row)
        if stood:
            self.done.moved_back[one.name] = len(stood)

    def put_back(self, one: Any, row: dict[str, Any]) -> None:
        """Let an annotation stand where it stood, or where its words are if somebody has moved it since."""
        start, end = row["start"], row["end"]
        if one.start != row["at"] or (start is not None and self.new[start:end] != one.exact):
            (start,) = place([selector(self.old, one)], self.old, self.new)
            end = None if start is None else start + len(one.exact)
        flags = [flag for flag in one.flags if flag != UNPLACED or flag in row["flags"]]
        if start is None and row["start"] is not None:
            flags = sorted({*flags, UNPLACED})
        own = BY_TABLE[str(one._meta.model_name)].objects.filter(pk=one.pk)
        own.update(release=self.merge.loser_id, start=start, end=end, flags=flags)
