"""From columns to answers: which columns a request needs, and the nested values that its rows become.

One query fetches a page with whatever is expanded; its rows are tuples, since model instances and serializers of a
hundred rows take several times as long as the query.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, F, QuerySet
from django.db.models.expressions import Combinable

from archive.api.resources import RESOURCES, Resource
from archive.models import Annotation

REJECTED = Annotation.Review.REJECTED.value
Record = dict[str, Any]


class Shape:
    """The columns of one kind of record and of those expanded in it. `root` is where the archive is reached."""

    def __init__(self, resource: Resource, names: Sequence[str], expand: Sequence[str], root: Root) -> None:
        self.resource, self.root = resource, root
        self.names = list(names)
        self.plain = [name for name in resource.fields if name in names]
        self.expanded = [name for name in resource.relations if name in expand and name in names]
        self.inner = [Shape(other, shown(other), (), root) for other in map(self.related, self.expanded)]
        self.numbers = [name for name in self.plain if is_decimal(resource, name)]
        self.heads = [name for name in ("id", "self", "address") if name in names]

    def related(self, name: str) -> Resource:
        return RESOURCES[self.resource.relations[name]]

    def columns(self, prefix: str = "") -> list[Combinable]:
        """What to select, in the order in which `record` reads it; `prefix` leads to it from another model."""
        own = [F(f"{prefix}id"), *(self.column(name, prefix) for name in self.plain)]
        for name, shape in zip(self.expanded, self.inner, strict=True):
            own += shape.columns(f"{prefix}{name}__")
        return own

    def column(self, name: str, prefix: str) -> Combinable:
        expression = self.resource.computed.get(name)
        return F(prefix + name) if expression is None else expression(prefix)

    def of(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The query of the rows' columns."""
        return rows.values_list(*self.columns())

    def record(self, row: Sequence[Any], at: int = 0) -> Record:
        """The nested values of a row, read from column `at` on."""
        pk = row[at]
        end = at + 1 + len(self.plain)
        found = self.head(pk)
        found.update(zip(self.plain, row[at + 1 : end], strict=True))
        for name in self.numbers:
            found[name] = number(found[name])
        for name, shape in zip(self.expanded, self.inner, strict=True):
            if row[end] is not None:
                inner = shape.record(row, end)
                # What was rejected is shown to nobody by way of another record.
                found[name] = inner if inner.get("review") != REJECTED else row[end]
            end += shape.width
        return found

    def head(self, pk: int) -> Record:
        page = self.root.page(self.resource, pk)
        heads = {"id": pk, "self": self.root.record(self.resource, pk), "address": page}
        return {name: heads[name] for name in self.heads}

    @property
    def width(self) -> int:
        """How many columns it reads."""
        return 1 + len(self.plain) + sum(shape.width for shape in self.inner)

    def records(self, rows: Iterator[Any] | Sequence[Any]) -> Iterator[Record]:
        return map(self.record, rows)


class Root:
    """The addresses of records, with the scheme and the name under which the archive is reached."""

    def __init__(self, site: str, api: str) -> None:
        self.site, self.api = site, api

    def record(self, resource: Resource, pk: int) -> str:
        """Where the API has it."""
        return f"{self.api}{resource.place}/{pk}/"

    def page(self, resource: Resource, pk: int) -> str:
        """Where readers have it: the permanent address."""
        return f"{self.site}{resource.place}/{pk}/"


def shown(resource: Resource, *, whole: bool = False, private: bool = False) -> list[str]:
    """The fields of an answer that asks for none: all of a record's (`whole`), or those of a list."""
    hidden = {*(() if whole else resource.long), *(() if private else resource.private)}
    return [name for name in resource.names if name not in hidden]


def is_decimal(resource: Resource, name: str) -> bool:
    return name not in resource.computed and isinstance(resource.model._meta.get_field(name), DecimalField)


def number(value: Decimal | None) -> int | float | None:
    """A number of JSON: whole where it is."""
    if value is None:
        return None
    whole = int(value)
    return whole if value == whole and abs(whole) < 2**53 else float(value)
