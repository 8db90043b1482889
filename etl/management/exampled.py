"""Commands whose help ends with examples."""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import BaseCommand

from etl.workers import cores


class ExampledCommand(BaseCommand):
    """A command that shows its `examples` as they stand, below its options."""

    examples = ""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        return super().create_parser(
            prog_name, subcommand, epilog=self.examples, formatter_class=argparse.RawDescriptionHelpFormatter, **kwargs
        )


def add_processes(parser: argparse.ArgumentParser) -> None:
    """Let it be said how many worker processes take part."""
    parser.add_argument(
        "--processes", type=positive, default=cores(), metavar="N", help="worker processes (as many as cores)"
    )


def positive(number: str) -> int:
    """A whole number from 1 on."""
    if (value := int(number)) < 1:
        raise ValueError
    return value
