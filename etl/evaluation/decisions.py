"""How often the finds of each rule were confirmed, corrected or rejected, and what editors had to add."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from psycopg import sql

from etl.tables import POINTS, VALUES, column, name, rows

EDITOR = "editor"  # the rule of what a person made
NUMBERS = {"value", "upper"}
# How the speaker is known follows from who it is: an editor who gives one sets it too.
FOLLOWS = {"basis"}
VERDICT = """
SELECT t.rule, coalesce(run.parser_version, ''), CASE
    WHEN t.rule = %s THEN CASE t.review WHEN 'rejected' THEN 'withdrawn' ELSE 'added' END
    WHEN t.review = 'rejected' THEN 'rejected'
    WHEN t.review = 'confirmed' AND 'bulk' = ANY (t.flags) THEN 'bulk_confirmed'
    WHEN {differs} THEN 'corrected'
    ELSE t.review END AS verdict, count(*)
FROM {table} t LEFT JOIN archive_run run ON run.id = t.run_id
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""

# An entity `e` is the one that a text names; another annotation is the one with those words.
SAME_NAME = "archive_key(t.parsed -> {field} ->> 'name') = ANY (e.keys || archive_key(e.parsed ->> 'name'))"
SAME_ENTITY = {"event": f"{SAME_NAME} OR (t.parsed -> {{field}} ->> 'ordinal')::numeric = e.ordinal"}
SAME_WORDS = "t.parsed ->> {field} IN (e.exact, e.parsed ->> 'exact')"


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
    """Read them from the database: one query a kind of annotation."""
    rules: list[Rule] = []
    kinds: list[Kind] = []
    for kind in VALUES:
        by_rule: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for rule, version, verdict, count in verdicts(kind):
            by_rule[rule, version][verdict] += count
        all_of_kind = sum(by_rule.values(), Counter())
        rules += [
            Rule(kind, rule, version, counted(verdicts_))
            for (rule, version), verdicts_ in by_rule.items()
            if rule != EDITOR
        ]
        if all_of_kind:
            kinds.append(Kind(kind, counted(all_of_kind), all_of_kind["added"]))
    return Decisions(rules, kinds)


def counted(verdicts_: Counter[str]) -> Counts:
    return Counts(*(verdicts_[one] for one in ("confirmed", "corrected", "rejected", "pending", "bulk_confirmed")))


def verdicts(kind: str) -> list[tuple[str, str, str, int]]:
    """Rule, parser version, verdict and how many, of all annotations of a kind."""
    differs = sql.SQL(" OR ").join(differing(kind))
    with connection.cursor() as cursor:
        return rows(cursor, VERDICT, [EDITOR], differs=differs, table=name(kind))


def differing(kind: str) -> Iterator[sql.Composable]:
    """For each field: an editor decided it, and it is not what the parser says."""
    for field in ("exact", *VALUES[kind]):
        if field not in FOLLOWS:
            condition = sql.SQL("({field} = ANY (t.decided) AND NOT coalesce({agrees}, false))")
            yield condition.format(field=sql.Literal(field), agrees=agreeing(kind, field))


def agreeing(kind: str, field: str) -> sql.Composed:
    """Whether a field has what the parser says; names count through today's aliases and merges."""
    target = POINTS[kind].get(field)
    parts = {"own": sql.Identifier("t", column(kind, field)), "field": sql.Literal(field)}
    if target is None and field in NUMBERS:
        return sql.SQL("{own} IS NOT DISTINCT FROM round((t.parsed ->> {field})::numeric, 6)").format(**parts)
    if target is None:
        return sql.SQL("coalesce({own}, '') = coalesce(t.parsed ->> {field}, '')").format(**parts)
    neither = sql.SQL("({own} IS NULL AND t.parsed -> {field} IS NULL)").format(**parts)
    same = sql.SQL(SAME_WORDS if target in VALUES else SAME_ENTITY.get(target, SAME_NAME)).format(**parts)
    pointing = sql.SQL("EXISTS (SELECT FROM {target} e WHERE e.id = {own} AND ({same}))")
    return sql.SQL("({} OR {})").format(neither, pointing.format(target=name(target), own=parts["own"], same=same))
