"""`--enqueue`: documents are kept as received, releases are named, and wait for workers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from django.db import IntegrityError, connection, transaction
from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext as _

from archive.curation.actor import acting_as
from archive.curation.history.context import because
from archive.models import Run
from etl.document import Document, Refusal
from etl.known import expunged, known, note_name
from etl.load import copy
from etl.metadata import Metadata
from etl.outdated import Sized
from etl.parse import PARSER_VERSION
from etl.read import Item, read
from etl.reparse import batches as portions
from etl.run import Outcome, batches
from etl.storing import FAILED, NEW, UNCHANGED, Done, Listener
from etl.tables import next_ids

Defer = Callable[[int, Sequence[int]], None]  # a run, and the sources or releases that are to be read for it


@dataclass(slots=True)
class Queueing:
    """Documents on their way to where they wait. The run is recorded with the first of them."""

    defer: Defer
    listen: Listener
    started_by: int | None = None
    metadata: Metadata | None = None
    run: int | None = None
    outcome: Outcome = field(default_factory=Outcome)

    def take(self, batch: Sequence[Item]) -> None:
        """Keep what is new of a batch, and have it read: both or neither."""
        for item in batch:
            if isinstance(item, Refusal):
                self.fail(item.name, item.reason)
        documents = [(item.sha256, item) for item in batch if isinstance(item, Document)]
        while documents := self.welcome(documents):
            with suppress(IntegrityError):  # somebody else brought the same bytes at this moment: they are known now
                documents = self.keep(documents)

    def welcome(self, documents: Sequence[tuple[str, Document]]) -> list[tuple[str, Document]]:
        """Refuse documents that were expunged; give back the others."""
        refused = expunged([sha256 for sha256, _document in documents])
        for sha256, document in documents:
            if sha256 in refused:
                self.fail(document.name, refused[sha256])
        return [one for one in documents if one[0] not in refused]

    def fail(self, name: str, reason: str) -> None:
        self.outcome.failed += 1
        self.listen(Done(name, FAILED, reason))

    def keep(self, documents: Sequence[tuple[str, Document]]) -> list[tuple[str, Document]]:
        """Keep documents whose bytes are not there; give back those whose bytes came twice, for another round."""
        with acting_as("machine"), connection.cursor() as cursor:
            there = known([sha256 for sha256, _document in documents])
            new = {sha256: one for sha256, one in reversed(documents) if sha256 not in there}
            again = [(sha256, one) for sha256, one in documents if sha256 in new and new[sha256] is not one]
            run, rows = self.add(cursor, new) if new else (self.run, 0)
            written = [note_name(there[sha256], one.name) for sha256, one in documents if sha256 in there]
        self.run = run
        self.outcome.rows_written += rows + sum(written)
        for one in new.values():
            self.outcome.new += 1
            self.listen(Done(one.name, NEW, _("It waits for a worker.")))
        for sha256, one in documents:
            if sha256 in there:
                if self.metadata:
                    self.metadata.skip(one.name)
                self.outcome.unchanged += 1
                self.listen(Done(one.name, UNCHANGED, release=there[sha256].release))
        return again

    def add(self, cursor: CursorWrapper, new: dict[str, Document]) -> tuple[int, int]:
        """Add sources that wait, and the job that reads them; give the run and the number of rows written."""
        run = self.run or self.start()
        ids = next_ids(cursor, {"source": len(new)})["source"]
        rows = [
            {
                "id": id_,
                "name": one.name,
                "other_names": [],
                "sha256": sha256,
                "content": one.content,
                "media_type": one.media_type,
                "encoding": "",
                "identifier": "",
                "url": "",
                "waits_for_id": run,
                "given": self.metadata.kept_for(one).whole() if self.metadata else {},
            }
            for id_, (sha256, one) in zip(ids, sorted(new.items()), strict=True)
        ]
        written = copy(cursor, "source", rows, run) + (run != self.run)
        self.defer(run, ids)
        return run, written

    def start(self) -> int:
        kind = Run.Kind.INGEST
        return Run.objects.create(kind=kind, parser_version=PARSER_VERSION, started_by_id=self.started_by).pk


def enqueue(
    paths: Iterable[str | Path],
    defer: Defer,
    listen: Listener = lambda _done: None,
    started_by: int | None = None,
    metadata: Metadata | None = None,
) -> Outcome:
    """Keep what stands at `paths` and have it read by workers; like `ingest`, it can be run again at any time.

    What `metadata` gives is kept with each document until it is read.
    """
    one = Queueing(defer, listen, started_by, metadata)
    try:
        with because(program="ingest"):
            for batch in batches(read(paths)):
                one.take(batch)
    except KeyboardInterrupt:
        one.outcome.interrupted = True
    return one.outcome


def enqueue_reading(chosen: Sequence[Sized], defer: Defer, started_by: int | None = None) -> int:
    """Have workers read releases again; give the number of jobs. The run is recorded if there are any."""
    with transaction.atomic():
        jobs = list(portions(chosen))
        if jobs:
            kind, waiting = Run.Kind.REPARSE, {"waiting": len(chosen)}
            run = Run.objects.create(
                kind=kind, parser_version=PARSER_VERSION, started_by_id=started_by, progress=waiting
            )
            for ids in jobs:
                defer(run.pk, ids)
    return len(jobs)
