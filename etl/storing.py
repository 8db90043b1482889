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
from etl.load import load, sweep
from etl.parse import PARSER_VERSION
from etl.reconcile import reconcile
from etl.reconcile_names import TooManyNamesError
from etl.tables import next_ids

logger = logging.getLogger(__name__)
BATCH_DOCUMENTS, BATCH_BYTES = 200, 8_000_000
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
    run: int | None = None
    authority: Authority | None = None  # read once, with the first batch

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
        """Write a batch in one transaction; if that fails, each document alone, and once more."""
        try:
            return self.write(batch)
        except TooManyNamesError:
            return self.attempt(batch[: len(batch) // 2]) + self.attempt(batch[len(batch) // 2 :])
        except Exception as error:
            forget_broken_connection()
            if len(batch) > 1:
                return [later for one in batch for later in self.attempt([one])]
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
            later = self.identify(cursor, batch)
            now = [one for one in batch if not any(one is other for other in later)]
            run, tally = self.change(cursor, now)
        self.run = run if tally else self.run
        self.written(now, tally)
        return later

    def change(self, cursor: CursorWrapper, now: Sequence[Incoming]) -> tuple[int, Tally]:
        """Write what a batch changes; the run is recorded with the first rows, under a number drawn before them."""
        self.authority = read_authority(cursor) if self.authority is None else self.authority
        changes, known = reconcile(cursor, now, self.authority)
        run = self.run or next_ids(cursor, {"run": 1})["run"][0]
        with because(run=run):
            tally = load(cursor, changes, known, run) + sweep(cursor, changes.abandoned)
        if tally and self.run is None:
            self.start(run, self.authority)
            tally["run", "new"] += 1
        return run, tally

    def start(self, run: int, authority: Authority) -> None:
        Run.objects.create(
            pk=run,
            kind=self.kind,
            parser_version=PARSER_VERSION,
            authority_hash=authority.hash,
            started_by_id=self.started_by,
        )

    def finish(self) -> None:
        """Note the end of a run that wrote something."""
        if self.run is not None:
            Run.objects.filter(pk=self.run).update(finished_at=timezone.now(), counts=self.counts())


def forget_broken_connection() -> None:
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()
