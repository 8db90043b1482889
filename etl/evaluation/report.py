"""What an evaluation tells its user: tables for people, one object for programs."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table
from rich.text import Text

from etl.evaluation.decisions import Decisions, Kind, Rule
from etl.evaluation.tally import Tally

WIDTH = 140  # of what is piped or kept in a file
COUNTS = ("found", "confirmed", "corrected", "rejected", "pending", "bulk_confirmed")


def console() -> Console:
    return Console(width=None if sys.stdout.isatty() else WIDTH)


def tallies_as_json(tallies: Mapping[str, Tally], with_errors: bool) -> dict[str, dict[str, Any]]:
    """Task → precision, recall, F1 and the number of answers; with the errors if asked for."""
    return {task: tally_as_json(tally, with_errors) for task, tally in tallies.items()}


def tally_as_json(tally: Tally, with_errors: bool) -> dict[str, Any]:
    figures = {"p": tally.precision, "r": tally.recall, "f1": tally.f1, "n": tally.gold}
    if not with_errors:
        return figures
    errors = [{"document": one.document, "failing": one.failing, "words": one.words} for one in tally.errors]
    return {**figures, "errors": errors}


def print_tallies(tallies: Mapping[str, Tally], with_errors: bool, to: Console | None = None) -> None:
    to = to or console()
    to.print(tally_table(tallies))
    for task, tally in tallies.items():
        if with_errors and tally.errors:
            to.print(Text(f"\n{task}", "bold"))
            for one in tally.errors:
                to.print(Text(f"  {one.document} {failing(one.failing)}: {one.words}"), soft_wrap=True)


def tally_table(tallies: Mapping[str, Tally]) -> Table:
    table = table_of(_("task"), texts=1, numbers=(_("precision"), _("recall"), _("F1"), _("gold")))
    for task, tally in tallies.items():
        measures = (tally.precision, tally.recall, tally.f1)
        table.add_row(task, *(f"{one:.3f}" for one in measures), str(tally.gold))
    return table


def failing(how: str) -> str:
    return {"extra": _("extra"), "missed": _("missed"), "wrong": _("wrong")}[how]


def decisions_as_json(decisions: Decisions) -> dict[str, list[dict[str, Any]]]:
    """Counts, precision by rule and parser version, precision and recall by kind; null where nobody looked."""
    return {
        "rules": [
            {"kind": one.kind, "rule": one.rule, "parser_version": one.parser_version, **measured(one)}
            for one in decisions.rules
        ],
        "kinds": [
            {"kind": one.kind, **measured(one), "added": one.added, "recall": one.recall} for one in decisions.kinds
        ],
    }


def measured(one: Rule | Kind) -> dict[str, Any]:
    return {**{name: getattr(one.counts, name) for name in COUNTS}, "precision": one.counts.precision}


def print_decisions(decisions: Decisions, to: Console | None = None) -> None:
    to = to or console()
    if not decisions.kinds:
        to.print(_("The archive holds no annotations."))
        return
    to.print(rule_table(decisions))
    to.print()
    to.print(kind_table(decisions))


def rule_table(decisions: Decisions) -> Table:
    texts = (_("kind"), _("rule"), _("parser version"))
    table = table_of(*texts, texts=3, numbers=(*count_headings(), _("precision")))
    for one in decisions.rules:
        table.add_row(one.kind, Text(one.rule), Text(one.parser_version), *counted(one), share(one.counts.precision))
    return table


def kind_table(decisions: Decisions) -> Table:
    table = table_of(_("kind"), texts=1, numbers=(*count_headings(), _("added"), _("precision"), _("recall")))
    for one in decisions.kinds:
        table.add_row(one.kind, *counted(one), str(one.added), share(one.counts.precision), share(one.recall))
    return table


def count_headings() -> tuple[str, ...]:
    return (_("found"), _("confirmed"), _("corrected"), _("rejected"), _("pending"), _("confirmed in bulk"))


def counted(one: Rule | Kind) -> list[str]:
    return [str(getattr(one.counts, name)) for name in COUNTS]


def share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def table_of(*headings: str, texts: int, numbers: tuple[str, ...]) -> Table:
    """A table whose first columns are texts and whose others are numbers."""
    table = Table(show_edge=False, pad_edge=False)
    for heading in headings[:texts]:
        table.add_column(heading, no_wrap=True, overflow="ellipsis")
    for heading in numbers:
        table.add_column(heading, justify="right")
    return table
