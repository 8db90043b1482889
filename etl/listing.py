"""What an ingest tells its user: a bar while it runs, a table of what was found, what failed and why."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from etl.harmless import harmless
from etl.metadata import Metadata
from etl.run import Outcome
from etl.storing import FAILED, Done, Listener

WIDTH = 140  # of what is piped or kept in a file
REDRAWN = 0.1  # seconds
SHOWN = 500  # documents in the table; a corpus would fill the terminal for hours
FOUND = ("quotes", "figures", "persons", "events", "programmes")


class RateColumn(ProgressColumn):
    """How many a second."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(_("%(rate)s/s") % {"rate": f"{speed:,.0f}"} if speed else "", style="progress.data.speed")


@dataclass(slots=True)
class Listing:
    """Hears of documents as they are done and prints them at the end."""

    console: Console = field(default_factory=lambda: Console(width=None if sys.stdout.isatty() else WIDTH))
    errors: Console = field(default_factory=lambda: Console(stderr=True))
    shown: list[Done] = field(default_factory=list)
    failed: list[Done] = field(default_factory=list)
    hidden: int = 0

    def hear(self, done: Done) -> None:
        if done.state == FAILED:
            self.failed.append(done)
        elif len(self.shown) < SHOWN:
            self.shown.append(done)
        else:
            self.hidden += 1

    @contextmanager
    def progress(self, total: int, what: str = "") -> Iterator[Listener]:
        """Give a listener that moves a bar on a terminal; `total` may be less than there is."""
        told = (MofNCompleteColumn(), RateColumn(), TimeRemainingColumn())
        # No thread of its own draws it: worker processes are forks of this one, and threads do not go along.
        bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            *told,
            console=self.errors,
            transient=True,
            auto_refresh=False,
            disable=not self.errors.is_terminal,
        )
        with bar:
            task = bar.add_task(what or _("Documents"), total=total)
            drawn = 0.0

            def listen(done: Done) -> None:
                self.hear(done)
                known = bar.tasks[task]
                bar.update(task, advance=1, total=max(known.total or 0, known.completed + 1))
                nonlocal drawn
                if (now := time.monotonic()) > drawn + REDRAWN:
                    drawn = now
                    bar.refresh()

            yield listen

    def print(self, outcome: Outcome) -> None:
        """The table, then what failed, then the sums."""
        if self.shown:
            self.console.print(self.table())
        if self.hidden:
            self.console.print(_("… and %(number)s more.") % {"number": f"{self.hidden:,}"})
        self.print_failures()
        if outcome.interrupted:
            self.errors.print(
                _("Interrupted. What is listed was stored; run the same command again to go on from there.")
            )
        sums = _(
            "%(documents)s documents: %(new)s new, %(changed)s changed, %(unchanged)s unchanged, %(failed)s failed."
        )
        self.console.print(sums % outcome.as_json())

    def print_failures(self) -> None:
        for done in self.failed:
            self.errors.print(
                Text.assemble((harmless(done.name), "bold red"), f": {harmless(done.reason)}"), soft_wrap=True
            )

    def print_not_compared(self, are_some: bool) -> None:
        """That many records are new, so that looking for those that are one and the same was left for later."""
        if are_some:
            self.console.print(
                _("New records wait to be compared with the others: a worker does it, or manage.py suggest.")
            )

    def print_unmatched(self, metadata: Metadata) -> None:
        """Rows of the table without a document, documents without a row, and those that came before the table."""
        rows, *documents = metadata.unused()
        self.print_plain(rows)
        for sentences in documents:
            self.print_plain(sentences[:SHOWN])
            if len(sentences) > SHOWN:
                self.errors.print(_("… and %(number)s more.") % {"number": f"{len(sentences) - SHOWN:,}"})

    def print_plain(self, sentences: Sequence[str]) -> None:
        for sentence in sentences:
            self.errors.print(harmless(sentence), soft_wrap=True, markup=False)

    def table(self) -> Table:
        table = Table(show_edge=False, pad_edge=False, expand=True)
        table.add_column(_("document"), no_wrap=True, overflow="ellipsis", ratio=3)
        table.add_column(_("release"), no_wrap=True, overflow="ellipsis", ratio=5)
        for heading in (_("quotes"), _("figures"), _("persons"), _("events"), _("programmes")):
            table.add_column(heading, justify="right", no_wrap=True)
        table.add_column(_("outcome"), ratio=2)
        for done in self.shown:
            outcome = {"new": _("new"), "changed": _("changed"), "unchanged": _("unchanged")}[done.state]
            cells = [str(done.found[kind]) if done.found else "" for kind in FOUND]
            said = f"{outcome}. {done.reason}" if done.reason else outcome
            table.add_row(*map(shown, (done.name, done.label)), *cells, shown(said))
        return table


def shown(words: str) -> Text:
    """Words of a document as a cell."""
    return Text(harmless(words))
