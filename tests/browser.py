"""The real browser that tests look through. `python -m tests.browser` says whether there is one."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ON_MACOS = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
INSTALL = "On Debian, as root: apt-get install --no-install-recommends chromium libatomic1"
NO_BROWSER = (
    f"The tests look at the pages in a real browser, and none was found. {INSTALL}. "
    "Elsewhere install Chromium, or name one in CHROMIUM."
)
NO_LIBRARY = f"What drives the browser needs the library libatomic. {INSTALL}."


def chromium() -> str:
    """The path of a Chromium: `CHROMIUM`, or the first one found. Raises LookupError, which says what to install."""
    if sys.platform == "linux":
        require_library()
    found = [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES), str(ON_MACOS) if ON_MACOS.exists() else None]
    path = next(filter(None, found), None)
    if path is None:
        raise LookupError(NO_BROWSER)
    return path


def require_library() -> None:
    """Playwright's driver is linked to a library that a bare Debian lacks."""
    try:
        ctypes.CDLL("libatomic.so.1")
    except OSError as error:
        raise LookupError(NO_LIBRARY) from error


if __name__ == "__main__":
    try:
        chromium()
    except LookupError as missing:
        sys.exit(str(missing))
