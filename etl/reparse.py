"""Stored texts, read again with today's parser and Authority. The text of a release is never changed by it."""

from __future__ import annotations

import hashlib
import logging
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext as _

from archive.curation.history.context import because
from archive.models import Run
from etl.changes import Tally
from etl.contract import parsed_text
from etl.differences import Difference, differences, states
from etl.document import Document, Given, Text
from etl.finds import finds_of
from etl.incoming import Incoming, label
from etl.language import language_of
from etl.outdated import Sized
from etl.parse import PARSER_VERSION
from etl.storing import (
    BATCH_BYTES,
    BATCH_DOCUMENTS,
    CHANGED,
    FAILED,
    FIRST_DOCUMENTS,
    UNCHANGED,
    Done,
    Listener,
    Storing,
    died,
)
from etl.tables import loaded, rows
from etl.workers import spread

logger = logging.getLogger(__name__)
TOLD_OF = 20  # releases of which each difference is told
STORED = """
SELECT r.id, r.text, r.parsed, CASE WHEN 'language' = ANY (r.decided) THEN r.language END, s.name, s.sha256
FROM archive_release r JOIN archive_source s ON s.id = r.source_id WHERE r.id = ANY(%s) ORDER BY r.id
"""
AS_IT_WAS = """
SELECT id, encode(sha256(convert_to(text, 'UTF8')), 'hex') FROM archive_release WHERE id = ANY(%s)
ORDER BY id FOR UPDATE
"""


