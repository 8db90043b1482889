"""Taking the embedded archive to a server: dumped, restored there, compared table by table, verified."""

from __future__ import annotations

from typing import Any

from django.db import connection

from archive.embedded.server import Server
from archive.preservation import programs
from archive.preservation.backup import Manifest, Told, back_up
from archive.preservation.restoring import refuse_unfit
from archive.preservation.taking import connected_to, fill_from


def move(database: dict[str, Any], told: Told = lambda _: None) -> Manifest:
    """Take all that the embedded database holds to `database`, an entry of DATABASES, which has to be empty.

    Raises Refusal where others use the archive, BackupError and ProgramError where the copy cannot be made or is not
    sound. The embedded database stays as it is.
    """
    server = Server.of(connection.settings_dict)
    with server.alone():
        major = programs.server().major
        with connected_to(database):
            refuse_unfit(programs.server(), major)
        backup = server.layout.root / "moving.archive"  # a folder that nobody else may enter
        try:
            back_up(backup, told)
            with connected_to(database):
                return fill_from(backup, told)
        finally:
            backup.unlink(missing_ok=True)
            connection.close()
