"""The server process: starting it, knowing whether it is there, stopping it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from pathlib import Path

from archive.embedded import Refusal, locks
from archive.embedded.cluster import environment
from archive.embedded.layout import PORT, Layout

LONGEST_LOG = 10_000_000


def start(wanted: Layout, programs: Path, lock: int, *, fsync: bool) -> None:
    """Start the postmaster. It and its children inherit the server's lock, whose descriptor is given away here."""
    clear_stale_files(wanted)
    rotate(wanted.log)
    options = [
        "listen_addresses=",
        f"port={PORT}",
        f"unix_socket_directories={wanted.host}",
        "unix_socket_permissions=0700",
        *([] if fsync else ["fsync=off", "full_page_writes=off"]),
    ]
    command: list[str | Path] = [programs / "postgres", "-D", wanted.cluster]
    command += [word for option in options for word in ("-c", option)]
    try:
        with wanted.log.open("ab") as log:
            subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=environment(),
                cwd="/",
                pass_fds=[lock],
                start_new_session=True,
            )
    except OSError as error:
        raise Refusal(
            f"{programs / 'postgres'} cannot be run ({error}): set EMBEDDED_PG_BIN to one that can."
        ) from error
    finally:
        os.close(lock)


def is_listening(wanted: Layout) -> bool:
    """Whether a postmaster answers at the socket. It may still be recovering."""
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(10)
        try:
            probe.connect(wanted.address)
        except OSError:
            return False
    return True


def is_gone(wanted: Layout) -> bool:
    """Whether the postmaster and every process that it forked are gone."""
    return locks.is_free(wanted.server)


def is_ready(wanted: Layout) -> bool:
    """Whether the running postmaster says that it takes queries, as `pg_ctl --wait` asks it."""
    lines = pid_file_lines(wanted)
    return len(lines) >= 8 and lines[7].strip() == "ready" and is_listening(wanted)


def stop(wanted: Layout) -> None:
    """Ask for a fast shutdown. A server that does not listen has written no process id worth trusting."""
    lines = pid_file_lines(wanted)
    if lines and is_listening(wanted):
        os.kill(int(lines[0]), signal.SIGINT)


def pid_file_lines(wanted: Layout) -> list[str]:
    try:
        return (wanted.cluster / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return []


def clear_stale_files(wanted: Layout) -> None:
    """Remove what a killed server left behind: its process id may belong to somebody else by now.

    Called with the server's lock in hand, so no server of ours is alive; one started by hand is left in peace.
    """
    lines = pid_file_lines(wanted)
    if lines and works_in(int(lines[0]), wanted.cluster):
        raise Refusal(
            f"Another PostgreSQL (process {lines[0]}) is using {wanted.cluster}: stop it, or point DATABASE_URL at it."
        )
    for left in (wanted.cluster / "postmaster.pid", Path(wanted.address), Path(f"{wanted.address}.lock")):
        left.unlink(missing_ok=True)


def works_in(process: int, cluster: Path) -> bool:
    """Whether the process is a server on this cluster: a postmaster's working folder is its cluster."""
    try:
        return Path(f"/proc/{process}/cwd").readlink() == cluster
    except PermissionError:
        return "postgres" in command_of(process)
    except FileNotFoundError:
        return not Path("/proc/self").exists() and str(cluster) in command_of(process)


def command_of(process: int) -> str:
    if Path("/proc/self").exists():
        return Path(f"/proc/{process}/cmdline").read_text(errors="replace")
    told = subprocess.run(["ps", "-p", str(process), "-o", "command="], capture_output=True, text=True, check=False)
    return told.stdout


def rotate(log: Path) -> None:
    if log.exists() and log.stat().st_size > LONGEST_LOG:
        log.replace(log.with_name(f"{log.name}.1"))
