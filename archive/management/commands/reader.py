"""`manage.py reader NAME`: a login of the database that may read the reports, and how to connect with it."""

from __future__ import annotations

import argparse

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from archive.reports.readers import Reader, ReaderError, make_reader


class Command(BaseCommand):
    """Asked again for the same name, it gives another password."""

    help = "Make a login of the database that may read the schema report and nothing else, and say how to connect."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("name", metavar="NAME", help="the name to log in with: small letters, digits and _")

    def handle(self, *_args: object, name: str, **_options: object) -> None:
        try:
            reader = make_reader(name)
        except ReaderError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(how_to_connect(reader))


def how_to_connect(reader: Reader) -> str:
    """What to type, for psql and a notebook, and the password, now or never."""
    secret = (
        _("Password, shown only this once: %(password)s") % {"password": reader.password}
        if reader.password
        else _(
            "No password: whoever may enter the folder of the socket may connect, and only while the archive runs. "
            "For other machines, and for Metabase, give the archive a server of its own with DATABASE_URL."
        )
    )
    return "\n".join(
        [
            _("“%(name)s” reads the views of the schema report, for at most a minute a query.") % {"name": reader.name},
            "",
            f"  psql      psql '{reader.conninfo}'",
            f"  Python    psycopg.connect('{reader.conninfo}')",
            f"  pandas    pandas.read_sql_table('speakers', '{reader.url}', schema='report')",
            "",
            secret,
        ]
    )
