"""A client in a process of its own: `a_client.py HOME fsync|nofsync`.

It reads one JSON order a line and answers each with one JSON line: `{"rows": …}` or `{"error": …}`.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection


def main(home: str, durability: str) -> None:
    # Where a shell runs the suite in the background, Ctrl-C is ignored, and that is inherited.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    database = {
        "ENGINE": "archive.embedded",
        "NAME": "archive",
        "USER": "archive",
        "ARCHIVE_HOME": home,
        "FSYNC": durability == "fsync",
    }
    settings.configure(DATABASES={"default": database}, USE_TZ=True)
    import django

    django.setup()
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line)), default=str), flush=True)


def answer(order: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"rows": obey(**order)}
    except DatabaseError as error:
        connection.close()
        return {"error": str(error)}


def obey(what: str, arguments: list[str]) -> Any:
    if what == "sql":
        with connection.cursor() as cursor:
            cursor.execute(arguments[0])
            return cursor.fetchall() if cursor.description else []
    if what == "manage":
        return call_command(*arguments)
    if what == "create test database":
        name = connection.creation.create_test_db(verbosity=0)
        connection.creation.destroy_test_db("archive", verbosity=0)
        return name
    if what == "fork":
        return os.fork() or wait_for_ever()
    raise ValueError(what)


def wait_for_ever() -> None:
    os.close(0)
    os.close(1)
    while True:
        signal.pause()


if __name__ == "__main__":
    main(*sys.argv[1:])
