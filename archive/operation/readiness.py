"""Whether the archive can do its work: database, migrations, queue, age of the last backup."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import Error, connection
from django.utils.timezone import now
from django.utils.translation import gettext as _

from archive.operation import state

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found of one thing: facts, and a sentence if it is not right. Nothing in it is secret."""

    name: str
    facts: Facts = field(default_factory=dict)
    problem: str = ""


def readiness() -> list[Checked]:
    """Everything that is looked at; of a database that does not answer, that alone."""
    checks: tuple[Callable[[], Checked], ...] = (database, migrations, queue, backup)
    found: list[Checked] = []
    for check in checks:
        try:
            found.append(check())
        except Error:
            problem = _("It could not be looked at: the database does not answer, or has not been migrated.")
            found.append(Checked(check.__name__, problem=problem))
            if check is database:
                break
    return found


def database() -> Checked:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_is_in_recovery()")
        (is_copy,) = cursor.fetchone()
    problem = _("The database can only be read: it is a copy of another one.") if is_copy else ""
    return Checked("database", problem=problem)


def migrations() -> Checked:
    missing = state.missing_migrations()
    problem = _("The database lacks %(count)d migrations: run manage.py migrate.") % {"count": len(missing)}
    return Checked("migrations", {"missing": missing}, problem if missing else "")


def queue() -> Checked:
    """Jobs are late if one has been due for longer than ARCHIVE_QUEUE_MINUTES; 0 lets them wait for ever."""
    found = state.queue()
    limit = settings.ARCHIVE_QUEUE_MINUTES
    problem = _("A job has waited for %(minutes)d minutes, and %(workers)d workers are there: start more.") % {
        "minutes": found.oldest / 60,
        "workers": found.workers,
    }
    facts = {**found._asdict(), "oldest": round(found.oldest)}
    return Checked("queue", facts, problem if limit and found.oldest > limit * 60 else "")


def backup() -> Checked:
    """The last backup is old if it is older than ARCHIVE_BACKUP_HOURS; 0 asks for none."""
    last = state.last_backup()
    limit = timedelta(hours=settings.ARCHIVE_BACKUP_HOURS)
    facts: Facts = {"made_at": last.isoformat() if last else None}
    problem = ""
    if limit and (last is None or now() - last > limit):
        problem = _("There is no backup of the last %(hours)d hours: run manage.py backup.") % {
            "hours": settings.ARCHIVE_BACKUP_HOURS
        }
    return Checked("backup", facts, problem)
