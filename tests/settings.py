"""The archive's settings with a home of their own, where nothing has to outlive a power cut."""

from __future__ import annotations

import os
from pathlib import Path

from archive.embedded.home import archive_home, make_home

CLONE = Path(__file__).resolve().parents[1]

# Processes that a test starts, pytest's own workers among them, read the environment again.
os.environ["ARCHIVE_HOME"] = f"{archive_home(CLONE, os.environ)}".removesuffix("-tests") + "-tests"
os.environ["ARCHIVE_FSYNC"] = "off"

from archive.settings import *  # noqa: E402, F403
from archive.settings import STATIC_ROOT, STORAGES  # noqa: E402

# No static files are collected for tests, so there is no manifest of them.
make_home(STATIC_ROOT)
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
