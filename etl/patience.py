"""A database that is gone for a moment is waited for: its server restarts, or something cut the connection."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import InterfaceError, OperationalError, connection

P = ParamSpec("P")
T = TypeVar("T")
PATIENCE = 60.0  # seconds
PAUSE = 0.5


def wait_for_database() -> None:
    """Leave a broken connection and make another, however long within PATIENCE it takes. Raises OperationalError.

    Within a transaction it does nothing: that is lost, and whoever began it has to begin again.
    """
    if connection.in_atomic_block:
        return
    connection.close_if_unusable_or_obsolete()
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            connection.ensure_connection()
        except OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(PAUSE)
        else:
            return


def patient(ask: Callable[P, T]) -> Callable[P, T]:
    """Make what asks the database ask once more on a new connection if its own was broken outside a transaction."""

    @wraps(ask)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return ask(*args, **kwargs)
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block:
                raise
            wait_for_database()
            return ask(*args, **kwargs)

    return asked
