"""`manage.py expunge SOURCE --reason "…"`: a document goes for good, and cannot come back."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path

from django.apps import apps
from django.core.management.base import CommandError
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rich.console import Console
from rich.progress import track

from archive.management.exampled import ExampledCommand
from archive.models import Expunged, Source
from archive.preservation.clearing import clear
from archive.preservation.expunged import apply, as_lines, listed, read_list
from archive.preservation.expunging import ExpungeError, Gone, expunge

EXAMPLES = """examples:
  python manage.py expunge 77c8bd119b610ea0 --reason "court order 12/345"    says what goes, and asks
  python manage.py expunge notes/draft.txt --reason "sent by mistake" --yes  without asking
  python manage.py expunge --list > expunged.jsonl                           SHA-256, reason, who and when, of each
  python manage.py expunge --apply expunged.jsonl                            what another archive's list names

SOURCE is a source's SHA-256 (16 digits of it are enough), number or name. Its bytes go, what was read from it, whom
only it named, and all that the history has of these; its SHA-256 and the reason stay, and the same bytes are refused.
Backups and exports made before still hold it: take a new backup, and delete the older ones. Until then the list that
`backup` writes beside its file (expunged.jsonl) makes `restore` expunge it again. docs/preservation.md says more.
"""
NAMED_AT_MOST = 10


class Command(ExampledCommand):
    examples = EXAMPLES
    help = "Take a document out of the archive for good: content, annotations, history; hash and reason stay."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("source", nargs="?", metavar="SOURCE", help="SHA-256, number or name of the source")
        what.add_argument("--list", action="store_true", dest="is_list", help="print what was expunged, as JSON Lines")
        what.add_argument("--apply", type=Path, dest="to_apply", metavar="FILE", help="expunge what such a list names")
        parser.add_argument("--reason", help="why: it stays, so let it say nothing that has to go")
        parser.add_argument(
            "--by", default=None, metavar="NAME", help="who asks for it (the name you are logged in by)"
        )
        parser.add_argument("--yes", action="store_true", dest="is_sure", help="do not ask")

    def handle(
        self,
        *_args: object,
        source: str | None,
        is_list: bool,
        to_apply: Path | None,
        reason: str | None,
        by: str | None,
        is_sure: bool,
        **_options: object,
    ) -> None:
        try:
            if is_list:
                self.stdout.write(as_lines(listed()), ending="")
            elif to_apply:
                self.take(to_apply)
            else:
                self.expunge(found(source or ""), given(reason), by or getpass.getuser(), is_sure)
        except ExpungeError as error:
            raise CommandError(str(error)) from error

    def take(self, file: Path) -> None:
        entries = read_list(file)
        errors = Console(stderr=True)
        number = apply(track(entries, _("Expunging"), console=errors, transient=True, disable=not errors.is_terminal))
        clear()
        told = ngettext(
            "%(number)d document was here and is gone; the list has %(all)d.",
            "%(number)d documents were here and are gone; the list has %(all)d.",
            number,
        )
        self.stdout.write(told % {"number": number, "all": len(entries)})

    def expunge(self, source: Source, reason: str, by: str, is_sure: bool) -> None:
        """Say what goes; do it if that is wanted."""
        self.tell(source, expunge(source, reason, by, is_rehearsal=True))
        if not (is_sure or self.is_wanted()):
            self.stdout.write(_("Nothing was changed. Add --yes to expunge it without being asked."))
            return
        expunge(source, reason, by)
        clear()
        self.stdout.write(_("Expunged. Take a backup now: those made before still hold it."))

    def is_wanted(self) -> bool:
        return sys.stdin.isatty() and input(_("Expunge it for good? Type yes: ")).strip().lower() in {"yes", _("yes")}

    def tell(self, source: Source, gone: Gone) -> None:
        say = self.stdout.write
        say(
            _("Source %(id)s, %(name)s, received on %(day)s, SHA-256 %(sha256)s")
            % {"id": source.pk, "name": source.name, "day": source.received_at.date(), "sha256": source.sha256}
        )
        say(_("Goes:"))
        for table, number in sorted(gone.rows.items()):
            if number and table in TOLD:
                say(f"  {capfirst(plural(table))}: {number:,}")
        say("  " + _("Entries of the history: %(number)s") % {"number": f"{gone.history:,}"})
        for table in dict.fromkeys(table for table, _name in gone.entities):
            names = [name for one, name in gone.entities if one == table]
            more = f" … (+{len(names) - NAMED_AT_MOST})" if len(names) > NAMED_AT_MOST else ""
            only = _("named by it alone: %(names)s")
            say(f"  {capfirst(plural(table))} " + only % {"names": ", ".join(names[:NAMED_AT_MOST])} + more)
        if gone.staying:
            say(_("Stays, read from another document: release %(ids)s") % {"ids": ids(gone.staying)})
        if gone.alike:
            say(_("Stays, and may say the same: release %(ids)s") % {"ids": ids(gone.alike)})


TOLD = {
    "source",
    "release",
    "quote",
    "figure",
    "tenure",
    "participation",
    "mention",
    "proposal",
    "note",
    "merge",
    "likeness",
}


def plural(table: str) -> str:
    return str(apps.get_model("archive", table)._meta.verbose_name_plural)


def ids(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers))


def given(reason: str | None) -> str:
    if not (reason or "").strip():
        raise ExpungeError(_('Say why: --reason "…". The reason stays, with the SHA-256.'))
    return (reason or "").strip()


def found(asked: str) -> Source:
    """The one source that is meant. Raises ExpungeError if there is none, or several."""
    rows = Source.objects.defer("content")
    for condition in conditions(asked):
        sources = list(rows.filter(condition).order_by("pk")[: NAMED_AT_MOST + 1])
        if len(sources) > 1:
            several = _("Several sources are called %(name)s: give the SHA-256 of one, or its number: %(ids)s.")
            raise ExpungeError(several % {"name": asked, "ids": ids([one.pk for one in sources])})
        if sources:
            return sources[0]
    if gone := Expunged.objects.filter(sha256__startswith=asked.lower()).first() if len(asked) >= 16 else None:
        clear()
        told = _("It was expunged on %(day)s already: %(reason)s")
        raise ExpungeError(told % {"day": gone.expunged_at.date(), "reason": gone.reason})
    raise ExpungeError(
        _("There is no source %(name)s: the list “Sources” in the admin has their names.") % {"name": asked}
    )


def conditions(asked: str) -> list[Q]:
    hash_ = [Q(sha256__startswith=asked.lower())] if len(asked) >= 16 else []
    number = [Q(pk=int(asked))] if asked.isascii() and asked.isdigit() and len(asked) < 16 else []
    return [*hash_, *number, Q(name=asked)]
