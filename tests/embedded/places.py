"""Archives in temporary homes, used by real processes of every user we can be."""

from __future__ import annotations

import json
import os
import pwd
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from archive.embedded import locks
from archive.embedded.layout import Layout, layout

CODE = Path(__file__).resolve().parents[2]
A_CLIENT = Path(__file__).with_name("a_client.py")
PATHS = os.pathsep.join([str(CODE), sysconfig.get_path("purelib")])


def can_run(python: str, user: str) -> bool:
    """Whether this user can run the code at all: an interpreter or a clone under a private folder is out of reach."""
    command = [python, "-c", "import archive.embedded.server, psycopg, django"]
    try:
        run = subprocess.run(command, user=user, cwd="/", env={"PYTHONPATH": PATHS}, capture_output=True, check=False)
    except OSError:
        return False
    return run.returncode == 0


def users() -> dict[str, str]:
    """The users we can be, with the interpreter of each: ourselves, and as root an ordinary user too."""
    found = {pwd.getpwuid(os.geteuid()).pw_name: sys.executable}
    if os.geteuid() == 0:
        pythons = [python for python in (sys.executable, "/usr/bin/python3") if can_run(python, "nobody")]
        found |= {"nobody": python for python in pythons[:1]}  # noqa: B035
    return found


USERS = users()
OURSELVES = next(iter(USERS))


def eventually(condition: Callable[[], bool], seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while not (came := condition()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return came


@dataclass
class Client:
    """A process that uses the archive until it is told to leave."""

    process: subprocess.Popen[str]
    complaints: Path

    def ask(self, what: str, *arguments: str) -> Any:
        answer = json.loads(self.ask_for_all(what, *arguments))
        assert "rows" in answer, answer
        return answer["rows"]

    def ask_for_all(self, what: str, *arguments: str) -> str:
        self.tell(what, *arguments)
        return self.process.stdout.readline()

    def tell(self, what: str, *arguments: str) -> None:
        self.process.stdin.write(json.dumps({"what": what, "arguments": arguments}) + "\n")
        self.process.stdin.flush()

    def sql(self, statement: str) -> Any:
        return self.ask("sql", statement)

    def error(self, statement: str) -> str:
        return json.loads(self.ask_for_all("sql", statement))["error"]

    def is_cut_off(self) -> bool:
        """Whether its connection breaks soon; the next query connects anew."""
        return eventually(lambda: "error" in json.loads(self.ask_for_all("sql", "SELECT 1")))

    def leave(self) -> None:
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()


@dataclass
class Place:
    """An archive's home and the clients that a test started in it."""

    home: Path
    user: str
    above: Path
    clients: list[Client] = field(default_factory=list)

    @property
    def layout(self) -> Layout:
        return layout(self.home)

    def client(self, *, fsync: bool = False, **environ: str) -> Client:
        paths = os.pathsep.join(filter(None, [environ.pop("PYTHONPATH", ""), PATHS]))
        complaints = Path(tempfile.mkstemp(dir=self.above)[1])
        with complaints.open("w") as stderr:
            process = subprocess.Popen(
                [USERS[self.user], A_CLIENT, self.home, "fsync" if fsync else "nofsync"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stderr,
                text=True,
                cwd="/",
                env={**os.environ, "PYTHONPATH": paths, **environ},
                start_new_session=True,
                **({} if self.user == OURSELVES else {"user": self.user, "group": "nogroup", "extra_groups": []}),
            )
        self.clients.append(Client(process, complaints))
        return self.clients[-1]

    def postmaster(self) -> int:
        return int((self.layout.cluster / "postmaster.pid").read_text().split()[0])

    def processes(self, name: str) -> list[psutil.Process]:
        """The running processes on this home that have the name in their command."""
        found = []
        for process in psutil.process_iter(["cmdline"]):
            command = " ".join(process.info["cmdline"] or [])
            if name in command and str(self.home) in command and A_CLIENT.name not in command:
                found.append(process)
        return found

    def is_quiet(self) -> bool:
        """Whether no process of the server is left."""
        return not self.processes("embedded.keeper") and locks.is_free(self.layout.server)

    def close(self) -> None:
        for client in self.clients:
            if client.process.poll() is None:
                client.kill()
        assert not self.layout.root.exists() or eventually(self.is_quiet, 30), "a server was left running"
