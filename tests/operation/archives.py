"""Archives with homes of their own, run by the commands that people type."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from archive.embedded import locks
from archive.embedded.layout import Layout, layout
from tests.operation.visitor import Visitor

CLONE = Path(__file__).resolve().parents[2]
OURS = ("ARCHIVE_", "DATABASE_URL", "DJANGO_", "EMBEDDED_", "PYTEST_", "HOST", "PORT", "WORKERS", "THREADS")


def eventually(condition: Callable[[], bool], seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while not (came := condition()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return came


@dataclass
class Archive:
    """An archive of its own, on the embedded server."""

    home: Path

    @property
    def log(self) -> Path:
        """What the server said that was started last."""
        return self.home.with_name("log")

    @property
    def layout(self) -> Layout:
        return layout(self.home)

    def environment(self, **more: str) -> dict[str, str]:
        """Ours without what the suite set in it."""
        bare = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        return {**bare, "ARCHIVE_HOME": str(self.home), "ARCHIVE_FSYNC": "off", **more}

    def run(self, *command: str, **environ: str) -> subprocess.CompletedProcess[str]:
        environment = self.environment(**environ)
        return subprocess.run(
            [sys.executable, *command], env=environment, cwd=CLONE, capture_output=True, text=True, check=False
        )

    def manage(self, *command: str, **environ: str) -> str:
        done = self.run("manage.py", *command, **environ)
        assert done.returncode == 0, done.stderr
        return done.stdout

    @contextmanager
    def served(self, **environ: str) -> Iterator[tuple[Visitor, subprocess.Popen[bytes]]]:
        """Gunicorn as `make run` starts it, on a free port, and a visitor of it; `log` has what it said."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "-m", "gunicorn", "--config", "python:archive.serving", "archive.wsgi"]
        with self.log.open("wb") as said:
            server = subprocess.Popen(
                command, env=self.environment(PORT=str(port), **environ), cwd=CLONE, stdout=said, stderr=said
            )
            try:
                visitor = Visitor(f"http://127.0.0.1:{port}")
                assert eventually(lambda: visitor.status("/admin/login/") == 200, 30), self.log.read_text()
                yield visitor, server
            finally:
                server.terminate()
                server.wait(30)

    def postmaster(self) -> int:
        return int((self.layout.cluster / "postmaster.pid").read_text().split()[0])

    def is_quiet(self) -> bool:
        """Whether no process of the database is left."""
        return not self.layout.root.exists() or (
            locks.is_free(self.layout.server) and locks.is_free(self.layout.keeper)
        )


@contextmanager
def new_archive() -> Iterator[Archive]:
    """An empty home, removed once its server has stopped by itself."""
    # Not tmp_path: pytest's folders are private, and the server of root's archive runs as another user.
    above = Path(tempfile.mkdtemp(prefix="operation-", dir="/tmp")).resolve()
    above.chmod(0o711)
    archive = Archive(above / "home")
    try:
        yield archive
        assert eventually(archive.is_quiet, 30), "a server was left running"
    finally:
        shutil.rmtree(above, ignore_errors=True)
