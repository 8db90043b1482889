"""`manage.py refresh-reports`: the sums behind the reports, computed anew."""

from __future__ import annotations

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from archive.reports.refreshing import refresh, refreshed
from archive.reports.schema import build


class Command(BaseCommand):
    """Readers go on reading the old sums meanwhile."""

    help = "Compute the sums behind the reports anew. After an ingest this is done by itself."

    def handle(self, *_args: object, **_options: object) -> None:
        build() or refresh()
        seconds = (refreshed() or (None, 0.0))[1]
        told = _("The reports show what the archive holds now; it took %(seconds).1f s.")
        self.stdout.write(told % {"seconds": seconds})
