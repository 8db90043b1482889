"""Commands whose help ends with examples."""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.utils.translation import gettext as _


class ExampledCommand(BaseCommand):
    """A command that shows its `examples` as they stand, below its options."""

    examples = ""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        return super().create_parser(
            prog_name, subcommand, epilog=self.examples, formatter_class=argparse.RawDescriptionHelpFormatter, **kwargs
        )

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run it; a database that is gone is told in a sentence."""
        try:
            return super().execute(*args, **options)
        except OperationalError as error:
            told = _("The database cannot be reached: %(reason)s Run the same command again when it is there.")
            raise CommandError(told % {"reason": str(error).strip()}) from error
