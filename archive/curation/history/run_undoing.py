"""Taking back a run: what it made goes, what it changed and deleted is as before, what people decided since stays."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import Error, connection, transaction
from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.curation.actor import acting_as
from archive.curation.decidable import ANNOTATIONS, ENTITIES
from archive.curation.history.changes import Change, read
from archive.curation.history.context import because
from archive.curation.history.images import Image, history_of, today
from archive.curation.history.reverting import Reverted, reverted
from archive.curation.history.run_rows import BY_TABLE, ENDS_FIRST, find_going, listed, not_pointed_at
from archive.curation.history.undoing import NotUndoneError, refusal_of
from archive.curation.selectors import place, select
from archive.models import REMEMBERED, Likeness, Proposal, Release, Run, Source
from archive.models.history import CHANGED, DELETED
from etl.run import summarise_again

UNPLACED = "unplaced"


@dataclass(frozen=True, slots=True)
class Kept:
    """A record that the run made or changed and that stays so, and why."""

    table: str
    id: int
    why: str


@dataclass(slots=True)
class RunUndone:
    """How many rows of which table were taken away, put back and brought back; what stays."""

    taken_away: Counter[str] = field(default_factory=Counter)
    put_back: Counter[str] = field(default_factory=Counter)
    brought_back: Counter[str] = field(default_factory=Counter)
    kept: list[Kept] = field(default_factory=list)


def undo_run(run: int, user: int | None, reason: str = "", dry_run: bool = False) -> RunUndone:
    """Take back what a run did, in one transaction; a dry run tells what would come of it and writes nothing.

    Raises NotUndoneError with a sentence where that cannot be done.
    """
    try:
        with because(user=user, reason=reason, undoes_run=run), transaction.atomic():
            undoing = RunUndoing(run)
            with acting_as("undoer"):
                undoing.do()
                Run.objects.filter(pk=run).update(undone_at=timezone.now(), undone_by=user)
                connection.check_constraints()
            transaction.set_rollback(dry_run)
    except Error as error:
        raise NotUndoneError(refusal_of(error)) from error
    return undoing.done


class RunUndoing:
    """One run being taken back, in steps."""

    def __init__(self, run: int) -> None:
        self.run = run
        self.done = RunUndone()
        self.updates: dict[type[Model], dict[int, list[Change]]] = {}  # newest first
        self.going: dict[str, set[int]] = {}
        self.texts: dict[int, tuple[str, str]] = {}  # release → its text as the run left it, and before
        self.stale: set[int] = set()  # sources whose words no longer count
        self.hashes: dict[int, str] = {}  # of those that go
        self.entities: defaultdict[str, set[int]] = defaultdict(set)  # that lose something said of them
        self.returned: defaultdict[str, set[int]] = defaultdict(set)  # what was deleted and is there again

    def do(self) -> None:
        self.lock()
        self.read_updates()
        self.going, kept = find_going(self.run)
        self.done.kept += [Kept(*one) for one in kept]
        self.restore_releases()
        self.restore_others()
        self.bring_back()
        self.place_others()
        self.take_away()
        self.take_entities_away()
        self.summarise()

    def lock(self) -> None:
        run = Run.objects.select_for_update().filter(pk=self.run).first()
        if run is None or run.undone_at:
            raise NotUndoneError(_("The run was undone already.") if run else _("There is no such run."))
        touched = Q(run=self.run) | Q(pk__in=history_of(Release).objects.filter(pgh_context__run=self.run).values("id"))
        list(Release.objects.filter(touched).order_by("pk").select_for_update(of=("self",)).values_list("pk"))

    def read_updates(self) -> None:
        for model in REMEMBERED:
            events = history_of(model).objects.filter(pgh_context__run=self.run, pgh_label=CHANGED)
            found: defaultdict[int, list[Change]] = defaultdict(list)
            for one in read(model, events.order_by("-pgh_id")):
                found[one.record].append(one)
            self.updates[model] = dict(found)

    # What is put back

    def restore_releases(self) -> None:
        """Put releases back; where the text goes back, take its annotations off their places first."""
        plans = self.plans(Release)
        before = today(Release, plans)
        for pk, plan in plans.items():
            if "text" in plan.columns:
                self.texts[pk] = (before[pk]["text"], plan.row["text"])
                self.stale.add(before[pk]["source_id"])
        self.restoring = {BY_TABLE[table]: self.plans(BY_TABLE[table]) for table in ANNOTATIONS}
        self.standing = {table: self.standing_in(table) for table in ANNOTATIONS}
        for table in ANNOTATIONS:
            BY_TABLE[table].objects.filter(release__in=self.texts, start__isnull=False).update(start=None, end=None)
        self.write(Release, plans)

    def standing_in(self, table: str) -> list[tuple[int, int, int, int]]:
        """Where annotations stand in the texts that go back: id, release, start, end."""
        placed = BY_TABLE[table].objects.filter(release__in=self.texts, start__isnull=False)
        return list(placed.values_list("pk", "release_id", "start", "end"))

    def restore_others(self) -> None:
        for model, plans in self.restoring.items():
            self.write(model, plans)
        for model in REMEMBERED:
            if model is not Release and model not in self.restoring:
                self.write(model, self.plans(model))

    def plans(self, model: type[Model]) -> dict[int, Reverted]:
        """What rows that the run changed would be without it."""
        gone = self.going.get(str(model._meta.model_name), set())
        rows = today(model, self.updates[model].keys() - gone)
        return {pk: reverted(row, model, self.updates[model][pk]) for pk, row in sorted(rows.items())}

    def write(self, model: type[Model], plans: dict[int, Reverted]) -> None:
        table = str(model._meta.model_name)
        for pk, plan in plans.items():
            if plan.columns:
                self.done.put_back[table] += model._default_manager.filter(pk=pk).update(**plan.values)
            if any(set(unit) - {"parsed", "flags"} for _one, unit in plan.kept):
                self.done.kept.append(Kept(table, pk, _("It was changed since.")))

    # What comes back

    def bring_back(self) -> None:
        """Insert what the run deleted, as it was before the run changed it too; entities before what points at them."""
        for table in (*ENTITIES, "release", *ANNOTATIONS, "proposal", "likeness", "merge"):
            model = BY_TABLE[table]
            gone = history_of(model).objects.filter(pgh_context__run=self.run, pgh_label=DELETED)
            last = {one.record: one.before or {} for one in read(model, gone.order_by("pgh_id"))}
            changed = self.updates[model]
            rows = {pk: reverted(row, model, changed.get(pk, ())).row for pk, row in last.items()}
            there = set(model.objects.filter(pk__in=rows).values_list("pk", flat=True))
            fitting = [row for pk, row in rows.items() if pk not in there and self.fits(model, row)]
            model.objects.bulk_create([model(**row) for row in fitting])
            self.done.brought_back[table] += len(fitting)
            self.returned[table] = {row["id"] for row in fitting}

    def fits(self, model: type[Model], row: Image) -> bool:
        """Whether what a row points at is there, and its words where it says; else it is listed."""
        for column in model._meta.concrete_fields:
            value = row.get(column.attname)
            if column.is_relation and value is not None and not exists(column.related_model, value):
                if not column.null:
                    self.done.kept.append(Kept(str(model._meta.model_name), row["id"], _("What it points at is gone.")))
                    return False
                row[column.attname] = None
        if row.get("start") is not None:
            text = Release.objects.values_list("text", flat=True).get(pk=row["release_id"])
            if text[row["start"] : row["end"]] != row["exact"]:
                row.update(start=None, end=None, flags=sorted({*row["flags"], UNPLACED}))
        return True

    def place_others(self) -> None:
        """Place again, by their words, annotations that stood in the run's text and were not put back to a place."""
        for table in ANNOTATIONS:
            lost = set(BY_TABLE[table].objects.filter(release__in=self.texts, start=None).values_list("pk", flat=True))
            by_release: defaultdict[int, list[tuple[int, int, int]]] = defaultdict(list)
            for pk, release, start, end in self.standing[table]:
                if pk in lost and pk not in self.going[table]:
                    by_release[release].append((pk, start, end))
            for release, rows in by_release.items():
                self.place(table, rows, *self.texts[release])

    def place(self, table: str, rows: list[tuple[int, int, int]], old: str, new: str) -> None:
        starts = place([select(old, start, end) for _pk, start, end in rows], old, new)
        for (pk, start, end), at in zip(rows, starts, strict=True):
            one = BY_TABLE[table].objects.filter(pk=pk)
            if at is not None and new[at : at + end - start] == old[start:end]:
                one.update(start=at, end=at + end - start)
            else:
                flags = one.values_list("flags", flat=True).get()
                one.update(flags=sorted({*flags, UNPLACED}))

    # What is taken away

    def take_away(self) -> None:
        self.delete(Proposal, Proposal.objects.filter(run=self.run, state=Proposal.State.WAITING))
        inside = self.going["release"]
        for table in reversed(ANNOTATIONS):
            self.note_entities(BY_TABLE[table].objects.filter(Q(pk__in=self.going[table]) | Q(release__in=inside)))
        for table in ANNOTATIONS:
            rows = BY_TABLE[table].objects.filter(Q(pk__in=self.going[table]) | Q(release__in=inside))
            self.delete(BY_TABLE[table], rows)
        self.stale |= set(Release.objects.filter(pk__in=inside).values_list("source_id", flat=True))
        sources = Source.objects.filter(Q(pk__in=self.stale) | Q(release__in=inside))
        self.hashes = dict(sources.values_list("pk", "sha256"))
        Source.objects.filter(release__in=inside).update(release=None)
        self.note_entities(Release.objects.filter(pk__in=inside))
        self.forget_likenesses(Release, inside)
        self.delete(Release, Release.objects.filter(pk__in=inside))
        current = Release.objects.filter(source_id__in=self.hashes).values("source_id")
        self.delete(Source, Source.objects.filter(pk__in=self.hashes).exclude(pk__in=current))

    def delete(self, model: type[Model], rows: QuerySet[Any]) -> None:
        """Delete in one statement; the constraints are checked when all is done."""
        self.done.taken_away[str(model._meta.model_name)] += rows._raw_delete(rows.db) or 0  # null for none

    def forget_likenesses(self, model: type[Model], ids: Iterable[int]) -> None:
        pairs = Likeness.objects.filter(content_type__app_label="archive", content_type__model=model._meta.model_name)
        about = pairs.filter(Q(first_id__in=list(ids)) | Q(second_id__in=list(ids)))
        self.delete(Likeness, Likeness.objects.filter(pk__in=list(about.values_list("pk", flat=True))))

    def note_entities(self, rows: QuerySet[Any]) -> None:
        """Entities that lose something that was said of them."""
        for column in rows.model._meta.concrete_fields:
            table = str(column.related_model._meta.model_name) if column.is_relation else ""
            if table in ENTITIES:
                self.entities[table] |= set(rows.values_list(column.attname, flat=True)) - {None}

    def take_entities_away(self) -> None:
        """Delete entities that the run made, or another that was undone, and nothing points at; organisations last."""
        for table in ENDS_FIRST:
            model = BY_TABLE[table]
            made = model.objects.filter(Q(run=self.run) | Q(pk__in=self.returned[table], run__undone_at__isnull=False))
            ids = set(not_pointed_at(made.filter(decided=[])).values_list("pk", flat=True))
            self.forget_likenesses(model, ids)
            self.delete(model, model.objects.filter(pk__in=ids))
            self.entities[table] -= ids
            why = _("An editor has decided something of it, or a record that stays points at it.")
            self.done.kept += [Kept(*one) for one in listed(table, made, why)]

    def summarise(self) -> None:
        """Let the entities that stay be what the documents that stay say of them."""
        for model, changes in self.updates.items():
            if str(model._meta.model_name) in ENTITIES:
                self.entities[str(model._meta.model_name)] |= changes.keys()
        there = {
            table: set(BY_TABLE[table].objects.filter(pk__in=ids).values_list("pk", flat=True))
            for table, ids in self.entities.items()
        }
        summarise_again(self.run, there, set(self.hashes.values()))


def exists(model: Any, pk: int) -> bool:
    return bool(model._default_manager.filter(pk=pk).exists())
