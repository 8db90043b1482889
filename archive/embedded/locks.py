"""Locks that the kernel drops when their holder dies, however it dies.

`flock` belongs to the open file: forked children share it, and it is free once the last of them is gone. So nothing
here ever unlocks (that would unlock for all of them): a lock ends when its file is closed.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def open_lock(path: Path) -> int:
    """A descriptor of the lock's file, made for the owner of its folder if it is not there."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    if os.geteuid() == 0:
        owner = path.parent.stat()
        os.fchown(descriptor, owner.st_uid, owner.st_gid)
    return descriptor


def share(path: Path) -> int:
    """Wait for a shared lock; it is held until the descriptor that comes back is closed, in every fork too."""
    return locked(path, fcntl.LOCK_SH)


def take(path: Path) -> int:
    """Wait for the exclusive lock; it is held until the descriptor that comes back is closed, in every fork too."""
    return locked(path, fcntl.LOCK_EX)


def locked(path: Path, kind: int) -> int:
    descriptor = open_lock(path)
    try:
        fcntl.flock(descriptor, kind)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def try_to_take(path: Path) -> int | None:
    """The exclusive lock if it is free now, else None."""
    try:
        return locked(path, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return None


def is_free(path: Path) -> bool:
    """Whether nobody holds the lock at this moment."""
    descriptor = try_to_take(path)
    if descriptor is None:
        return False
    os.close(descriptor)
    return True


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the exclusive lock inside the block."""
    descriptor = take(path)
    try:
        yield
    finally:
        os.close(descriptor)
