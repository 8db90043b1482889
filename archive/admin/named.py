"""Lists whose rows name records by kind and id: a query a kind and page finds what these are called."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from archive.admin.links import record_link
from archive.admin.scale import CountingChangeList
from archive.curation.history.telling import names_of

LONGEST = 80


class NamingChangeList(CountingChangeList):
    """Puts on each row of the page the names of those it names, in the columns that `ModelAdmin.named` lists."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        rows: list[Any] = list(self.result_list)
        named: tuple[str, ...] = getattr(self.model_admin, "named", ())
        wanted: defaultdict[type[Model], set[int]] = defaultdict(set)
        for row in rows:
            wanted[model_of(row.content_type)] |= {getattr(row, column) for column in named}
        names = names_of(dict(wanted))
        for row in rows:
            row.names = names[model_of(row.content_type)]
        self.result_list = rows


def model_of(kind: ContentType) -> Any:
    return kind.model_class()


def named_link(row: Any, column: str) -> SafeString | str:
    """Link to the record of the row's kind whose id stands in `column`, by its name."""
    pk = getattr(row, column)
    names: dict[int, str] = getattr(row, "names", None) or names_of({model_of(row.content_type): {pk}}).popitem()[1]
    return record_link(row.content_type, pk, Truncator(names.get(pk, "")).chars(LONGEST))
