"""The server as its clients see it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

from archive.embedded import Refusal, locks, postmaster
from archive.embedded.layout import PORT, Layout, layout, prepare

# How long to wait for other clients to be gone: a server that is stopping counts as one.
PATIENCE = 10.0
CODE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Server:
    """The embedded server of one home.

    `fsync=False` is for tests: a power cut may then lose the cluster. It counts for whoever starts the server.
    `programs` is the `bin` folder to make a new cluster with, where it is not to be the first that is found.
    """

    home: Path
    fsync: bool = True
    programs: Path | None = None

    # What this process holds, by home; forked children hold it too.
    held: ClassVar[dict[Path, int]] = {}

    @classmethod
    def of(cls, settings: dict[str, Any]) -> Server:
        """The server that an entry of DATABASES means."""
        return cls(Path(settings["ARCHIVE_HOME"]), fsync=settings.get("FSYNC", True))

    @cached_property
    def layout(self) -> Layout:
        return layout(self.home)

    @property
    def address(self) -> dict[str, str]:
        """What a connection needs to know."""
        return {"host": self.layout.host, "port": str(PORT)}

    @property
    def psql(self) -> Path:
        return self.layout.bin / "psql"

    def hold(self) -> None:
        """Have the server run for as long as this process or a fork of it lives. Cheap once done. Raises Refusal."""
        if self.layout.root not in self.held:
            self.revive()

    def revive(self) -> None:
        """Start the server unless it answers. Raises Refusal."""
        try:
            self.join()
            with locks.alone(self.layout.start):
                if locks.is_free(self.layout.keeper) or not postmaster.is_listening(self.layout):
                    self.start_keeper()
        except PermissionError as error:
            raise Refusal(
                f"This user may not use the database in {self.layout.root} ({error}): run as the user whom it "
                "belongs to, or set ARCHIVE_HOME to a folder of your own."
            ) from error

    def join(self) -> None:
        """Become a client: from now on nobody stops the server."""
        if self.layout.root not in self.held:
            prepare(self.layout)
            self.held[self.layout.root] = locks.share(self.layout.clients)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Have the server run and let no other client in. Raises Refusal where there is one. Not for forks."""
        prepare(self.layout)
        deadline = time.monotonic() + PATIENCE
        while (lock := locks.try_to_take(self.layout.clients)) is None:
            if time.monotonic() > deadline:
                raise Refusal(
                    f"Other programs are using the database in {self.layout.root}: stop the archive's server, its "
                    "workers and every other command first."
                )
            time.sleep(0.1)
        self.held[self.layout.root] = lock
        try:
            self.revive()
            yield
        finally:
            os.close(self.held.pop(self.layout.root))

    def stop(self) -> None:
        """Stop the server, and wait for its end."""
        postmaster.stop(self.layout)
        os.close(locks.take(self.layout.server))

    def start_keeper(self) -> None:
        """Start a keeper and wait for its report. It belongs to no terminal and no process family."""
        durability = "fsync" if self.fsync else "nofsync"
        chosen = {"EMBEDDED_PG_BIN": str(self.programs)} if self.programs else {}
        keeper = subprocess.Popen(
            [sys.executable, "-m", "archive.embedded.keeper", self.home, durability],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | chosen | {"PYTHONPATH": os.pathsep.join([str(CODE), *filter(None, sys.path)])},
            cwd="/",
            start_new_session=True,
        )
        told, _ = keeper.communicate()
        if not told:
            raise Refusal(f"The keeper of the embedded PostgreSQL ended without a word: see {self.layout.log}.")
        report = json.loads(told)
        if report["refusal"]:
            raise Refusal(report["refusal"])
        if report["made"]:
            print(f"A new database was made in {self.layout.root}", file=sys.stderr)
