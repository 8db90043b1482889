"""Logins of the database that may read the reports and nothing else."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils.translation import gettext as _
from psycopg import sql

from archive.reports.schema import SHOWN

NAME = re.compile(r"[a-z][a-z0-9_]{0,62}\Z")
MARK = "Reads the reports of the press archive"
SETTINGS = {
    "search_path": SHOWN,
    "default_transaction_read_only": "on",
    "statement_timeout": "60s",
    "lock_timeout": "5s",
    "idle_in_transaction_session_timeout": "60s",
}


class ReaderError(ValueError):
    """A login that cannot be made; its message says what to do."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A login: where it connects to, and its password; none where the server lets in whoever reaches its socket."""

    name: str
    password: str | None
    host: str
    port: str
    database: str

    @property
    def conninfo(self) -> str:
        """As psql and psycopg take it, without the password."""
        return f"host={self.host} port={self.port} dbname={self.database} user={self.name}"

    @property
    def url(self) -> str:
        """As a notebook takes it, without the password."""
        if self.host.startswith("/"):
            return f"postgresql://{self.name}@/{self.database}?host={self.host}"
        return f"postgresql://{self.name}@{self.host}:{self.port}/{self.database}"


def make_reader(name: str) -> Reader:
    """Make the login; one that was made before gets a new password. Raises ReaderError for what is no reader's name."""
    if not NAME.match(name):
        raise ReaderError(
            _("“%(name)s” is no name for a login: use small letters, digits and _, a letter first.") % {"name": name}
        )
    where = server()
    password = None if is_embedded() else secrets.token_urlsafe(24)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT shobj_description(oid, 'pg_authid') FROM pg_roles WHERE rolname = %s", [name])
        found = cursor.fetchone()
        if found and found[0] != MARK:
            raise ReaderError(
                _("The database has a login “%(name)s” that is no reader’s: choose another name.") % {"name": name}
            )
        for statement in statements(name, password, where["database"], is_new=not found):
            cursor.execute(statement)
    return Reader(name=name, password=password, **where)


def statements(name: str, password: str | None, database: str, *, is_new: bool) -> list[sql.Composed]:
    """What makes a reader; each may be said again."""
    role = sql.Identifier(name)
    schema = sql.Identifier(SHOWN)
    make = "CREATE ROLE {role} LOGIN NOINHERIT CONNECTION LIMIT 20" if is_new else "ALTER ROLE {role} LOGIN"
    said = [f"{make} PASSWORD {{password}}", "COMMENT ON ROLE {role} IS {mark}"]
    said += [f"ALTER ROLE {{role}} SET {setting} = '{value}'" for setting, value in SETTINGS.items()]
    said += [
        "GRANT CONNECT ON DATABASE {database} TO {role}",
        "GRANT USAGE ON SCHEMA {schema} TO {role}",
        "GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {role}",
        # The views are made anew by migrations.
        "ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT SELECT ON TABLES TO {role}",
    ]
    named = {"role": role, "schema": schema, "database": sql.Identifier(database)}
    values = {"password": sql.Literal(password), "mark": sql.Literal(MARK)}
    return [sql.SQL(one).format(**named, **values) for one in said]


def is_embedded() -> bool:
    return bool(connection.settings_dict["ENGINE"] == "archive.embedded")


def server() -> dict[str, str]:
    """Host (or folder of the socket), port and database that the archive is connected to."""
    connection.ensure_connection()
    info = connection.connection.info
    return {"host": info.host or "/var/run/postgresql", "port": str(info.port), "database": info.dbname}
