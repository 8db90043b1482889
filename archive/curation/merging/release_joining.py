"""Two files, one release: the sources are joined, and what editors said of either stands in the survivor's text."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from archive.curation.actor import acting_as
from archive.curation.decidable import ANNOTATIONS
from archive.curation.history.run_rows import BY_TABLE, needed
from archive.curation.merging.joining import Merging
from archive.curation.merging.relations import Relation
from archive.curation.merging.rows import as_json
from archive.curation.selectors import Selector, place, select

UNPLACED = "unplaced"
SAYING = ("quote", "figure")  # of these, one is enough at one place


class ReleaseMerging(Merging):
    """Annotations that editors touched move onto the survivor's text; the loser's others go, and are remembered."""

    def relations(self) -> list[Relation]:
        return [one for one in super().relations() if one.model._meta.model_name not in ANNOTATIONS]

    def move_relations(self) -> None:
        super().move_relations()
        self.drop_undecided()
        self.undoing["placed"] = {table: self.move_annotations(table) for table in ANNOTATIONS}

    def drop_undecided(self) -> None:
        """Take away what nobody decided and nothing that stays points at."""
        going = {table: set(undecided(table, self.loser.pk)) for table in ANNOTATIONS} | {"release": set()}
        while any(held := [needed(table, going) for table in ANNOTATIONS]):
            for table, ids in zip(ANNOTATIONS, held, strict=True):
                going[table] -= ids
        self.undoing["dropped"] = {table: self.drop(table, going[table]) for table in ANNOTATIONS}

    def drop(self, table: str, ids: set[int]) -> list[dict[str, Any]]:
        """Delete rows, and give them as they were."""
        rows = [as_json(BY_TABLE[table], pk) for pk in sorted(ids)]
        BY_TABLE[table].objects.filter(pk__in=ids)._raw_delete("default")
        return rows

    def move_annotations(self, table: str) -> list[dict[str, Any]]:
        """Place by their words, in the survivor's text, what editors touched; give where each stood."""
        rows = list(BY_TABLE[table].objects.filter(release=self.loser.pk).order_by("pk"))
        starts = place([selector(self.loser.text, one) for one in rows], self.loser.text, self.survivor.text)
        moved: list[dict[str, Any]] = []
        for one, at in zip(rows, starts, strict=True):
            stood = {"id": one.pk, "start": one.start, "end": one.end, "flags": one.flags}
            moved.append({**stood, "at": self.put(table, one, at)})
        return moved

    def put(self, table: str, one: Any, at: int | None) -> int | None:
        """Move an annotation to its place; without one it is unplaced, and flagged."""
        end = None if at is None else at + len(one.exact)
        if at is None or self.survivor.text[at:end] != one.exact:
            at = end = None
        flags = sorted({*one.flags, *([UNPLACED] if at is None else [])})
        if at is not None and table in SAYING:
            self.give_way(table, at, end)
        with acting_as("mover"):
            own = BY_TABLE[table].objects.filter(pk=one.pk)
            own.update(release=self.survivor.pk, start=at, end=end, flags=flags)
        return at

    def give_way(self, table: str, start: int, end: int | None) -> None:
        """What the parser found at the very place, and nobody decided, goes: an editor's word of it has come."""
        same = BY_TABLE[table].objects.filter(start=start, end=end, pk__in=undecided(table, self.survivor.pk))
        going = {table: set(same.values_list("pk", flat=True)), "release": set()}
        going[table] -= needed(table, going)
        self.undoing["dropped"][table] += self.drop(table, going[table])

    def join_summaries(self) -> None:
        """Leave alone what the parser read: it was read off the survivor's text."""

    def join_names(self) -> None:
        """Leave names alone: a release has none."""


def undecided(table: str, release: int) -> Any:
    """The ids of annotations of a release of which no editor has said anything."""
    own = BY_TABLE[table].objects.filter(release=release).exclude(~Q(decided=[]) | ~Q(review="pending"))
    return own.exclude(rule="editor").values_list("pk", flat=True)


def selector(text: str, one: Any) -> Selector:
    """Where an annotation stands in its text, or the words alone of one that stands nowhere."""
    return Selector(None, one.exact) if one.start is None else select(text, one.start, one.end)
