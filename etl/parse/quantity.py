"""A quantity while it is read: its number, its words, and what it counts so far."""

from __future__ import annotations

from dataclasses import dataclass

from etl.parse.numbers import Number


@dataclass(slots=True)
class Quantity:
    """A number with what stands around it, in tokens; `low` and `high` are the first and last token of its words.

    `part_of` is the index of the quantity that it is a part of.
    """

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
    part_of: int | None = None

    def counts(self, unit: str | None, of: str | None, rule: str, confidence: float) -> Quantity:
        """The quantity with what it counts, as `rule` found it."""
        self.unit, self.of, self.rule, self.confidence = unit, of, rule, confidence
        return self
