"""Which record a proposal means, where it names somebody in the parser's words. Pure: no database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Holder:
    """A record that has the name: what tells it from others of that name, and whether the release itself names it."""

    id: int
    kind: str | None = None
    ordinal: int | None = None
    year: str | None = None
    is_near: bool = False


class UnresolvedError(Exception):
    """Raised where a name is nobody's (`count` 0), or more than one record could be meant."""

    def __init__(self, name: str, count: int) -> None:
        super().__init__(name, count)
        self.name, self.count = name, count


def only_holder(table: str, said: Mapping[str, object], holders: Sequence[Holder]) -> int:
    """Give the id of the record of `table` that `said` means: the one holder, or the one that the release names.

    A person's single word (Dupont) means somebody only within the release. Raises UnresolvedError.
    """
    name = str(said["name"])
    fitting = [one for one in holders if fits(said, one)]
    near = [one for one in fitting if one.is_near]
    is_word = table == "person" and len(name.split()) == 1
    candidates = near if near or is_word else fitting
    if len(candidates) != 1:
        raise UnresolvedError(name, len(candidates))
    return candidates[0].id


def fits(said: Mapping[str, object], holder: Holder) -> bool:
    """Whether nothing that is known of both differs."""
    date = said.get("date")
    year = date[:4] if isinstance(date, str) and date[:4].isdecimal() else None
    pairs = ((said.get("kind"), holder.kind), (said.get("ordinal"), holder.ordinal), (year, holder.year))
    return all(one == other for one, other in pairs if one is not None and other is not None)
