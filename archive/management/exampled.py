"""Commands whose help ends with examples."""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import BaseCommand


class ExampledCommand(BaseCommand):
    """A command that shows its `examples` as they stand, below its options."""

    examples = ""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        return super().create_parser(
            prog_name, subcommand, epilog=self.examples, formatter_class=argparse.RawDescriptionHelpFormatter, **kwargs
        )
