"""Look for records that may be one and the same: what an ingest does at its end, and where workers do, they."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from archive.curation.suggesting import suggest


class Command(BaseCommand):
    """Notes new pairs as likenesses, for editors to merge or to part."""

    help = "Look for records that may be one and the same, among those that are new since the last time."

    def handle(self, *_args: Any, **_options: Any) -> None:
        noted = suggest().pairs
        told = ngettext(
            "%(count)d pair looks alike and was noted.", "%(count)d pairs look alike and were noted.", noted
        )
        self.stdout.write(told % {"count": noted})
