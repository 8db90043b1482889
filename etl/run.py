"""Ingest: documents in, rows out, batch by batch. The commands, the admin and later the jobs call this, and no other
module of the ETL: what they need besides, such as reading stored texts again, is found here too."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext as _

from archive.curation.history.context import because
from archive.models import Run
from etl.changes import Tally
from etl.contract import parsed_text
from etl.document import Document, Refusal
from etl.document import RefusedError as RefusedError
from etl.finds import finds_of
from etl.incoming import Incoming, counts, identify, keys, label, lock_documents
from etl.known import Known, expunged, known, note_name
from etl.metadata import Marks, Metadata
from etl.metadata import metadata_of as metadata_of
from etl.outdated import these_releases
from etl.parse import PARSER_VERSION
from etl.parse import ParsedRelease as ParsedRelease
from etl.read import Item, read
from etl.reparse import Reread as Reread
from etl.reparse import reparse
from etl.storing import (
    BATCH_BYTES,
    BATCH_DOCUMENTS,
    CHANGED,
    FAILED,
    FIRST_DOCUMENTS,
    NEW,
    UNCHANGED,
    Listener,
    Storing,
    died,
)
from etl.storing import Done as Done
from etl.summarising import summarise_again as summarise_again
from etl.text import canonical
from etl.versions import read_from as read_from
from etl.versions import texts_of as texts_of
from etl.workers import spread

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Outcome:
    """What became of all documents."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    failed: int = 0
    rows_written: int = 0
    interrupted: bool = False

    @property
    def documents(self) -> int:
        return self.new + self.changed + self.unchanged + self.failed

    def add(self, other: Outcome) -> None:
        """Take the sums of a portion in."""
        for name, number in other.as_json().items():
            if name != "documents":
                setattr(self, name, getattr(self, name) + number)

    def as_json(self) -> dict[str, int]:
        """The object that `manage.py ingest --json` prints."""
        names = ("documents", "new", "changed", "unchanged", "failed", "rows_written")
        return {name: getattr(self, name) for name in names}


def read_text(content: str) -> tuple[str, ParsedRelease]:
    """A pasted text's language (BCP 47) and what the parser finds in it; nothing is stored.

    Raises RefusedError with a sentence for what is no text.
    """
    text = canonical(Document("", content.encode()))
    return text.language, parsed_text(text)


def ingest(
    paths: Iterable[str | Path],
    listen: Listener = lambda _done: None,
    started_by: int | None = None,
    metadata: Metadata | None = None,
    processes: int = 1,
) -> Outcome:
    """Read, parse and store what stands at `paths`; `listen` hears of each document when its rows are committed.

    Known bytes are skipped by their hash. A document that fails takes no other with it. Ctrl-C ends it with what was
    stored so far: the same call goes on from there. `started_by` is the user who started it in the admin, by id. What
    `metadata` gives wins over what the documents say. With more `processes` than one, what does not fit in the first
    small batch is left to worker processes; that must not be asked for within a transaction.
    """
    return ingest_documents(read(paths), listen, started_by, metadata, processes)


def ingest_documents(
    items: Iterable[Item],
    listen: Listener = lambda _done: None,
    started_by: int | None = None,
    metadata: Metadata | None = None,
    processes: int = 1,
) -> Outcome:
    """Store documents that were read already."""
    one = Ingest(listen, started_by, metadata=metadata)
    try:
        with because(program="ingest"):
            spread(one, batches(items), processes)
    except KeyboardInterrupt:
        one.outcome.interrupted = True
    else:
        one.finish()
    return one.outcome


def read_these_again(ids: Sequence[int], started_by: int | None = None) -> Reread:
    """Read stored releases again, by number. Raises RefusedError for numbers that no release has."""
    with connection.cursor() as cursor:
        chosen = these_releases(cursor, ids)
    return reparse(chosen, started_by=started_by)


def batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Portions of some hundred documents that fit in memory; the first is small, and most ingests are no more."""
    batch: list[Item] = []
    size, most = 0, min(FIRST_DOCUMENTS, BATCH_DOCUMENTS)
    for item in items:
        batch.append(item)
        size += len(item.content) if isinstance(item, Document) else 0
        if len(batch) >= most or size >= BATCH_BYTES:
            yield batch
            batch, size, most = [], 0, BATCH_DOCUMENTS
    if batch:
        yield batch


@dataclass(frozen=True, slots=True)
class Report:
    """What a worker tells of a batch: what became of each document, the sums, and which rows of metadata were used."""

    done: list[Done]
    outcome: Outcome
    is_recorded: bool
    marks: Marks | None


@dataclass(slots=True)
class Ingest(Storing):
    """Documents on their way into the archive."""

    kind = Run.Kind.INGEST
    metadata: Metadata | None = None
    outcome: Outcome = field(default_factory=Outcome)

    def work(self, batch: Sequence[Item]) -> Report:
        """Take a batch in a worker, for `hear` in the process that started it."""
        done: list[Done] = []
        self.listen, self.outcome = done.append, Outcome()
        self.take(batch)
        return Report(done, self.outcome, self.is_recorded, self.metadata.taken() if self.metadata else None)

    def hear(self, report: Report) -> None:
        self.outcome.add(report.outcome)
        self.is_recorded = self.is_recorded or report.is_recorded
        if self.metadata and report.marks:
            self.metadata.add(report.marks)
        for done in report.done:
            self.listen(done)

    def give_up(self, item: Item) -> None:
        """Hear of what killed the workers that took it."""
        self.fail(item.name, died())

    def take(self, batch: Sequence[Item]) -> None:
        for item in batch:
            if isinstance(item, Refusal):
                self.fail(item.name, item.reason)
        documents = [(item.sha256, item) for item in batch if isinstance(item, Document)]
        while documents:
            documents = self.store(documents)

    def store(self, documents: Sequence[tuple[str, Document]]) -> list[tuple[str, Document]]:
        """Store each document whose bytes are not known; give back those whose bytes came twice, for another round."""
        kept = known([sha256 for sha256, _document in documents])
        first: dict[str, Document] = {}
        again: list[tuple[str, Document]] = []
        refused = expunged([sha256 for sha256, _document in documents if sha256 not in kept])
        for sha256, document in documents:
            there = kept.get(sha256)
            if sha256 in refused:
                self.fail(document.name, refused[sha256])
            elif there and there.is_read:
                self.skip(document, there)
            elif sha256 in first:
                again.append((sha256, document))
            else:
                first[sha256] = there.completing(document) if there else document
        waiting = [one for sha256, document in first.items() if (one := self.parse(sha256, document))]
        while waiting:
            waiting = self.still_unknown(self.store_apart(waiting))
        return again

    def still_unknown(self, waiting: Sequence[Incoming]) -> list[Incoming]:
        """Those that no other worker has stored meanwhile."""
        kept = known([one.sha256 for one in waiting]) if waiting else {}
        there = {sha256: one for sha256, one in kept.items() if one.is_read}
        for one in waiting:
            if one.sha256 in there:
                self.skip(one.document, there[one.sha256])
        return [one for one in waiting if one.sha256 not in there]

    def skip(self, document: Document, source: Known) -> None:
        """Known bytes: a name that is new is recorded, no more."""
        self.outcome.rows_written += note_name(source, document.name)
        if self.metadata:
            self.metadata.skip(document.name)
        self.outcome.unchanged += 1
        self.listen(Done(document.name, UNCHANGED, release=source.release))

    def parse(self, sha256: str, document: Document) -> Incoming | None:
        """Decode and parse a document; one that fails is reported."""
        try:
            text = canonical(document)
            if self.metadata:
                text = self.metadata.over(document.name, text)
            finds = finds_of(text, parsed_text(text), settings.ARCHIVE_ISSUER)
        except RefusedError as error:
            self.fail(document.name, str(error))
        except Exception as error:
            logger.exception("%s could not be parsed", document.name)
            self.fail(document.name, _("The parser failed: %(why)s") % {"why": repr(error)})
        else:
            return Incoming(document, sha256, text, finds, PARSER_VERSION if text.is_french else "")
        return None

    def store_apart(self, batch: Sequence[Incoming]) -> list[Incoming]:
        """Store those that cannot be versions of each other; give back the others, for another round."""
        seen: set[tuple[str, str]] = set()
        apart: list[Incoming] = []
        later: list[Incoming] = []
        for one in batch:
            own = keys(one)
            (later if own & seen else apart).append(one)
            seen |= own
        return self.attempt(apart) + later

    def once_more(self, one: Incoming, error: Exception, tries: int) -> list[Incoming]:
        return Storing.once_more(self, one, error, tries) if self.still_unknown([one]) else []

    def identify(self, cursor: CursorWrapper, batch: Sequence[Incoming]) -> list[Incoming]:
        lock_documents(cursor, batch)
        sources = known([one.sha256 for one in batch])
        for one in batch:
            one.source = sources[one.sha256].id if one.sha256 in sources else None
        already = [one for one in batch if one.source and sources[one.sha256].is_read]
        return [*already, *identify(cursor, [one for one in batch if not any(one is other for other in already)])]

    def written(self, now: Sequence[Incoming], tally: Tally) -> None:
        self.outcome.rows_written += tally.total()
        for one in now:
            self.stored(one)

    def stored(self, one: Incoming) -> None:
        state = CHANGED if one.changed else NEW
        setattr(self.outcome, state, getattr(self.outcome, state) + 1)
        unparsed = _("Not French but “%(language)s”: stored, not parsed.") % {"language": one.text.language}
        reason = "" if one.text.is_french else unparsed
        self.listen(Done(one.document.name, state, reason, one.release, label(one), counts(one)))

    def fail(self, name: str, reason: str) -> None:
        self.outcome.failed += 1
        self.listen(Done(name, FAILED, reason))

    def failed(self, one: Incoming, reason: str) -> None:
        self.fail(one.document.name, reason)

    def counts(self) -> dict[str, int]:
        self.outcome.rows_written += 1
        return self.outcome.as_json()
