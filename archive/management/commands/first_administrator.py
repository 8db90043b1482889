"""`manage.py first_administrator`: somebody to log in as, in a new archive."""

from __future__ import annotations

import argparse

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from archive.administrator import create_first_administrator


class Command(BaseCommand):
    help = "Create an administrator with a random password, printed once, unless there is one already."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--name", default="admin", help="the name to log in with (admin)")

    def handle(self, *_args: object, name: str, **_options: object) -> None:
        try:
            password = create_first_administrator(name)
        except ValueError as error:
            raise CommandError(str(error)) from error
        if password is not None:
            self.stdout.write(announcement(name, password))


def announcement(name: str, password: str) -> str:
    """What the person at the terminal has to know, now or never."""
    return "\n".join(
        [
            "",
            "  " + _("The first administrator was created. The password is shown only this once:"),
            "",
            f"      {_('name')}      {name}",
            f"      {_('password')}  {password}",
            "",
            "  " + _("Change it with: make password"),
            "",
        ]
    )
