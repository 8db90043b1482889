"""Making two records one, in steps."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.curation.actor import acting_as
from archive.curation.merging.comparing import Choices, compare
from archive.curation.merging.refusing import NotMergedError
from archive.curation.merging.relations import Relation, relations
from archive.curation.merging.rows import as_json
from archive.curation.summary import join
from archive.models import Curated, Likeness, Merge, Proposal


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
        if one == other or not self.same_kind:
            raise NotMergedError(_("Two different records of one kind can be merged."))
        rows = {row.pk: row for row in self.model.objects.filter(pk__in=self.ids).order_by("pk").select_for_update()}
        if len(rows) < 2:
            raise NotMergedError(_("One of the two is gone: somebody has merged or deleted it meanwhile."))
        self.survivor, self.loser = rows[one], rows[other]

    def remember(self) -> None:
        self.loser_row = as_json(self.model, self.loser.pk)
        self.survivor_row = as_json(self.model, self.survivor.pk)
        self.undoing["last"] = {one.name: one.last() for one in relations(self.model)}

    def relations(self) -> list[Relation]:
        """What moves as it is."""
        return relations(self.model)

    def move_relations(self) -> None:
        with acting_as("mover"):
            for one in self.relations():
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
        self.undoing |= {"likenesses_made": [], "overruled": []}
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
            self.undoing["overruled"].append(as_json(Likeness, there.pk))
            Likeness.objects.filter(pk=there.pk).update(state=pair.state, decided_by=pair.decided_by_id)
        pair.delete()

    def join_values(self) -> None:
        """Names become aliases, identifiers are joined, the other fields are whose they were chosen to be."""
        self.join_summaries()
        self.choose()
        self.join_names()
        self.survivor.supplied = {**self.loser.supplied, **self.survivor.supplied}
        self.survivor.flags = sorted({*self.survivor.flags, *self.loser.flags})
        self.survivor.save()

    def join_summaries(self) -> None:
        """What the machine has read of either is read of the survivor."""
        self.survivor.parsed = join(self.survivor.parsed, self.loser.parsed)
        with acting_as("mover"):
            self.survivor.save(update_fields=["parsed"])

    def choose(self) -> None:
        for one in compare(self.survivor, self.loser):
            if self.choices.get(one.group[0], one.kept) == "loser" and one.differs:
                for name, value in zip(one.group, one.loser, strict=True):
                    setattr(self.survivor, name, value)

    def join_names(self) -> None:
        survivor, loser = self.survivor, self.loser
        names = [self.survivor_row["name"], *survivor.aliases, loser.name, *loser.aliases]
        survivor.aliases = [one for one in dict.fromkeys(names) if one != survivor.name]
        survivor.identifiers = {**loser.identifiers, **survivor.identifiers}

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
