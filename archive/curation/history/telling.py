"""Changes in words: who, what, before and after, with names instead of ids, looked up for a whole page at once."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Field, Model
from django.utils import formats
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from archive.curation.history.changes import Change
from archive.curation.history.difference import Piece, difference, shortened
from archive.curation.history.images import history_of
from archive.models import REMEMBERED
from archive.models.history import CHANGED

PROSE = 40  # characters from which a text is compared word by word
LABELS = ("name", "title", "exact", "text", "group", "reason")
# What a machine keeps for itself, told only where nothing else changed.
QUIET = {"parsed", "flags"}

Names = dict[type[Model], dict[int, str]]


@dataclass(frozen=True, slots=True)
class ToldField:
    """A field before and after; `pieces` instead where both are prose."""

    label: str
    before: str = ""
    after: str = ""
    pieces: Sequence[Piece] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A change in words. `who` is a person's name, or says that a run or plain SQL did it."""

    change: Change
    label: str
    kind: str
    who: str
    why: str
    is_there: bool
    fields: list[ToldField] = field(default_factory=list)

    @property
    def model_name(self) -> str:
        return capfirst(str(self.change.model._meta.verbose_name))

    @property
    def history_address(self) -> str:
        """The name of the address of the record's history."""
        return f"admin:archive_{self.change.table}_history"


def tell(changes: Sequence[Change]) -> list[Told]:
    """The changes in words, in their order; a query a kind of record that they name."""
    names = names_of(wanted(changes))
    return [told(one, names) for one in changes]


def wanted(changes: Iterable[Change]) -> dict[type[Model], set[int]]:
    """Everybody whom the changes name, by model."""
    ids: defaultdict[type[Model], set[int]] = defaultdict(set)
    for one in changes:
        ids[one.model].add(one.record)
        if one.told("user"):
            ids[get_user_model()].add(one.told("user"))
        for column in one.changed:
            related = one.model._meta.get_field(column).related_model
            for row in (one.before, one.after):
                if related and row and row[column] is not None:
                    ids[related].add(row[column])  # type: ignore[index]
    return dict(ids)


def names_of(ids: dict[type[Model], set[int]]) -> Names:
    """What the records are called; those that are gone, as they were called last."""
    names: Names = {}
    for model, pks in ids.items():
        found = {int(pk): str(one) for pk, one in in_bulk(model, pks).items()}
        for pk in pks - found.keys() if model in REMEMBERED else ():
            last = history_of(model).objects.filter(id=pk).order_by("-pgh_id").first()
            if last is not None:
                found[pk] = next((str(getattr(last, one)) for one in LABELS if getattr(last, one, None)), f"#{pk}")
        names[model] = found
    return names


def in_bulk(model: Any, pks: set[int]) -> dict[int, Any]:
    relations = [one.name for one in model._meta.concrete_fields if one.is_relation and one.name != "source"]
    rows = model._default_manager.filter(pk__in=pks)
    return {one.pk: one for one in (rows.select_related(*relations) if relations else rows)}


def told(one: Change, names: Names) -> Told:
    label = names.get(one.model, {}).get(one.record, f"#{one.record}")
    loud = [name for name in one.changed if name not in QUIET] or one.changed
    return Told(
        change=one,
        label=Truncator(label).chars(90),
        kind=kind_of(one),
        who=who(one, names),
        why=why(one),
        is_there=one.after is not None,
        fields=[told_field(one, name, names) for name in loud] if one.kind == CHANGED else [],
    )


def kind_of(one: Change) -> str:
    review = (one.after or {}).get("review") if "review" in one.changed and one.kind == CHANGED else None
    kinds = {
        "made": _("made"),
        "changed": _("changed"),
        "deleted": _("deleted"),
        "confirmed": _("confirmed"),
        "rejected": _("rejected"),
    }
    return kinds.get(str(review), kinds[one.kind])


def who(one: Change, names: Names) -> str:
    """Who did it, as far as is known."""
    if one.is_by_sql:
        return _("by SQL, outside the archive")
    user = one.told("user")
    person = names.get(get_user_model(), {}).get(user, _("user %(id)s") % {"id": user}) if user else ""
    run = _("run %(id)s") % {"id": one.told("run")} if one.told("run") else ""
    return " · ".join(filter(None, [person, run])) or str(one.told("program") or _("the archive"))


def why(one: Change) -> str:
    undone = _("undoing") if one.told("undoes") or one.told("undoes_run") else ""
    reason = str(one.told("reason") or "")
    return ": ".join(filter(None, [undone, reason and _(reason)]))  # the program's own reasons are translated


def told_field(one: Change, column: str, names: Names) -> ToldField:
    named: Any = one.model._meta.get_field(column)
    label = capfirst(str(named.verbose_name))
    before, after = ((row or {}).get(column) for row in (one.before, one.after))
    if isinstance(before, str) and isinstance(after, str) and not named.choices and len(before + after) > PROSE:
        return ToldField(label, pieces=shortened(difference(before, after)))
    return ToldField(label, written(before, named, names), written(after, named, names))


def written(value: Any, column: Field[Any, Any], names: Names) -> str:
    """A value as a reader takes it."""
    if value in (None, "", [], {}):
        return "–"
    if column.related_model:
        related: Any = column.related_model
        return names.get(related, {}).get(value, f"#{value}")
    if column.choices:
        return str(dict(column.flatchoices).get(value, value))
    return plain(value)


def plain(value: Any) -> str:
    if isinstance(value, datetime):
        return formats.date_format(value, "SHORT_DATETIME_FORMAT")
    if isinstance(value, date):
        return formats.date_format(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, list):
        return " · ".join(map(str, value))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)


def model_named(table: str) -> type[Model] | None:
    """The remembered model of a table's name, or None."""
    return next((one for one in REMEMBERED if one._meta.model_name == table), None)
