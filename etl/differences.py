"""What reading again changes of a few releases, in words: each find that is new, gone or different."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.db.backends.utils import CursorWrapper
from psycopg import sql

from etl.load import kind_of
from etl.stored import read_rows
from etl.tables import POINTS, RELEASE, VALUES, column, loaded, name, names, rows

Shown = dict[str, str]  # field → value in words
Key = tuple[str, int]  # kind, id
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class State:
    """A record as it stands: its release, its words in the text (of a release, its title), its fields."""

    release: int
    words: str
    fields: Shown


@dataclass(frozen=True, slots=True)
class Difference:
    """`what` is new, changed, gone or proposed; `field`, `before` and `after` are of what changed or is proposed."""

    release: int
    kind: str
    what: str
    words: str
    field: str = ""
    before: str = ""
    after: str = ""

    def as_json(self) -> dict[str, Any]:
        """As the command prints it."""
        return {key: value for key, value in asdict(self).items() if value != ""}


def states(cursor: CursorWrapper, releases: Sequence[int]) -> dict[Key, State]:
    """These releases, their annotations, and what is proposed of both."""
    found = {(row.table, row.id): (release, row) for release, of in read_rows(cursor, releases).items() for row in of}
    called = Called(cursor)
    known = {
        key: State(release, row.exact, {**called.shown(row.table, row.values), "exact": row.exact})
        for key, (release, row) in found.items()
    }
    known.update(release_states(cursor, releases, called))
    for (kind, id_), group, values in proposals(cursor, known):
        known[kind, id_].fields[f"proposed {group}"] = values
    return known


def release_states(cursor: CursorWrapper, releases: Sequence[int], called: Called) -> Iterator[tuple[Key, State]]:
    statement = "SELECT id, {columns} FROM archive_release WHERE id = ANY(%s)"
    columns = names(column("release", one) for one in RELEASE)
    for id_, *values in rows(cursor, statement, [list(releases)], columns=columns):
        fields = dict(zip(RELEASE, values, strict=True))
        yield ("release", id_), State(id_, str(fields["title"] or NOTHING), called.shown("release", fields))


def proposals(cursor: CursorWrapper, known: dict[Key, State]) -> Iterator[tuple[Key, str, str]]:
    by_kind: defaultdict[str, list[int]] = defaultdict(list)
    for kind, id_ in known:
        by_kind[kind].append(id_)
    statement = """
        SELECT object_id, "group", "values" FROM archive_proposal
        WHERE state = 'waiting' AND content_type_id = %s AND object_id = ANY(%s)
    """
    for kind, ids in by_kind.items():
        for id_, group, values in rows(cursor, statement, [kind_of(kind), ids]):
            yield (kind, id_), group, ", ".join(map(in_words, loaded(values).values()))


class Called:
    """What the records that others point at are called, each asked for once."""

    def __init__(self, cursor: CursorWrapper) -> None:
        self.cursor = cursor
        self.known: dict[Key, str] = {}

    def shown(self, table: str, fields: dict[str, Any]) -> Shown:
        """The fields in words."""
        return {field: self.value(POINTS[table].get(field), value) for field, value in fields.items()}

    def value(self, target: str | None, value: Any) -> str:
        if target is None or value is None:
            return in_words(value)
        if (target, value) not in self.known:
            own = sql.Identifier("exact" if target in VALUES else "name")
            found = rows(self.cursor, "SELECT {own} FROM {table} WHERE id = %s", [value], own=own, table=name(target))
            self.known[target, value] = found[0][0] if found else NOTHING
        return self.known[target, value]


def in_words(value: Any) -> str:
    """A value as a person reads it."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, dict):
        return str(value.get("name") or value)
    return str(value)


def differences(before: dict[Key, State], after: dict[Key, State]) -> list[Difference]:
    """What differs, in the order of the releases and their kinds."""
    found = [one for key in before.keys() | after.keys() for one in between(key, before.get(key), after.get(key))]
    return sorted(found, key=lambda one: (one.release, one.kind, one.words, one.field, one.what))


def between(key: Key, before: State | None, after: State | None) -> Iterator[Difference]:
    """The differences of one record."""
    kind = key[0]
    if before is None and after is not None:
        yield Difference(after.release, kind, "new", after.words)
    elif after is None and before is not None:
        yield Difference(before.release, kind, "gone", before.words)
    elif before is not None and after is not None:
        for field in sorted(before.fields.keys() | after.fields.keys()):
            old, new = before.fields.get(field, NOTHING), after.fields.get(field, NOTHING)
            if old != new:
                what = "proposed" if field.startswith("proposed ") else "changed"
                yield Difference(after.release, kind, what, after.words, field.removeprefix("proposed "), old, new)
