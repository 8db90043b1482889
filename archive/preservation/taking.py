"""Taking all that a database holds into another one: dumped, restored, compared table by table, verified."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connections
from django.db.utils import load_backend
from django.utils.translation import gettext as _

from archive.preservation.backup import BackupError, Manifest, Told
from archive.preservation.restoring import restore
from archive.preservation.soundness import checks


@contextmanager
def connected_to(database: dict[str, Any]) -> Iterator[None]:
    """Let Django's connection be one to another database, an entry of DATABASES, within the block."""
    before = connections["default"]
    settings = connections.configure_settings({"default": dict(database)})["default"]
    connections["default"] = load_backend(settings["ENGINE"]).DatabaseWrapper(settings, "default")
    ContentType.objects.clear_cache()
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = before
        ContentType.objects.clear_cache()


def fill_from(backup: Path, told: Told) -> Manifest:
    """Restore a backup into the database that Django is connected to, bring it up to date, and verify it.

    Raises BackupError where anything differs or is not sound.
    """
    manifest = restore(backup, told)
    call_command("migrate", verbosity=0)
    wrong = [found.what for check in checks() if (found := check.run()).wrong]
    if wrong:
        unsound = _("The copy is not sound, and the archive stays as it was. Not so that %(what)s.")
        raise BackupError(unsound % {"what": "; ".join(wrong)})
    return manifest
