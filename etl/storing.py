"""A run under way: batches of what was read, each written in one transaction; recorded with its first rows."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.curation.actor import acting_as
from archive.curation.history.context import because
from archive.models import Run
from etl.authority import Authority
from etl.authority_reading import read_authority
from etl.changes import Tally
from etl.incoming import Incoming
from etl.jobs import refresh_after_run
from etl.load import load, sweep
from etl.parse import PARSER_VERSION
from etl.patience import patient, wait_for_database
from etl.reconcile import reconcile
from etl.reconcile_names import TooManyNamesError
from etl.tables import next_ids

logger = logging.getLogger(__name__)
BATCH_DOCUMENTS, BATCH_BYTES = 200, 8_000_000
FIRST_DOCUMENTS = 20  # most runs are no more, and the others start with little to wait for
NEW, CHANGED, UNCHANGED, FAILED = "new", "changed", "unchanged", "failed"


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one document: `state` is new, changed, unchanged or failed; `found` counts by kind."""

    name: str
    state: str
    reason: str = ""
    release: int | None = None
    label: str = ""
    found: dict[str, int] = field(default_factory=dict)


Listener = Callable[[Done], None]


@dataclass(slots=True)
class Storing:
    """What ingesting and reading again have in common. `started_by` is a user's id."""

    kind: ClassVar[Run.Kind]
    listen: Listener
    started_by: int | None = None
    run: int | None = None  # its number, drawn before anything is written
    is_recorded: bool = False
    authority: Authority | None = None  # read once, with the first batch

    def prepare(self) -> None:
        """Draw the run's number and read the Authority, so that all who work for this run have the same."""
        with connection.cursor() as cursor:
            self.begin(cursor)

    def begin(self, cursor: CursorWrapper) -> tuple[int, Authority]:
        self.run = self.run or next_ids(cursor, {"run": 1})["run"][0]
        self.authority = read_authority(cursor) if self.authority is None else self.authority
        return self.run, self.authority

    def identify(self, cursor: CursorWrapper, batch: Sequence[Incoming]) -> list[Incoming]:
        """Tell which releases these are; give back those that must wait for another round."""
        raise NotImplementedError

    def written(self, now: Sequence[Incoming], tally: Tally) -> None:
        """Hear of a batch whose transaction was committed."""
        raise NotImplementedError

    def failed(self, one: Incoming, reason: str) -> None:
        """Hear of a document that could not be stored."""
        raise NotImplementedError

    def counts(self) -> dict[str, int]:
        """What the run records of itself at its end, its own last row included."""
        raise NotImplementedError

    def attempt(self, batch: Sequence[Incoming], tries: int = 2) -> list[Incoming]:
        """Write a batch in one transaction; if that fails, in halves, down to one document, and that once more."""
        try:
            return self.write(batch)
        except Exception as error:
            if not isinstance(error, TooManyNamesError):
                wait_for_database()
            if len(batch) > 1:
                return self.attempt(batch[: len(batch) // 2]) + self.attempt(batch[len(batch) // 2 :])
            return self.once_more(batch[0], error, tries - 1)

    def once_more(self, one: Incoming, error: Exception, tries: int) -> list[Incoming]:
        if tries:
            return self.attempt([one], tries)
        logger.error("%s could not be stored", one.document.name, exc_info=error)
        self.failed(one, _("It could not be stored: %(why)s") % {"why": str(error).partition("\n")[0]})
        return []

    def write(self, batch: Sequence[Incoming]) -> list[Incoming]:
        """One transaction; give back documents that must wait for another of the batch."""
        with acting_as("machine"), connection.cursor() as cursor:
            # A power cut may undo a run's last moments, which running it again makes good; its end is waited for.
            cursor.execute("SET LOCAL synchronous_commit = off")
            later = self.identify(cursor, batch)
            now = [one for one in batch if not any(one is other for other in later)]
            tally = self.change(cursor, now)
        self.is_recorded = self.is_recorded or bool(tally)
        self.written(now, tally)
        return later

    def change(self, cursor: CursorWrapper, now: Sequence[Incoming]) -> Tally:
        """Write what a batch changes; the run is recorded with the first rows."""
        run, authority = self.begin(cursor)
        changes, known = reconcile(cursor, now, authority)
        with because(run=run):
            tally = load(cursor, changes, known, run) + sweep(cursor, changes.abandoned)
        if tally and not self.is_recorded:
            tally["run", "new"] += self.record(cursor, run, authority)
        return +tally

    def record(self, cursor: CursorWrapper, run: int, authority: Authority) -> int:
        """Record the run, last of all in a transaction, unless another process that works for it has done so."""
        statement = """
            INSERT INTO archive_run (id, kind, parser_version, authority_hash, started_by_id, started_at, counts)
            VALUES (%s, %s, %s, %s, %s, now(), '{}') ON CONFLICT (id) DO NOTHING
        """
        cursor.execute(statement, [run, self.kind, PARSER_VERSION, authority.hash, self.started_by])
        return int(cursor.rowcount)

    @patient
    def finish(self) -> None:
        """Note the end of a run that wrote something, and have the reports hold it."""
        if self.run and self.is_recorded:
            Run.objects.filter(pk=self.run).update(finished_at=timezone.now(), counts=self.counts())
            refresh_after_run(somebody_waits=self.started_by is not None)


def died() -> str:
    """The sentence on what killed every worker that took it."""
    return _("The process that read it died each time: is there memory enough?")