@dataclass(slots=True)
class Reread:
    """What became of all releases, and the rows written by kind. `differences`: of a rehearsal of a few releases."""

    changed: int = 0
    unchanged: int = 0
    failed: int = 0
    rows_written: int = 0
    interrupted: bool = False
    tally: Tally = field(default_factory=Counter)
    differences: list[Difference] = field(default_factory=list)

    @property
    def releases(self) -> int:
        return self.changed + self.unchanged + self.failed

    def add(self, other: Reread) -> None:
        """Take the sums of a portion in."""
        for name in ("changed", "unchanged", "failed", "rows_written"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.tally += other.tally

    def kinds(self) -> dict[str, dict[str, int]]:
        """Kind of record → new, changed, gone, proposed, withdrawn → how many; the releases read as `read`."""
        found: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for (table, what), count in sorted(self.tally.items()):
            if table != "run":
                found[table][what] = count
        return dict(found)

    def counts(self) -> dict[str, int]:
        """How many releases, and rows written."""
        names = ("releases", "changed", "unchanged", "failed", "rows_written")
        return {name: getattr(self, name) for name in names}

    def as_json(self) -> dict[str, Any]:
        """The object that `manage.py reparse --json` prints."""
        told = {"differences": [one.as_json() for one in self.differences]} if self.differences else {}
        return {**self.counts(), "kinds": self.kinds(), **told}


@dataclass(frozen=True, slots=True)
class Report:
    """What a worker tells of a batch."""

    done: list[Done]
    outcome: Reread
    is_recorded: bool


class RehearsedError(Exception):
    """Raised within a rehearsal to undo what it wrote."""


def reparse(
    chosen: Sequence[Sized],
    listen: Listener = lambda _done: None,
    started_by: int | None = None,
    is_rehearsal: bool = False,
    processes: int = 1,
) -> Reread:
    """Read these releases again; `listen` hears of each. What editors decided stays, as `docs/architecture.md` says.

    A batch is one transaction: cut short at any moment, the same call goes on from there. A rehearsal writes nothing,
    and tells of each difference if there are few releases. `processes`: as for `ingest`; a rehearsal takes one.
    """
    one = Reparse(listen, started_by, is_rehearsal=is_rehearsal, is_told=is_rehearsal and len(chosen) <= TOLD_OF)
    try:
        with because(program="reparse"):
            spread(one, batches(chosen), 1 if is_rehearsal else processes)
    except KeyboardInterrupt:
        one.outcome.interrupted = True
    else:
        one.finish()
    return one.outcome


def batches(chosen: Sequence[Sized]) -> Iterator[list[int]]:
    """Portions of some hundred releases whose texts fit in memory."""
    batch: list[int] = []
    bytes_, most = 0, min(FIRST_DOCUMENTS, BATCH_DOCUMENTS)
    for id_, size in chosen:
        batch.append(id_)
        bytes_ += size
        if len(batch) >= most or bytes_ >= BATCH_BYTES:
            yield batch
            batch, bytes_, most = [], 0, BATCH_DOCUMENTS
    if batch:
        yield batch


@dataclass(slots=True)
class Reparse(Storing):
    """Releases on their way through today's parser."""

    kind = Run.Kind.REPARSE
    is_rehearsal: bool = False
    is_told: bool = False
    outcome: Reread = field(default_factory=Reread)

    def work(self, ids: Sequence[int]) -> Report:
        """Take a batch in a worker, for `hear` in the process that started it."""
        done: list[Done] = []
        self.listen, self.outcome = done.append, Reread()
        self.take(ids)
        return Report(done, self.outcome, self.is_recorded)

    def hear(self, report: Report) -> None:
        self.outcome.add(report.outcome)
        self.is_recorded = self.is_recorded or report.is_recorded
        for done in report.done:
            self.listen(done)

    def give_up(self, id_: int) -> None:
        """Hear of a release that killed the workers that took it."""
        self.fail(_("Release %(number)s") % {"number": id_}, id_, died())

    def take(self, ids: Sequence[int]) -> None:
        """Read a batch; what somebody else changes meanwhile is read once more."""
        while ids:
            waiting = list(self.read(ids))
            ids = [one.release for one in (self.attempt(waiting) if waiting else []) if one.release]

    def read(self, ids: Sequence[int]) -> Iterator[Incoming]:
        """The stored texts, parsed; one that fails is reported."""
        with connection.cursor() as cursor:
            found = rows(cursor, STORED, [list(ids)])
        for id_, content, parsed, language, name, sha256 in found:
            try:
                yield again(id_, stored_text(content, loaded(parsed)), language, name, sha256)
            except Exception as error:
                logger.exception("Release %s could not be parsed", id_)
                self.fail(name, id_, _("The parser failed: %(why)s") % {"why": repr(error)})

    def identify(self, cursor: CursorWrapper, batch: Sequence[Incoming]) -> list[Incoming]:
        """Lock the releases; give back those whose text is another by now."""
        now = dict(rows(cursor, AS_IT_WAS, [[one.release for one in batch]]))
        return [one for one in batch if now.get(one.release) != hashlib.sha256(one.text.content.encode()).hexdigest()]

    def change(self, cursor: CursorWrapper, now: Sequence[Incoming]) -> Tally:
        ids = [one.release for one in now if one.release]
        before = states(cursor, ids) if self.is_told else {}
        tally = Storing.change(self, cursor, now)
        if self.is_told:
            self.outcome.differences += differences(before, states(cursor, ids))
        if self.is_rehearsal:
            self.written(now, tally)
            raise RehearsedError
        return tally

    def write(self, batch: Sequence[Incoming]) -> list[Incoming]:
        try:
            return Storing.write(self, batch)
        except RehearsedError:
            return []

    def written(self, now: Sequence[Incoming], tally: Tally) -> None:
        self.outcome.tally += tally
        self.outcome.rows_written += 0 if self.is_rehearsal else tally.total()
        for one in now:
            state = CHANGED if one.is_touched else UNCHANGED
            setattr(self.outcome, state, getattr(self.outcome, state) + 1)
            self.listen(Done(one.document.name, state, release=one.release, label=label(one)))

    def failed(self, one: Incoming, reason: str) -> None:
        self.fail(one.document.name, one.release, reason)

    def fail(self, name: str, release: int | None, reason: str) -> None:
        self.outcome.failed += 1
        self.listen(Done(name, FAILED, reason, release))

    def counts(self) -> dict[str, int]:
        self.outcome.rows_written += 1
        return self.outcome.counts()


def stored_text(content: str, parsed: dict[str, Any]) -> Text:
    """A release's text with what came with its document."""
    given, told = (Given.from_json(parsed.get(one, {})) for one in ("given", "told"))
    return Text(content, "", given.language or language_of(content), given, told)


def again(id_: int, text: Text, language: str | None, name: str, sha256: str) -> Incoming:
    """A release's text, parsed: as French if it is, or if an editor decided that it is (`language`)."""
    spoken = replace(text, language=language or text.language)
    finds = finds_of(text, parsed_text(spoken), settings.ARCHIVE_ISSUER)
    version = PARSER_VERSION if spoken.is_french else ""
    return Incoming(Document(name, b""), sha256, text, finds, version, release=id_, changed=True, again=True)
