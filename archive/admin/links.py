"""Links between records, and tables of what points at one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db.models import ForeignObjectRel, Model
from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from archive.models import Mention
from archive.presentation.wording import summary

SHOWN = 50
# The tables on a page, those that say most first.
ORDER = ("quote", "figure", "tenure", "participation", "event", "office", "release", "mention")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows about a record: each cell is HTML or plain text; `more` leads to the whole list if this is a part."""

    title: str
    headers: Sequence[str]
    rows: Sequence[Sequence[object]]
    anchor: str = ""
    more: str = ""
    kind: str = field(default="")


def address(record: Model) -> str:
    """Give the address of the page on which `record` is edited."""
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def link(record: Model | None, words: object = None) -> SafeString | str:
    """Link to a record by its own words, or by `words`; a dash for none."""
    if record is None:
        return "–"
    return format_html('<a href="{}">{}</a>', address(record), str(record) if words is None else words)


def record_link(kind: ContentType, pk: int, words: str = "") -> SafeString | str:
    """Link to a record that is known by its kind and id, without loading it; by `words` if they are given."""
    words = words or f"{kind.name} {pk}"
    try:
        return format_html(
            '<a href="{}">{}</a>', reverse(f"admin:{kind.app_label}_{kind.model}_change", args=[pk]), words
        )
    except NoReverseMatch:
        return words


def filtered_list(model: type[Model], **conditions: str | int) -> str:
    """Give the address of `model`'s list under `conditions`."""
    return f"{reverse(f'admin:{model._meta.app_label}_{model._meta.model_name}_changelist')}?{urlencode(conditions)}"


def pointing_at(record: Model) -> list[Table]:
    """Give a table for each kind of record that points at `record`, at most SHOWN rows each."""
    relations = [
        relation
        for relation in record._meta.get_fields(include_hidden=True)
        if isinstance(relation, ForeignObjectRel) and relation.related_model in admin.site._registry
    ]
    tables = [_pointing(record, relation) for relation in sorted(relations, key=_rank)]
    return [table for table in tables if table.rows]


def _rank(relation: ForeignObjectRel) -> int:
    name = str(relation.related_model._meta.model_name)  # type: ignore[union-attr]
    return ORDER.index(name) if name in ORDER else len(ORDER)


def _pointing(record: Model, relation: ForeignObjectRel) -> Table:
    model: Any = relation.related_model
    name = relation.field.name
    related = admin.site._registry[model].list_select_related
    rows = model._default_manager.filter(**{name: record}).select_related(*related if related else ())  # type: ignore[misc]
    found = list(rows.order_by("-pk")[: SHOWN + 1])
    is_placed = any(column.name == "release" for column in model._meta.fields)
    title = capfirst(model._meta.verbose_name_plural)
    return Table(
        title=title if name == record._meta.model_name else f"{title} ({relation.field.verbose_name})",
        headers=[_("Record"), *([_("Release"), _("Published on")] if is_placed else [])],
        rows=[_row(one, is_placed) for one in found[:SHOWN]],
        more=filtered_list(model, **{f"{name}__id__exact": record.pk}) if len(found) > SHOWN else "",
    )


def _row(one: Any, is_placed: bool) -> list[object]:
    itself = link(one, one.exact if isinstance(one, Mention) else summary(one))
    if not is_placed:
        return [itself]
    day = format_html(
        '<span class="day">{}</span>', date_format(one.release.published_on) if one.release.published_on else "–"
    )
    return [itself, link(one.release), day]
