"""How gunicorn serves the archive: `gunicorn --config python:archive.serving archive.wsgi`."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from typing import Any

from archive.environment import APPLICATION, choice, flag, number
from archive.operation.logs import JSON, TEXT, configuration

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
# On the embedded server pages are served as a login that may change no table, as `manage.py migrate` makes it.
os.environ.setdefault("ARCHIVE_DATABASE_ROLE", APPLICATION)

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
# The request line and the headers; a body is limited by ARCHIVE_MAX_UPLOAD_BYTES.
limit_request_line, limit_request_fields, limit_request_field_size = 8190, 60, 8190
FORM = choice("ARCHIVE_LOG", (JSON, TEXT), JSON if flag("ARCHIVE_HTTPS", default=False) else TEXT)
logconfig_dict = configuration(FORM)


def on_starting(_server: Any) -> None:
    """Ask the database before anything is served; the embedded one then runs for as long as this process.

    Workers count what they answered in a folder that all of them share.
    """
    from django.db import OperationalError, connection

    try:
        connection.ensure_connection()
    except OperationalError as error:
        sys.exit(
            f"{error}\nThe archive cannot be served without its database. If that is new, run manage.py migrate first."
        )
    connection.close()
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="archive-metrics-")


def when_ready(server: Any) -> None:
    """Say where the archive answers and where its data lives."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    lives = database["ARCHIVE_HOME"] if "ARCHIVE_HOME" in database else f"{database['NAME']} on {database['HOST']}"
    if FORM == JSON:
        server.log.info("The archive answers at http://%s:%s/; its data lives in %s", HOST, PORT, lives)
    else:
        print(f"\n  The archive answers at  http://{HOST}:{PORT}/\n  Its data lives in       {lives}\n", flush=True)


def child_exit(_server: Any, worker: Any) -> None:
    """What a worker that is gone had counted still counts."""
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def on_exit(_server: Any) -> None:
    """Leave nothing behind."""
    shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)
