"""Look for records that may be one and the same; run it after an ingest."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from archive.curation.history.context import because
from archive.curation.suggesting import suggest


class Command(BaseCommand):
    """Notes new pairs as likenesses, for editors to merge or to part."""

    help = "Look for records that may be one and the same, among those that are new since the last time."

    def handle(self, *_args: Any, **_options: Any) -> None:
        with because(program="suggest"):
            count = suggest()
        self.stdout.write(f"{count} pairs that look alike were noted.")
