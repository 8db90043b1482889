"""How often the finds of each rule were confirmed, corrected or rejected, and what editors had to add.

The database tells, in the view that the reports of quality are made of: `archive/reports/stored/verdicts.sql`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db import connection

from etl.tables import VALUES, rows

EDITOR = "editor"  # the rule of what a person made
VERDICTS = """
SELECT kind, rule, parser_version, verdict, count(*) FROM report_stored.verdicts GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
"""


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of finds. `corrected`: an editor decided something else of it than the parser says."""

    confirmed: int = 0
    corrected: int = 0
    rejected: int = 0
    pending: int = 0
    bulk_confirmed: int = 0

    @property
    def found(self) -> int:
        return self.looked_at + self.pending + self.bulk_confirmed

    @property
    def looked_at(self) -> int:
        return self.confirmed + self.corrected + self.rejected

    @property
    def precision(self) -> float | None:
        """Confirmed as they were found, of those that an editor looked at; None where nobody did."""
        return self.confirmed / self.looked_at if self.looked_at else None


@dataclass(frozen=True, slots=True)
class Rule:
    """The finds of one rule for one kind of annotation, as the parser of that version made them."""

    kind: str
    rule: str
    parser_version: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Kind:
    """All finds of one kind of annotation, and how many of that kind editors had to add."""

    kind: str
    counts: Counts
    added: int

    @property
    def recall(self) -> float | None:
        """Found, rightly or in need of correction, of what editors let stand or added; None where nobody looked."""
        found = self.counts.confirmed + self.counts.corrected
        return found / (found + self.added) if found + self.added else None


@dataclass(frozen=True, slots=True)
class Decisions:
    """What editors said of the parser's finds so far."""

    rules: list[Rule]
    kinds: list[Kind]


def decisions() -> Decisions:
    """Read them from the database, in one query."""
    by_rule: defaultdict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    by_kind: defaultdict[str, Counter[str]] = defaultdict(Counter)
    with connection.cursor() as cursor:
        for kind, rule, version, verdict, count in rows(cursor, VERDICTS, []):
            by_rule[kind, rule, version][verdict] += count
            by_kind[kind][verdict] += count
    return Decisions(
        [Rule(*one, counted(verdicts)) for one, verdicts in by_rule.items() if one[1] != EDITOR],
        [Kind(kind, counted(by_kind[kind]), by_kind[kind]["added"]) for kind in VALUES if kind in by_kind],
    )


def counted(verdicts: Counter[str]) -> Counts:
    return Counts(*(verdicts[one] for one in ("confirmed", "corrected", "rejected", "pending", "bulk_confirmed")))
