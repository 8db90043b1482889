"""How gunicorn serves the archive: `gunicorn --config python:archive.serving archive.wsgi`."""

from __future__ import annotations

import os
from typing import Any

from archive.environment import number

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

HOST = os.environ.get("HOST", "127.0.0.1")
PORT = number("PORT", 8000)

bind = f"{HOST}:{PORT}"
worker_class = "gthread"
# A request mostly waits for PostgreSQL; each thread keeps a connection of its own.
workers = number("WORKERS", min(os.cpu_count() or 1, 4))
threads = number("THREADS", 4)
# A request under way may end before a stopped worker goes.
graceful_timeout = number("GRACEFUL_TIMEOUT", 30)
timeout = number("TIMEOUT", 60)
# It would be written into the home of whoever runs this.
control_socket_disable = True


def on_starting(_server: Any) -> None:
    """Ask the database before anything is served; the embedded one then runs for as long as this process."""
    from django.db import connection

    connection.ensure_connection()
    connection.close()


def when_ready(_server: Any) -> None:
    """Say where the archive answers and where its data lives."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    lives = database["ARCHIVE_HOME"] if "ARCHIVE_HOME" in database else f"{database['NAME']} on {database['HOST']}"
    print(f"\n  The archive answers at  http://{HOST}:{PORT}/\n  Its data lives in       {lives}\n", flush=True)
