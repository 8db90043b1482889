"""`manage.py dbshell` with the embedded server's own psql."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.backends.postgresql import client

from archive.embedded.server import Server


class DatabaseClient(client.DatabaseClient):
    """psql of the server's own version, on its socket."""

    @classmethod
    def settings_to_cmd_args_env(
        cls, settings_dict: dict[str, Any], parameters: Iterable[str]
    ) -> tuple[list[str], dict[str, str] | None]:
        server = Server.of(settings_dict)
        server.hold()
        here = {"HOST": server.address["host"], "PORT": server.address["port"]}
        arguments, environment = super().settings_to_cmd_args_env({**settings_dict, **here}, list(parameters))
        return [str(server.psql), *arguments[1:]], environment
