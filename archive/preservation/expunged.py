"""The list of documents that went for good, as a file: it has to outlive every backup that still holds them.

JSON Lines, one object a document: sha256, reason, expunged_at, expunged_by. It holds no words of any document.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.db import connection
from django.utils.translation import gettext as _

from archive.models import Expunged, Source
from archive.preservation.expunging import ExpungeError, expunge

BESIDE = "expunged.jsonl"  # its name beside backups
SHA256 = re.compile(r"[0-9a-f]{64}\Z")


@dataclass(frozen=True, slots=True)
class Entry:
    """A document that was expunged."""

    sha256: str
    reason: str
    expunged_at: str
    expunged_by: str


def listed() -> list[Entry]:
    """Those that this archive knows of, the oldest first; none before the migration that knows of any.

    A backup is taken before migrating.
    """
    if Expunged._meta.db_table not in connection.introspection.table_names():
        return []
    return [
        Entry(one.sha256, one.reason, one.expunged_at.isoformat(), one.expunged_by) for one in Expunged.objects.all()
    ]


def as_lines(entries: Iterable[Entry]) -> str:
    return "".join(f"{json.dumps(asdict(one), ensure_ascii=False)}\n" for one in entries)


def read_list(file: Path) -> list[Entry]:
    """The entries of a list. Raises ExpungeError for what is none."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
        found = [Entry(**json.loads(line)) for line in lines if line.strip()]
        for one in found:
            datetime.fromisoformat(one.expunged_at)
            if not (SHA256.match(one.sha256) and one.reason):
                raise ValueError(one.sha256)
    except OSError as error:
        told = _("%(file)s cannot be read: %(reason)s.")
        raise ExpungeError(told % {"file": file, "reason": error.strerror or error}) from error
    except (ValueError, TypeError) as error:
        told = _("%(file)s is no list of expunged documents, such as `manage.py expunge --list` prints.")
        raise ExpungeError(told % {"file": file}) from error
    return found


def joined(*lists: Iterable[Entry]) -> list[Entry]:
    """Each document once, the oldest first."""
    known = {one.sha256: one for entries in reversed(lists) for one in entries}
    return sorted(known.values(), key=lambda one: (one.expunged_at, one.sha256))


def keep_beside(file: Path) -> Path | None:
    """Write the list beside a backup, with what one there has already; None where nothing was ever expunged."""
    beside = file.with_name(BESIDE)
    entries = joined(listed(), read_list(beside) if beside.exists() else [])
    if not entries:
        return None
    draft = beside.with_name(f"{BESIDE}.partial")
    with draft.open("w", encoding="utf-8") as written:
        written.write(as_lines(entries))
        written.flush()
        os.fsync(written.fileno())
    draft.replace(beside)
    return beside


def apply(entries: Iterable[Entry]) -> int:
    """Expunge each of these documents that the archive has, and let none come; give how many it had."""
    number = 0
    for one in entries:
        at = datetime.fromisoformat(one.expunged_at)
        if source := Source.objects.defer("content").filter(sha256=one.sha256).first():
            Expunged.objects.filter(sha256=one.sha256).delete()
            expunge(source, one.reason, one.expunged_by, at)
            number += 1
        else:
            kept = {"reason": one.reason, "expunged_by": one.expunged_by, "expunged_at": at}
            Expunged.objects.get_or_create(sha256=one.sha256, defaults=kept)
    return number
