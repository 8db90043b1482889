"""Logins of the database that may do what they are for, and no more.

    owner         makes and changes tables: `manage.py migrate`, `restore`, `application`, `reader`
    application   reads and writes rows: pages, API, ingests, workers, backups; no trigger can it change or pass by
    reader        reads the schema `report` (`archive.reports.readers`)

What an application may do is granted anew after every `migrate`, for every login that bears the mark.
"""

from __future__ import annotations

import re
import secrets
from contextlib import suppress

from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils.translation import gettext as _
from psycopg import sql

from archive.environment import APPLICATION
from archive.reports.readers import Reader, is_embedded, server

MARK = "Serves the press archive; may change rows, and no table"
NAME = re.compile(r"[a-z][a-z0-9_]{0,62}\Z")
MARKED = """
    SELECT rolname FROM pg_roles WHERE shobj_description(oid, 'pg_authid') = %s ORDER BY rolname
"""
SCHEMAS = "SELECT nspname FROM pg_namespace WHERE nspname = ANY(%s) ORDER BY 1"
USED = ["public", "report", "report_stored"]
# Nobody rewrites what was, nor which migrations there are.
KEPT = """
    SELECT c.oid::regclass::text FROM pg_class AS c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
    AND (c.relname LIKE 'history\\_%%' OR c.relname IN ('archive_expunged', 'django_migrations'))
"""


class RoleError(ValueError):
    """A login that cannot be made; its message says what to do."""


def make_application(name: str, password: str | None = None) -> Reader:
    """Make the login, or give one that was made before another password, drawn unless it is given.

    Raises RoleError for a name that is no login's or somebody else's, or if whoever asks may make none.
    """
    if not NAME.match(name):
        raise RoleError(
            _("“%(name)s” is no name for a login: use small letters, digits and _, a letter first.") % {"name": name}
        )
    if not is_embedded():
        password = password or secrets.token_urlsafe(24)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user")
        if not cursor.fetchone()[0]:
            raise RoleError(_("This login of the database may make no others: run it as the owner of the archive."))
        cursor.execute("SELECT shobj_description(oid, 'pg_authid') FROM pg_roles WHERE rolname = %s", [name])
        found = cursor.fetchone()
        if found and found[0] != MARK:
            raise RoleError(
                _("The database has a login “%(name)s” that is no application’s: choose another name.") % {"name": name}
            )
        for statement in login(name, password, is_new=not found):
            cursor.execute(statement)
        grant(name)
    return Reader(name=name, password=password, **server())


def login(name: str, password: str | None, *, is_new: bool) -> list[sql.Composed]:
    make = "CREATE ROLE {role} LOGIN NOINHERIT" if is_new else "ALTER ROLE {role} LOGIN"
    said = [f"{make} PASSWORD {{password}}", "COMMENT ON ROLE {role} IS {mark}"]
    named = {"role": sql.Identifier(name), "password": sql.Literal(password), "mark": sql.Literal(MARK)}
    return [sql.SQL(one).format(**named) for one in said]


def grant(name: str) -> None:
    """Let it read and write the rows of every table that there is, and refresh the sums of the reports."""
    role = sql.Identifier(name)
    with connection.cursor() as cursor:
        cursor.execute(SCHEMAS, [USED])
        for (found,) in cursor.fetchall():
            for said in (
                "REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC",
                "GRANT USAGE ON SCHEMA {schema} TO {role}",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role}",
                "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role}",
            ):
                cursor.execute(sql.SQL(said).format(schema=sql.Identifier(found), role=role))
        cursor.execute("SELECT to_regprocedure('report_stored.refresh()')")
        if cursor.fetchone()[0]:
            cursor.execute(sql.SQL("GRANT EXECUTE ON FUNCTION report_stored.refresh() TO {role}").format(role=role))
        cursor.execute(KEPT)
        for (table,) in cursor.fetchall():
            cursor.execute(
                sql.SQL("REVOKE UPDATE, DELETE ON {table} FROM {role}").format(table=sql.SQL(table), role=role)
            )


def keep_applications(**_signal: object) -> None:
    """Grant what new tables need, and make the embedded server's own application. Called after `migrate`."""
    if is_embedded() and APPLICATION not in applications():
        # Roles are of the whole server: whoever migrates another of its databases may be as far.
        with suppress(IntegrityError, ProgrammingError):
            make_application(APPLICATION)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        (me,) = cursor.fetchone()
    known = applications()
    if me not in known:
        for name in known:
            grant(name)


def applications() -> list[str]:
    """The logins that were made so."""
    with connection.cursor() as cursor:
        cursor.execute(MARKED, [MARK])
        return [name for (name,) in cursor.fetchall()]
