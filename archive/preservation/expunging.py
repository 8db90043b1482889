"""Taking a document out of the archive for good: its bytes, what was read from it, what the history has of both.

What stays is its SHA-256, the reason, who did it and when (`Expunged`); the database refuses the same bytes then.
`docs/preservation.md` says what becomes of each kind of record.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pghistory.models
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import Error, connection, transaction
from django.db.models import Model, Q, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from archive.curation.actor import acting_as
from archive.curation.decidable import ANNOTATIONS, ENTITIES
from archive.curation.history.context import because
from archive.curation.history.images import history_of
from archive.curation.history.run_rows import BY_TABLE, ENDS_FIRST, not_pointed_at
from archive.curation.merging.relations import BY_KIND
from archive.curation.refusal import sentence
from archive.models import Expunged, Likeness, Merge, Note, Proposal, Release, Source
from archive.preservation.forgetting import forget_words
from etl.run import read_from, summarise_again, texts_of


class ExpungeError(Exception):
    """Nothing was expunged; the message says why and what to do."""


@dataclass(slots=True)
class Gone:
    """What an expunging takes away, and what stays beside it."""

    rows: Counter[str] = field(default_factory=Counter)  # table → rows
    history: int = 0  # rows of the history
    entities: list[tuple[str, str]] = field(default_factory=list)  # table and name: only this document named them
    staying: list[int] = field(default_factory=list)  # releases that other documents are versions of
    alike: list[int] = field(default_factory=list)  # other releases that may be versions of it


def expunge(source: Source, reason: str, by: str, at: datetime | None = None, *, is_rehearsal: bool = False) -> Gone:
    """Expunge a document, in one transaction; a rehearsal tells what would go, and writes nothing.

    Raises ExpungeError with a sentence where that cannot be done.
    """
    expunging = Expunging(source)
    try:
        with because(program="expunge"), transaction.atomic():
            expunging.do()
            Expunged.objects.create(sha256=source.sha256, reason=reason, expunged_by=by, expunged_at=at or Now())
            connection.check_constraints()
            transaction.set_rollback(is_rehearsal)
    except Error as error:
        told = _("Nothing was expunged, since the database refused: %(reason)s Try again when nobody is writing.")
        raise ExpungeError(told % {"reason": sentence(error)}) from error
    return expunging.gone


class Expunging:
    """One document on its way out, in steps."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.gone = Gone()
        self.ever: set[int] = set()  # releases that it was ever a version of
        self.going: set[int] = set()  # those that have no other document
        self.entities: defaultdict[str, set[int]] = defaultdict(set)  # that lose something said of them
        self.forgotten: defaultdict[str, set[int]] = defaultdict(set)  # table → ids of which nothing is to be left

    def do(self) -> None:
        self.find_releases()
        self.note_entities()
        for release in self.gone.staying:
            self.read_from_another(release)
        self.take_releases_away()
        self.take_entities_away()
        self.summarise()
        for table, ids in self.forgotten.items():
            self.forget_by_kind(BY_TABLE[table], ids)
        self.gone.history += forget_words(self.source, self.ever, self.forgotten)

    def find_releases(self) -> None:
        """Every release that it was ever a version of; the living ones are locked."""
        list(Source.objects.filter(pk=self.source.pk).select_for_update().values_list("pk"))
        before, releases = history_of(Source).objects, history_of(Release).objects
        self.ever = {
            *Source.objects.filter(pk=self.source.pk).values_list("release_id", flat=True),
            *Release.objects.filter(source=self.source.pk).values_list("pk", flat=True),
            *before.filter(id=self.source.pk).values_list("release_id", flat=True),
            *releases.filter(source_id=self.source.pk).values_list("id", flat=True),
        } - {None}
        living = Release.objects.filter(pk__in=self.ever).order_by("pk").select_for_update(of=("self",))
        there = set(living.values_list("pk", flat=True))
        others = Source.objects.filter(release__in=there).exclude(pk=self.source.pk)
        self.gone.staying = sorted(set(others.values_list("release_id", flat=True)))
        self.going = there - set(self.gone.staying)
        pairs = Likeness.objects.filter(content_type=kind_of(Release))
        about = pairs.filter(Q(first_id__in=self.ever) | Q(second_id__in=self.ever))
        alike = {one for pair in about.values_list("first_id", "second_id") for one in pair} - self.ever
        self.gone.alike = sorted(Release.objects.filter(pk__in=alike).values_list("pk", flat=True))

    def note_entities(self) -> None:
        """Whom the releases name, or named before: they may lose their only mention, or a better one."""
        for table in ANNOTATIONS:
            for rows in (BY_TABLE[table].objects, history_of(BY_TABLE[table]).objects):
                self.note_of(rows.filter(release__in=self.ever))
        self.note_of(Release.objects.filter(pk__in=self.ever))
        self.note_of(history_of(Release).objects.filter(id__in=self.ever))
        bodies = [BY_TABLE[one].objects.filter(pk__in=self.entities[one]) for one in ("office", "event", "indicator")]
        for rows in bodies:
            self.note_of(rows)

    def note_of(self, rows: QuerySet[Any]) -> None:
        for column in rows.model._meta.concrete_fields:
            table = str(column.related_model._meta.model_name) if column.is_relation else ""
            if table in ENTITIES:
                self.entities[table] |= set(rows.values_list(column.attname, flat=True)) - {None}

    # A release that other documents are versions of

    def read_from_another(self, release: int) -> None:
        """Let a release be what the newest of its other documents says; what only this one said goes."""
        others = list(Source.objects.filter(release=release).exclude(pk=self.source.pk).order_by("-received_at", "-pk"))
        run = None
        if Release.objects.filter(pk=release, source=self.source.pk).exists():
            run = read_from(release, others[0])
            self.note_entities()
        texts = texts_of(others)
        for table in ANNOTATIONS:
            self.take_lost_words(table, release, texts)
        kinds = Q(content_type=kind_of(Release), object_id=release)
        for table in ANNOTATIONS:
            ids = BY_TABLE[table].objects.filter(release=release).values("pk")
            kinds |= Q(content_type=kind_of(BY_TABLE[table]), object_id__in=ids)
        fresh = Q(state=Proposal.State.WAITING, run=run) if run else Q(state=Proposal.State.WAITING)
        self.delete(Proposal.objects.filter(kinds).exclude(fresh))
        self.delete(history_of(Proposal).objects.filter(kinds))
        joined = Q(content_type=kind_of(Release)) & (Q(survivor_id=release) | Q(loser_id=release))
        for model in (Merge, history_of(Merge)):
            self.delete(model.objects.filter(joined))

    def take_lost_words(self, table: str, release: int, texts: list[str]) -> None:
        """Take away annotations whose words no other document has; of the others, what this one's parse said."""
        rows = BY_TABLE[table].objects.filter(release=release)
        lost = {pk for pk, exact in rows.values_list("pk", "exact") if not any(exact in text for text in texts)}
        self.forgotten[table] |= lost
        self.delete(rows.filter(pk__in=lost))
        with acting_as("mover"):
            rows.filter(flags__contains=["no_longer_found"]).update(parsed={})

    # What goes

    def take_releases_away(self) -> None:
        for table in ANNOTATIONS:
            rows = BY_TABLE[table].objects.filter(release__in=self.going)
            past = history_of(BY_TABLE[table]).objects.filter(release__in=self.ever - set(self.gone.staying))
            self.forgotten[table] |= {*rows.values_list("pk", flat=True), *past.values_list("id", flat=True)}
            self.delete(rows)
        self.delete(Note.objects.filter(release__in=self.going))
        self.forgotten["release"] |= self.ever - set(self.gone.staying)
        Source.objects.filter(pk=self.source.pk).update(release=None)
        self.delete(Release.objects.filter(pk__in=self.going))
        self.delete(Source.objects.filter(pk=self.source.pk))
        self.forgotten["source"].add(self.source.pk)

    def take_entities_away(self) -> None:
        """Whom only this document named goes, decided or not; whom an editor made stays."""
        for table in ENDS_FIRST:
            named = BY_TABLE[table].objects.filter(pk__in=self.entities[table], run__isnull=False)
            free = list(not_pointed_at(named).order_by("pk").values_list("pk", "name"))
            self.gone.entities += [(table, name) for _pk, name in free]
            ids = {pk for pk, _name in free}
            self.delete(BY_TABLE[table].objects.filter(pk__in=ids))
            self.forgotten[table] |= ids | self.gone_before(table)
            self.entities[table] -= ids

    def gone_before(self, table: str) -> set[int]:
        """Those of the entities that are no longer there, and were not merged into another."""
        there = set(BY_TABLE[table].objects.filter(pk__in=self.entities[table]).values_list("pk", flat=True))
        merged = Merge.objects.filter(content_type=kind_of(BY_TABLE[table]), loser_id__in=self.entities[table])
        return self.entities[table] - there - set(merged.values_list("loser_id", flat=True))

    def summarise(self) -> None:
        """Let the others be what the documents that stay say of them."""
        there = {
            table: set(BY_TABLE[table].objects.filter(pk__in=ids).values_list("pk", flat=True))
            for table, ids in self.entities.items()
        }
        summarise_again(None, there, {self.source.sha256})

    def forget_by_kind(self, model: type[Model], ids: Iterable[int]) -> None:
        """What names these records by kind and id: proposals, notes, likenesses, merges, the admin's log."""
        kind = kind_of(model)
        for table, columns in BY_KIND.items():
            about = Q()
            for column in columns:
                about |= Q(**{f"{column}__in": ids})
            for rows in (BY_TABLE[table].objects, history_of(BY_TABLE[table]).objects):
                self.delete(rows.filter(about, content_type=kind))
        self.delete(LogEntry.objects.filter(content_type=kind, object_id__in=[str(one) for one in ids]))

    def delete(self, rows: QuerySet[Any]) -> None:
        """Delete in one statement; the constraints are checked when all is done."""
        number = rows._raw_delete(rows.db) or 0  # null for none
        if issubclass(rows.model, pghistory.models.Event):
            self.gone.history += number
        else:
            self.gone.rows[str(rows.model._meta.model_name)] += number


def kind_of(model: type[Model]) -> int:
    return ContentType.objects.get_for_model(model).pk
