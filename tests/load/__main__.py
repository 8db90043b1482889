"""`python -m tests.load --minutes 10`: exits with 1 if a request failed, or if the server's memory grew."""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.corpus import releases
from tests.load.measuring import Memory, failures, now, table
from tests.load.people import Asked, Person, bringer, editor, reader, searcher
from tests.operation.archives import CLONE, Archive, new_archive

PASSWORD = "a long password of theirs"
# Twenty desks of ten: of each, six read, two search, two review; besides, programs bring documents.
DESKS, READERS, SEARCHERS, EDITORS, BRINGERS = 20, 6, 2, 2, 2
PAUSE = 10.0  # seconds between two requests of a person, on average
PEOPLE = f"""
from django.contrib.auth.models import Group, User
for number in range({DESKS * EDITORS}):
    editor = User.objects.create_user(f"editor{{number}}", password="{PASSWORD}", is_staff=True)
    editor.groups.add(Group.objects.get(name="editor"))
bringer = User.objects.create_user("bringer", password=None)
bringer.groups.add(Group.objects.get(name="chief editor"))
"""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--size", type=int, default=2_000, help="releases that are there before")
    parser.add_argument("--desks", type=int, default=DESKS, help="of ten people each")
    chosen = parser.parse_args()
    with new_archive() as archive:
        token = prepared(archive, chosen.size)
        with (
            archive.served(ARCHIVE_API_ANONYMOUS_RATE="0", ARCHIVE_API_TOKEN_RATE="0") as (visitor, server),
            working(archive),
        ):
            memory = Memory(server.pid)
            memory.start()
            asked, outcome = load(archive, visitor.place[1], token, chosen.minutes, chosen.desks, chosen.size)
            memory.over.set()
        log = archive.log.read_text()
        sound = archive.manage("verify")
    print("\n".join(table(asked, chosen.minutes)))
    before, after = memory.quarters()
    print(f"The server's processes held {before:.0f} MB in the second quarter, {after:.0f} MB in the last.")
    print(f"The ingest beside it: {outcome.strip()}. Afterwards, {sound.strip()}")
    failed = failures(asked)
    for one in failed[:20]:
        print(f"FAILED {one.status} {one.path} after {one.seconds:.1f} s")
    errors = [line for line in log.splitlines() if "ERROR" in line or "CRITICAL" in line]
    print(f"{len(asked)} requests, {len(failed)} failed, {len(errors)} errors in the log.")
    print("\n".join(errors[:10]))
    return 0 if not failed and not errors and memory.is_flat() else 1


def prepared(archive: Archive, size: int) -> str:
    """Documents, people, and the token of a program."""
    archive.manage("prepare", "seeds")
    corpus(archive, "before.jsonl", size, 1)
    archive.manage("ingest", str(archive.home.with_name("before.jsonl")))
    archive.manage("shell", "--no-imports", "--command", PEOPLE)
    told = archive.manage("apitoken", "bringer", "--name", "load", "--scope", "read", "ingest")
    return told.split()[0]


def corpus(archive: Archive, name: str, size: int, seed: int) -> Path:
    file = archive.home.with_name(name)
    with file.open("w") as written:
        subprocess.run(
            [sys.executable, "-m", "tests.corpus", str(size), "--seed", str(seed)],
            stdout=written,
            cwd=CLONE,
            check=True,
        )
    return file


@contextmanager
def working(archive: Archive) -> Iterator[None]:
    """A worker of jobs."""
    command = [sys.executable, "manage.py", "procrastinate", "worker"]
    with tempfile.TemporaryFile() as said:
        worker = subprocess.Popen(command, env=archive.environment(), cwd=CLONE, stdout=said, stderr=said)
        try:
            yield
        finally:
            worker.terminate()
            worker.wait(60)


def load(archive: Archive, port: int, token: str, minutes: float, desks: int, size: int) -> tuple[list[Asked], str]:
    """Everybody at once for so many minutes; a third of the way, an ingest from the command line beside them."""
    until = now() + minutes * 60
    asked: list[Asked] = []
    texts = (made.text for made in releases(10**9, 3))
    lock = threading.Lock()

    def shared() -> Iterator[str]:
        while True:
            with lock:
                yield next(texts)

    kinds: list[Callable[[Person, int], Iterator[None]]] = []
    kinds += [lambda one, _n: reader(one)] * (desks * READERS) + [lambda one, _n: searcher(one)] * (desks * SEARCHERS)
    kinds += [lambda one, n: editor(one, f"editor{n}", PASSWORD)] * (desks * EDITORS)
    kinds += [lambda one, _n: bringer(one, token, shared())] * BRINGERS
    first = desks * (READERS + SEARCHERS)

    def live(number: int, kind: Callable[[Person, int], Iterator[None]]) -> None:
        draw = random.Random(number)
        person = Person(port, draw, asked)
        pause = threading.Event()
        pause.wait(draw.uniform(0, PAUSE))
        for _ in kind(person, number - first):
            if now() > until or pause.wait(draw.expovariate(1 / PAUSE)) or now() > until:
                return

    threads = [threading.Thread(target=live, args=one, daemon=True) for one in enumerate(kinds)]
    for one in threads:
        one.start()
    threading.Event().wait(minutes * 20)
    more = corpus(archive, "beside.jsonl", max(100, size // 10), 2)
    outcome = archive.manage("ingest", str(more), "--json", "--processes", "1")
    for one in threads:
        one.join(max(0.0, until - now()) + 120)
    return asked, outcome


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    sys.exit(main())
