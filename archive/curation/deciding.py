"""What an editor decided stays; what is undecided takes what the parser now says; what differs waits as a proposal."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from archive.curation.decidable import GROUPS

Values = Mapping[str, object]


@dataclass(slots=True)
class Decision:
    """What becomes of one record: fields to write, and by group (its first field) what to propose, what is settled."""

    take: dict[str, object] = field(default_factory=dict)
    propose: dict[str, dict[str, object]] = field(default_factory=dict)
    settled: list[str] = field(default_factory=list)


def decide(kind: str, current: Values, decided: Collection[str], before: Values, now: Values) -> Decision:
    """Apply the rule to each group of fields of a `kind` of record (a key of GROUPS).

    `current` is the record, `before` what the parser said last time, `now` what it says today, each field → value with
    names already resolved. Groups that `now` does not speak of are left alone.
    """
    result = Decision()
    for group in GROUPS[kind]:
        fields = [name for name in group if name in now]
        if not fields:
            continue
        if not set(group) & set(decided):
            result.take.update({name: now[name] for name in fields if now[name] != current.get(name)})
        elif agree(fields, now, current):
            result.settled.append(group[0])
        elif not agree(fields, now, before):
            result.propose[group[0]] = {name: now[name] for name in fields}
    return result


def agree(fields: Collection[str], one: Values, other: Values) -> bool:
    return all(name in other and one[name] == other[name] for name in fields)
