"""Making a cluster, all or nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from archive.embedded import Refusal
from archive.embedded.binaries import cluster_major, major_of
from archive.embedded.layout import Layout

# The role is the cluster's superuser: it may create extensions, and nobody else can reach the socket.
ROLE = "archive"
DATABASE = "archive"

# For a laptop or a small server. They stand in the cluster's postgresql.conf, where they can be changed.
# Parallel queries share memory through files, since containers often have a /dev/shm of 64 MB.
SETTINGS = """
# Written by press-archive
timezone = 'UTC'
log_timezone = 'UTC'
listen_addresses = ''
shared_buffers = 128MB
effective_cache_size = 1GB
work_mem = 16MB
maintenance_work_mem = 128MB
max_wal_size = 2GB
random_page_cost = 1.1
jit = off
dynamic_shared_memory_type = mmap
"""


def make_cluster(wanted: Layout, programs: Path, *, fsync: bool) -> None:
    """Make the cluster with its role and database under another name, then give it its own: none is ever half made."""
    for leftover in wanted.root.glob("making-*"):
        shutil.rmtree(leftover, ignore_errors=True)
    draft = Path(tempfile.mkdtemp(prefix="making-", dir=wanted.root))
    try:
        run(initdb_command(programs, draft), wanted.log)
        with (draft / "postgresql.conf").open("a") as configuration:
            configuration.write(SETTINGS)
        create_database(programs, draft, wanted.log)
        if fsync:
            run([programs / "initdb", "--sync-only", "-D", draft], wanted.log)
        draft.rename(wanted.cluster)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def succeed(wanted: Layout) -> None:
    """Let the cluster that an upgrade has made take the place of the older one, which stays under another name.

    To be called with the server's lock in hand. Killed between two steps, it is finished by the next start.
    """
    if not wanted.successor.exists():
        return
    if (major := cluster_major(wanted.cluster)) is not None:
        wanted.cluster.rename(wanted.predecessor(major))
        write_names(wanted.root)
    wanted.successor.rename(wanted.cluster)
    write_names(wanted.root)


def write_names(folder: Path) -> None:
    """Have the disk know which names a folder holds."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def initdb_command(programs: Path, folder: Path) -> list[str | Path]:
    """The files are written to disk once, after the database has been added (`--sync-only`)."""
    builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if major_of(programs) >= 17 else []
    return [
        programs / "initdb",
        *("-D", folder),
        f"--username={ROLE}",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--lc-messages=C",
        *builtin,
        "--auth-local=trust",
        "--auth-host=reject",
        "--data-checksums",
        "--no-sync",
        "--no-instructions",
    ]


def create_database(programs: Path, folder: Path, log: Path) -> None:
    command: list[str | Path] = [programs / "postgres", "--single", "-F", "-D", folder, "postgres"]
    run(command, log, say=f"CREATE DATABASE {DATABASE}\n")


def run(command: list[str | Path], log: Path, say: str = "") -> None:
    """Run to the end; what it prints goes to the log. Raises Refusal when it fails."""
    try:
        with log.open("ab") as output:
            subprocess.run(
                command, input=say.encode(), stdout=output, stderr=output, env=environment(), check=True, cwd="/"
            )
    except (OSError, subprocess.CalledProcessError) as error:
        raise Refusal(f"The database could not be made ({error}). {log} says why: {last_lines(log)}") from error


def environment() -> dict[str, str]:
    """Ours, without what would change how a server behaves."""
    strange = ("PG", "LC_", "LANG", "TZ")
    return {name: value for name, value in os.environ.items() if not name.startswith(strange)} | {"LC_ALL": "C"}


def last_lines(log: Path, count: int = 5) -> str:
    return " / ".join(log.read_text(errors="replace").splitlines()[-count:])
