"""What reading again tells its user: what changes by kind of record, and of a few releases each difference in words."""

from __future__ import annotations

from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from rich.table import Table
from rich.text import Text

from etl.differences import Difference
from etl.harmless import harmless
from etl.listing import Listing
from etl.reparse import Reread

WHAT = ("new", "changed", "gone", "proposed")


def print_reread(listing: Listing, outcome: Reread, is_rehearsal: bool) -> None:
    """The table of kinds, the differences, what failed, and the sums."""
    if any(what in WHAT for _kind, what in outcome.tally):
        listing.console.print(kinds_table(outcome))
    for one in outcome.differences:
        listing.console.print(in_words(one), soft_wrap=True)
    listing.print_failures()
    if outcome.interrupted:
        listing.errors.print(_("Interrupted. What was read again stays so; run the same command again to go on."))
    sums = (
        _("%(releases)s releases: %(changed)s would change, %(unchanged)s would not, %(failed)s failed.")
        if is_rehearsal
        else _("%(releases)s releases: %(changed)s changed, %(unchanged)s unchanged, %(failed)s failed.")
    )
    listing.console.print(sums % outcome.counts())


def kinds_table(outcome: Reread) -> Table:
    """How many records of each kind are new, changed, gone, and how many proposals wait for its decided ones."""
    table = Table(show_edge=False, pad_edge=False)
    table.add_column(_("kind"))
    for heading in (_("new"), _("changed"), _("gone"), _("proposals")):
        table.add_column(heading, justify="right")
    for kind, counts in outcome.kinds().items():
        if any(counts.get(what) for what in WHAT):
            table.add_row(called(kind), *(f"{counts[what]:,}" if counts.get(what) else "" for what in WHAT))
    return table


def called(kind: str) -> str:
    return capfirst(str(apps.get_model("archive", kind)._meta.verbose_name_plural))


def in_words(one: Difference) -> Text:
    """«12 · quote «…» changed: speaker – → Anne Martin»."""
    name = str(apps.get_model("archive", one.kind)._meta.verbose_name)
    what = {"new": _("new"), "changed": _("changed"), "gone": _("gone"), "proposed": _("proposed")}[one.what]
    how = f": {one.field} {one.before} → {one.after}" if one.field else ""
    return Text(harmless(f"{one.release} · {name} «{one.words[:80]}» {what}{how}"))
