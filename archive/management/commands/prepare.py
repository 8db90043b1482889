"""`manage.py prepare`: everything between the installed packages and the server, in one process."""

from __future__ import annotations

import argparse

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Make the archive ready to be served; what is ready already is left as it is."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="*", metavar="PATH", help="documents to ingest, as `manage.py ingest` takes them"
        )
        parser.add_argument("--administrator", default="admin", metavar="NAME", help="the first administrator (admin)")

    def handle(self, *_args: object, paths: list[str], administrator: str, **_options: object) -> None:
        call_command("migrate", verbosity=0)
        if paths:
            call_command("ingest", *paths, stdout=self.stdout)
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("first_administrator", name=administrator, stdout=self.stdout)
