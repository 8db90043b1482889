"""The real browser that tests look through. `python -m tests.browser` says whether there is one."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ON_MACOS = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
MISSING = (
    "The tests look at the pages in a real browser, and none was found. Install Chromium "
    "(on Debian, as root: apt-get install --no-install-recommends chromium) or name one in CHROMIUM."
)


def browser() -> str:
    """The path of a Chromium: `CHROMIUM`, or the first one found. Raises LookupError, which says what to install."""
    found = [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES), str(ON_MACOS) if ON_MACOS.exists() else None]
    path = next(filter(None, found), None)
    if path is None:
        raise LookupError(MISSING)
    return path


if __name__ == "__main__":
    try:
        browser()
    except LookupError as missing:
        sys.exit(str(missing))
