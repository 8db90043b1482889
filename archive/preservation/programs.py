"""PostgreSQL's own programs, of a version that understands the server."""

from __future__ import annotations

import io
import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.db import connection
from django.utils.translation import gettext as _
from psycopg.conninfo import make_conninfo

from archive.embedded import binaries


class ProgramError(Exception):
    """A program of PostgreSQL is missing or failed; the message says which, and what to do."""


@dataclass(frozen=True, slots=True)
class Server:
    """The server of the archive's database: its version as it counts (180006), and how programs reach it."""

    version: int
    conninfo: str
    password: str

    @property
    def major(self) -> int:
        return self.version // 10000

    def program(self, name: str) -> Path:
        """The program of the server's own major version, else of the next newer one: an older one cannot read it.

        Raises ProgramError where this machine has none.
        """
        folders = [folder for folder in binaries.installed(os.environ) if (folder / name).exists()]
        fit = [(major, folder) for folder in folders if (major := binaries.major_of(folder)) >= self.major]
        if not fit:
            raise ProgramError(
                _(
                    "The database runs on PostgreSQL %(major)s, and this machine has no %(name)s of that version or a "
                    "newer one. Install postgresql-%(major)s, or name a folder that has it in EMBEDDED_PG_BIN."
                )
                % {"major": self.major, "name": name}
            )
        return min(fit, key=lambda one: one[0])[1] / name

    @contextmanager
    def running(self, name: str, arguments: Sequence[str], *, fed: bool = False) -> Iterator[IO[bytes]]:
        """A program at work on the archive's database: what it writes, or, if it is `fed`, what it reads.

        Raises ProgramError with the program's own reason if it fails.
        """
        command = [str(self.program(name)), f"--dbname={self.conninfo}", *arguments]
        environment = {**os.environ, "PGPASSWORD": self.password}
        with tempfile.TemporaryFile() as told:
            process = subprocess.Popen(
                command,
                env=environment,
                stdin=subprocess.PIPE if fed else subprocess.DEVNULL,
                stdout=subprocess.DEVNULL if fed else subprocess.PIPE,
                stderr=told,
            )
            stream = process.stdin or process.stdout or io.BytesIO()
            try:
                yield stream
                stream.close()
            except BrokenPipeError:
                pass  # the program has ended, and its own reason says more
            except BaseException:
                process.kill()
                raise
            finally:
                failed = process.wait()
            if failed:
                told.seek(0)
                said = told.read().decode(errors="replace").strip().splitlines()
                reason = said[-1] if said else _("it gave no reason")
                raise ProgramError(_("%(name)s failed: %(reason)s") % {"name": name, "reason": reason})


def server() -> Server:
    """The server that Django is connected to.

    Only what was asked for when connecting is told: an older program refuses what only a newer libpq knows.
    """
    connection.ensure_connection()
    info, asked = connection.connection.info, connection.get_connection_params()
    told = {name: value for name, value in info.get_parameters().items() if name in asked}
    return Server(info.server_version, make_conninfo(**told), info.password)
