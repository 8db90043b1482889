"""What an export holds, table by table and field by field, and the README that says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.fields import ArrayField
from django.db import models
from psycopg import sql

# Computed from others, or of no meaning elsewhere.
LEFT_OUT = {"queued", "lookedat", "apitoken"}
# Of people: who decided what can be told without their passwords and addresses.
NAMED: dict[str, tuple[str, ...]] = {
    "user": ("id", "username", "first_name", "last_name", "is_active"),
    "contenttype": ("id", "app_label", "model"),
}
ORIGINAL = "file"
SUFFIXES = {
    "text/plain": ".txt",
    "text/html": ".html",
    "application/pdf": ".pdf",
    "application/json": ".json",
    "message/rfc822": ".eml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
HISTORY = "history_"
TYPES = {
    "ArrayField": "list",
    "JSONField": "JSON",
    "BooleanField": "true or false",
    "DateField": "day",
    "DateTimeField": "time, in UTC",
    "FloatField": "number",
    "DecimalField": "number",
    "UUIDField": "UUID",
}
HEAD = """# A press archive, exported

Releases as they were received, what was read from them, and what editors decided. Nothing but this folder is needed
to read it. It is a bag (BagIt 1.0, RFC 8493): `sha256sum -c manifest-sha256.txt` proves that every file is as it was.

- `data/records/NAME.jsonl` has one JSON object a line, in UTF-8. `data/records/NAME.csv` has the same rows with a line
  of names first (RFC 4180): an empty field is null, `""` is an empty text; lists and objects are JSON. Open it in a
  spreadsheet as text only: a field may begin with `=`.
- `data/originals/` has the documents as received, byte for byte, each named by its SHA-256; `source.file` says which.
- Offsets (`start`, `end`) count code points, from 0, in the `text` of the release: `exact` is what stands there.
- A field that ends with `_id` holds the `id` of a row of another table, which is named beside it. Where it says
  "record", `content_type_id` tells of which table: `contenttype` has their names.
- Days are YYYY-MM-DD; dates of events and periods are EDTF: YYYY, YYYY-MM, YYYY-MM-DD, XXXX-MM-DD and intervals.
- `history_NAME` has rows of NAME as they were before a change or a deletion (`pgh_label`: changed, deleted; made is
  what a person added, as it was added), when (`pgh_created_at`), by whom and why (`pgh_context`: user, run, reason).
- Fields that somebody decided are listed in `decided`; the program that read the texts may not change these.

"""


@dataclass(frozen=True, slots=True)
class Exported:
    """A table of the export."""

    name: str
    model: type[models.Model]
    fields: tuple[Any, ...]

    @property
    def query(self) -> sql.Composed:
        """Its rows in the order of their keys; lists as JSON, and of a source the path of its original."""
        columns = sql.SQL(", ").join(map(selected, self.fields))
        if self.name == "source":
            columns += sql.SQL(", {} AS {}").format(path_of_original(), sql.Identifier(ORIGINAL))
        return sql.SQL("SELECT {} FROM {} ORDER BY {}").format(
            columns, sql.Identifier(self.model._meta.db_table), sql.Identifier(self.model._meta.pk.column)
        )


def exported() -> Iterator[Exported]:
    """Every table of the archive, those of its history, and the names that they point at."""
    for model in apps.get_app_config("archive").get_models():
        name = model._meta.db_table.removeprefix("archive_")
        if name not in LEFT_OUT and model._meta.managed:
            yield Exported(name, model, fields_of(model))
    for other in (get_user_model(), ContentType):
        name = str(other._meta.model_name)
        yield Exported(name, other, tuple(other._meta.get_field(one) for one in NAMED[name]))


def fields_of(model: type[models.Model]) -> tuple[Any, ...]:
    """The fields but for the bytes, which are files."""
    return tuple(one for one in model._meta.concrete_fields if not isinstance(one, models.BinaryField))


def selected(one: Any) -> sql.Composable:
    column = sql.Identifier(one.column)
    inner = one.output_field if isinstance(one, models.GeneratedField) else one
    return sql.SQL("to_json({}) AS {}").format(column, column) if isinstance(inner, ArrayField) else column


def original_of(sha256: str, media_type: str) -> str:
    """Where an original stands below its folder: its hash, with the ending that its form has."""
    return f"{sha256[:2]}/{sha256}{SUFFIXES.get(media_type, '')}"


def path_of_original() -> sql.Composable:
    """The same in SQL, from the top of the export."""
    cases = sql.SQL(" ").join(
        sql.SQL("WHEN {} THEN {}").format(sql.Literal(form), sql.Literal(suffix)) for form, suffix in SUFFIXES.items()
    )
    return sql.SQL("'data/originals/' || left(sha256, 2) || '/' || sha256 || CASE media_type {} ELSE '' END").format(
        cases
    )


def readme(rows: dict[str, int]) -> str:
    """What each file and each field is, and how many rows there are."""
    return HEAD + "\n".join(section(one, rows[one.name]) for one in exported())


def section(one: Exported, rows: int) -> str:
    lines = [
        f"## {one.name}",
        "",
        f"{what(one)} {rows:,} rows.",
        "",
        "| field | holds | meaning |",
        "| --- | --- | --- |",
    ]
    lines += [f"| `{field.column}` | {holds(field)} | {meaning(field)} |" for field in one.fields]
    if one.name == "source":
        lines.append(f"| `{ORIGINAL}` | path | Where its bytes stand in this export. |")
    return "\n".join([*lines, ""])


def what(one: Exported) -> str:
    if one.name.startswith(HISTORY):
        return f"Rows of `{one.name.removeprefix(HISTORY)}` as they were."
    told = (one.model.__doc__ or "").split("\n\n")[0].replace("\n    ", " ").strip()
    return (
        str(one.model._meta.verbose_name_plural).capitalize() + "."
        if told.startswith(f"{one.model.__name__}(")
        else told
    )


def holds(field: Any) -> str:
    if field.is_relation:
        return f"`id` of `{field.related_model._meta.db_table.removeprefix('archive_')}`"
    inner = field.output_field if isinstance(field, models.GeneratedField) else field
    if field.choices:
        return ", ".join(f"`{value}`" for value, _label in field.choices if value not in (None, ""))
    whole = "whole number" if isinstance(inner, models.IntegerField) else "text"
    return TYPES.get(type(inner).__name__, whole)


def meaning(field: Any) -> str:
    return str(field.help_text or field.verbose_name).replace("|", "\\|")
