"""A quantity while it is read: its number, its words, and what it counts so far."""

from __future__ import annotations

from dataclasses import dataclass

from etl.parse.numbers import Number


@dataclass(slots=True)
class Quantity:
    """A number with what stands around it, in tokens; `low` and `high` are the first and last token of its words."""

    low: int
    high: int
    number: Number
    value: float | None
    upper: float | None
    qualifier: str | None
    unit: str | None = None
    of: str | None = None
    rule: str = "figure.noun"
    confidence: float = 0.93
    part_of: bool = False
