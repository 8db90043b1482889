"""How many worker processes a command takes."""

from __future__ import annotations

import argparse

from etl.workers import cores


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
