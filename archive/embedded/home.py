"""Where an archive lives on disk."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from pathlib import Path

PRODUCT = "press-archive"


def archive_home(clone: Path, environ: Mapping[str, str]) -> Path:
    """The folder that holds what this clone must never lose; nothing is created.

    `ARCHIVE_HOME`, or one folder per clone, out of reach of `git clean` and of a reboot.
    """
    if given := environ.get("ARCHIVE_HOME"):
        return Path(given).expanduser().resolve()
    return users_data_folder(environ) / PRODUCT / name_of(clone.resolve())


def users_data_folder(environ: Mapping[str, str]) -> Path:
    """`/var/lib` for root, whose own folder the server's user cannot enter; otherwise as the XDG specification says."""
    if os.geteuid() == 0:
        return Path("/var/lib")
    given = environ.get("XDG_DATA_HOME", "")
    return Path(given) if given.startswith("/") else Path(environ.get("HOME") or Path.home()) / ".local/share"


def name_of(clone: Path) -> str:
    """Two clones of one name get two homes: `<name>-<8 hexadecimal digits of the path>`."""
    readable = re.sub(r"[^A-Za-z0-9._-]+", "-", clone.name).strip("-.") or "clone"
    return f"{readable[:40]}-{hashlib.sha256(os.fsencode(clone)).hexdigest()[:8]}"


def make_home(home: Path) -> None:
    """Make the folder: private for a user; for root, open to the server's user for passing through, not for reading."""
    missing = [folder for folder in (home, *home.parents) if not folder.exists()]
    for folder in reversed(missing):
        folder.mkdir(exist_ok=True)
        folder.chmod(0o711 if os.geteuid() == 0 else 0o700)
