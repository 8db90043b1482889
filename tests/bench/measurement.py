"""One measurement, and how many of them are shown and kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Measurement:
    """What was measured, beside what: `ratio` is value / peer in the same run, `wanted` what it should be."""

    name: str
    value: float
    unit: str
    compared_with: str
    ratio: float
    wanted: str

    @property
    def is_met(self) -> bool:
        sign, _space, limit = self.wanted.partition(" ")
        return self.ratio >= float(limit) if sign == "≥" else self.ratio <= float(limit)


def show(measurements: Sequence[Measurement], title: str) -> None:
    """Print a table of what was measured."""
    table = Table(title=title)
    for heading in ("measurement", "value", "compared with", "ratio", "wanted", ""):
        table.add_column(heading, justify="left" if heading in ("measurement", "compared with") else "right")
    for one in measurements:
        verdict = "[green]met[/]" if one.is_met else "[red]short[/]"
        table.add_row(
            one.name, f"{one.value:,.4g} {one.unit}", one.compared_with, f"{one.ratio:.2f}", one.wanted, verdict
        )
    Console().print(table)


def keep(measurements: Sequence[Measurement], path: Path) -> None:
    """Write {name, value, unit, compared_with, ratio} of each as JSON."""
    kept = [{name: value for name, value in asdict(one).items() if name != "wanted"} for one in measurements]
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
