"""Which backups of a folder are kept: the newest of each of the last days, and of each of the last months."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

NAME = "%Y-%m-%dT%H%M%SZ.archive"
NAMED = re.compile(r"\d{4}-\d\d-\d\dT\d{6}Z\.archive\Z")


def file_name(made_at: datetime) -> str:
    """The name under which a backup of that moment (UTC) is kept; names sort as moments do."""
    return made_at.strftime(NAME)


def over(names: Iterable[str], days: int, months: int) -> list[str]:
    """Those of our backups that may go; files of other names are never ours.

    Days and months count that have a backup: where none was made for long, none goes because of that.
    """
    ours = sorted((name for name in names if NAMED.match(name)), reverse=True)
    kept = newest(ours, days, lambda name: name[:10]) | newest(ours, months, lambda name: name[:7])
    return [name for name in reversed(ours) if name not in kept]


def newest(ours: list[str], count: int, period: Callable[[str], str]) -> set[str]:
    """The newest of each of the last `count` periods that have one; `ours` are sorted, the newest first."""
    found: dict[str, str] = {}
    for name in ours:
        found.setdefault(period(name), name)
    return set(list(found.values())[:count])


def remove_old(folder: Path, days: int, months: int) -> list[str]:
    """Remove what may go from a folder; give the names."""
    gone = over((file.name for file in folder.iterdir()), days, months)
    for name in gone:
        (folder / name).unlink(missing_ok=True)
    return gone
