"""Django's PostgreSQL backend on the embedded server.

    {"ENGINE": "archive.embedded", "NAME": "archive", "USER": "archive", "ARCHIVE_HOME": home, "FSYNC": True}

`ARCHIVE_HOME` is the folder from `archive.embedded.home`. Nothing is started before the first connection.
"""

from __future__ import annotations

import time
from typing import Any

from django.db.backends.postgresql import base
from psycopg import OperationalError

from archive.embedded import Refusal
from archive.embedded.client import DatabaseClient
from archive.embedded.server import Server

# A server that one of its own processes crashed in recovers within a moment, and says so until then.
PATIENCE = 10.0


class DatabaseWrapper(base.DatabaseWrapper):
    """Starts the server when it is first needed, and again when it has gone."""

    client_class = DatabaseClient

    @property
    def server(self) -> Server:
        return Server.of(self.settings_dict)

    def get_connection_params(self) -> dict[str, Any]:
        return super().get_connection_params() | self.server.address

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        try:
            self.server.hold()
            return self.connect_to_server(conn_params)
        except Refusal as refusal:
            raise OperationalError(str(refusal)) from refusal

    def connect_to_server(self, conn_params: dict[str, Any]) -> Any:
        """Connect; if that fails, see to the server and try again, for a while if it says that it is recovering."""
        deadline = time.monotonic() + PATIENCE
        try:
            return super().get_new_connection(conn_params | self.server.address)
        except OperationalError:
            self.server.revive()
        while True:
            try:
                return super().get_new_connection(conn_params | self.server.address)
            except OperationalError as error:
                if "the database system is" not in str(error) or time.monotonic() > deadline:
                    raise
            time.sleep(0.1)
