"""The keeper: a process that starts the server, waits until the last client has gone, and stops it.

    python -m archive.embedded.keeper HOME fsync|nofsync

It says on its standard output, in one JSON object, how the start went: `{"made": bool, "refusal": str | null}`. Killing
it does no harm: the server goes on, and the next client starts another keeper, which adopts the server.
"""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import Thread

from archive.embedded import Refusal, locks, postmaster
from archive.embedded.binaries import programs_for, remember
from archive.embedded.cluster import last_lines, make_cluster, succeed
from archive.embedded.layout import Layout, become_owner, layout, make_sockets

# How long processes of a killed server may go on before we give up: they notice at their next wait.
PATIENCE = 60.0


def main(home: str, durability: str) -> None:
    """Leave the client's process family, then keep the server."""
    if os.fork():
        os._exit(0)
    os.umask(0o077)
    wanted = layout(Path(home))
    try:
        made = bring_up(wanted, fsync=durability == "fsync")
    except Refusal as refusal:
        report(made=False, refusal=str(refusal))
    except Exception as error:
        report(made=False, refusal=f"The embedded PostgreSQL could not be started: {error!r}. See {wanted.log}.")
    else:
        report(made=made)
        watch(wanted)


def bring_up(wanted: Layout, *, fsync: bool) -> bool:
    """Have a server that takes queries; whether the cluster had to be made for it."""
    deadline = time.monotonic() + PATIENCE
    while locks.try_to_take(wanted.keeper) is None:  # never closed: held until this process ends
        if postmaster.is_ready(wanted):
            report(made=False)
            sys.exit()
        wait_a_little(wanted, deadline)
    while (lock := locks.try_to_take(wanted.server)) is None:
        if postmaster.is_listening(wanted):
            become_owner(wanted)
            wait_until_ready(wanted)
            return False
        wait_a_little(wanted, deadline)
    return start(wanted, lock, fsync=fsync)


def start(wanted: Layout, lock: int, *, fsync: bool) -> bool:
    """Start the server, on a new cluster if there is none; whether there was none. Root is left behind on the way."""
    succeed(wanted)
    programs = programs_for(wanted, os.environ)
    become_owner(wanted)
    make = not wanted.cluster.exists()
    if make:
        make_cluster(wanted, programs, fsync=fsync)
    remember(programs, wanted)
    make_sockets(wanted)
    postmaster.start(wanted, programs, lock, fsync=fsync)
    wait_until_ready(wanted)
    return make


def wait_until_ready(wanted: Layout) -> None:
    """However long it recovers, as long as it lives."""
    while not postmaster.is_ready(wanted):
        if postmaster.is_gone(wanted):
            raise Refusal(f"PostgreSQL did not start. {wanted.log} says why: {last_lines(wanted.log)}")
        time.sleep(0.01)


def wait_a_little(wanted: Layout, deadline: float) -> None:
    if time.monotonic() > deadline:
        raise Refusal(
            f"The server of {wanted.root} neither answers nor ends: it is recovering, or queries of a killed server "
            f"are still running. Try again in a while; {wanted.log} says more."
        )
    time.sleep(0.02)


def report(*, made: bool, refusal: str | None = None) -> None:
    """Tell the client, who may be gone already, and let go of its pipe."""
    with suppress(BrokenPipeError):
        os.write(1, json.dumps({"made": made, "refusal": refusal}).encode())
    os.dup2(0, 1)


def watch(wanted: Layout) -> None:
    """End with the server; end the server with its last client."""
    Thread(target=stop_when_alone, args=[wanted], daemon=True).start()
    locks.take(wanted.server)


def stop_when_alone(wanted: Layout) -> None:
    """The lock stays with this process until it ends, so that newcomers wait for the end of the shutdown."""
    locks.take(wanted.clients)
    postmaster.stop(wanted)


if __name__ == "__main__":
    main(*sys.argv[1:])
