"""A gate in a database: whoever writes the nth row, or changes the schema for the nth time, waits at it.

So a test can kill it, or cut its connection, at a moment that what is written chooses, and no clock.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection

LOCK = 4_242_001
GATE = f"""
CREATE SCHEMA gate;
CREATE SEQUENCE gate.written;
CREATE TABLE gate.stands_at (number bigint);
INSERT INTO gate.stands_at VALUES (0);
CREATE FUNCTION gate.pass() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF nextval('gate.written') = (SELECT number FROM gate.stands_at) THEN
        PERFORM pg_advisory_lock_shared({LOCK});
        PERFORM pg_advisory_unlock_shared({LOCK});
    END IF;
END $$;
"""
OF_ROWS = """
CREATE FUNCTION gate.row() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM gate.pass(); RETURN NULL; END $$;
DO $$
DECLARE one regclass;
BEGIN
    FOR one IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relname ~ '^(archive|history|procrastinate)_' LOOP
        EXECUTE format('CREATE TRIGGER gate AFTER INSERT OR UPDATE OR DELETE ON %s '
            'FOR EACH ROW EXECUTE FUNCTION gate.row()', one);
    END LOOP;
END $$;
"""
OF_COMMANDS = """
CREATE FUNCTION gate.command() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM gate.pass(); END $$;
CREATE EVENT TRIGGER gate ON ddl_command_end EXECUTE FUNCTION gate.command();
"""


def address(database: str) -> dict[str, Any]:
    """How psycopg reaches a database of the tests' server."""
    known = connection.get_connection_params()
    return {name: known[name] for name in ("host", "port", "user", "password") if known.get(name)} | {
        "dbname": database
    }


@contextmanager
def clone(name: str, template: str) -> Iterator[str]:
    """A database like another, to which nobody is connected."""
    with psycopg.connect(**address("postgres"), autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')
        try:
            yield name
        finally:
            server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


class Gate:
    """The gate of one database."""

    def __init__(self, database: str, of: str) -> None:
        self.connection = psycopg.connect(**address(database), autocommit=True)
        self.connection.execute(GATE + of)

    def ask(self, statement: str) -> Any:
        row = self.connection.execute(statement).fetchone()
        return row[0] if row else None

    def close_at(self, number: int) -> None:
        """Let whoever passes the `number`th time from now wait."""
        self.ask(f"SELECT pg_advisory_lock({LOCK})")
        self.connection.execute(f"UPDATE gate.stands_at SET number = {number}; ALTER SEQUENCE gate.written RESTART")

    def open(self) -> None:
        self.ask(f"SELECT pg_advisory_unlock({LOCK})")

    def passed(self) -> int:
        """How often it was passed since it was last closed."""
        return int(self.ask("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM gate.written"))

    def waiting(self) -> int | None:
        """The process of the server that waits at it."""
        return self.ask(f"SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = {LOCK} AND NOT granted")

    def cut(self) -> None:
        """Cut the connection that waits at it."""
        self.ask(f"SELECT pg_terminate_backend({self.waiting()})")

    def others(self) -> int:
        """How many are connected besides."""
        return int(
            self.ask(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                "AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
            )
        )

    def remove(self) -> None:
        """Take it away, and the connection."""
        self.connection.execute("SET client_min_messages = warning; DROP SCHEMA gate CASCADE")
        self.connection.close()


def wait_for(condition: Callable[[], Any], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)
