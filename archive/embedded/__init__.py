"""A real PostgreSQL that starts by itself when no DATABASE_URL is set.

The first process that needs the database starts a *keeper* (`keeper.py`), which makes the cluster, starts the server
and waits. Every client holds a shared lock for as long as it lives; when the kernel has dropped the last one (a
`kill -9` counts too), the keeper stops the server and ends. Nothing here counts process ids, and nothing runs at exit.

Only `base.py` and `client.py` import Django.
"""

from __future__ import annotations


class Refusal(RuntimeError):  # noqa: N818 - it is an answer, not a fault
    """The server cannot be had. The message is for the person at the terminal: what happened, what to do."""
