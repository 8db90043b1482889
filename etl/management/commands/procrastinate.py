"""`manage.py procrastinate worker`: procrastinate's own command, once the embedded server runs."""

from __future__ import annotations

from typing import Any

from django.db import connection
from procrastinate.contrib.django.management.commands.procrastinate import Command as Procrastinate

from etl.workers import collect_seldom


class Command(Procrastinate):
    help = "Do jobs of the queue, or look after it."

    def handle(self, *args: Any, **options: Any) -> None:
        connection.ensure_connection()  # holds the embedded server; procrastinate only looks for its socket
        collect_seldom()
        super().handle(*args, **options)
