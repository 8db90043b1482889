"""What each model gives to spreadsheets, and what it takes back from them."""

from __future__ import annotations

from copy import copy
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, InternalError, models, transaction
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from import_export.fields import Field
from import_export.resources import Diff, ModelResource
from import_export.results import Result

from archive.admin.cells import Name, cell_of
from archive.admin.since import changed_since
from archive.curation.refusal import sentence
from archive.curation.supplying import unsaid
from archive.models import Annotation, Curated

LEFT_OUT = {"content", "parsed", "keys"}
# Kept by the machine, the database or the review: written out, never read.
KEPT = {
    "exact",
    "rule",
    "confidence",
    "decided",
    "version",
    "run",
    "earliest",
    "latest",
    "parser_version",
    "authority_hash",
}
LAST = ("review", "rule", "confidence", "supplied", "flags", "decided", "version", "run")
PREVIEWED = 100
NO_VERSION = gettext_noop("The row does not say which version it was made from: export again, and edit that file.")
STALE = gettext_noop(
    "The row was made from version %(seen)s, but the record has been changed since: it is at version %(now)s. "
    "Export it again, and make your change there."
)


class PlainDiff(Diff):  # type: ignore[misc]
    """Old and new value, without the library's inline styles."""

    def as_html(self) -> list[SafeString]:
        pairs = ((("" if self.new else str(old)), str(new)) for old, new in zip(self.left, self.right, strict=True))
        return [
            format_html("{}", new)
            if old == new
            else format_html("{}<ins>{}</ins>", format_html("<del>{}</del> ", old) if old else "", new)
            for old, new in pairs
        ]


class CappedResult(Result):  # type: ignore[misc]
    """Previews no more than PREVIEWED rows; errors are all listed."""

    def valid_rows(self) -> list[Any]:
        return super().valid_rows()[:PREVIEWED]  # type: ignore[no-any-return]

    @property
    def left_out(self) -> int:
        """How many rows the preview does not show."""
        return max(0, len(super().valid_rows()) - PREVIEWED)


class ArchiveResource(ModelResource):  # type: ignore[misc]
    """Imports as the person who uploads: changes are decisions, what is stale or untrue is refused with a sentence."""

    @classmethod
    def get_diff_class(cls) -> type[PlainDiff]:
        return PlainDiff

    @classmethod
    def get_result_class(cls) -> type[CappedResult]:
        return CappedResult

    def get_queryset(self) -> Any:
        return super().get_queryset().select_for_update(of=("self",))

    def import_instance(self, instance: models.Model, row: dict[str, Any], **kwargs: Any) -> None:
        """Refuse a row whose version is not today's before anything of it is taken over."""
        if not instance._state.adding:
            self.refuse_stale(instance, row)
        elif row.get("id") not in (None, ""):
            raise ValidationError(
                {"id": _("There is no record with the id %s. Leave the id empty to add one.") % row["id"]}
            )
        before = copy(instance)
        super().import_instance(instance, row, **kwargs)
        if isinstance(instance, Annotation):
            _take_words(instance)
        if isinstance(instance, Curated):
            _require_references(before, instance)

    def init_instance(self, row: Any = None) -> models.Model:
        instance = self._meta.model()
        if isinstance(instance, Annotation):
            instance.rule, instance.confidence, instance.review = "editor", 1.0, Annotation.Review.CONFIRMED
        return instance  # type: ignore[no-any-return]

    def refuse_stale(self, instance: models.Model, row: dict[str, Any]) -> None:
        """Raise ValidationError unless the row carries the version that the record has now."""
        if not isinstance(instance, Curated):
            return
        seen = str(row.get("version", "") or "").strip()
        if not seen:
            raise ValidationError({"version": _(NO_VERSION)})
        if seen != str(instance.version):
            stale = _(STALE) % {"seen": seen, "now": instance.version}
            since = changed_since(instance, int(seen)) if seen.isdecimal() else []
            raise ValidationError({"version": [stale, *since]})

    def validate_instance(
        self, instance: models.Model, import_validation_errors: Any = None, validate_unique: bool = True
    ) -> None:
        errors = dict(import_validation_errors or {})
        try:
            instance.full_clean(exclude=errors.keys(), validate_unique=validate_unique, validate_constraints=False)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def do_instance_save(self, instance: models.Model, is_create: bool) -> None:
        try:
            with transaction.atomic():
                instance.save(force_insert=is_create)
        except (IntegrityError, DataError, InternalError) as error:
            raise ValidationError(sentence(error)) from error


@cache
def resource_for(model: type[models.Model]) -> type[ArchiveResource]:
    """Make the resource of `model`: its columns in order, each relation's name beside its id."""
    fields: dict[str, Field] = {}
    for column in sorted(model._meta.concrete_fields, key=_rank):
        if column.name in LEFT_OUT:
            continue
        fields[column.name] = Field(
            attribute=column.attname, column_name=column.name, widget=cell_of(column), readonly=_is_kept(column)
        )
        if isinstance(column, models.ForeignKey):
            fields[f"{column.name}_name"] = Field(
                attribute=column.name, column_name=f"{column.name}_name", widget=Name(), readonly=True
            )
    meta = type(
        "Meta",
        (),
        {
            "model": model,
            "fields": tuple(fields),
            "export_order": tuple(fields),
            "import_order": tuple(name for name, field in fields.items() if not field.readonly),
            "skip_unchanged": True,
            "report_skipped": True,
        },
    )
    return type(f"{model.__name__}Resource", (ArchiveResource,), {**fields, "Meta": meta})


def _rank(column: models.Field[Any, Any]) -> int:
    """What the record says comes first, what is kept about it last."""
    return 1 + LAST.index(column.name) if column.name in LAST else 0


def _is_kept(column: models.Field[Any, Any]) -> bool:
    is_release_text = column.model._meta.model_name == "release" and column.name in {"text", "source"}
    return (
        column.name in KEPT or is_release_text or column.generated or (not column.editable and not column.primary_key)
    )


def _require_references(before: Any, record: Any) -> None:
    """Refuse a value that no text says and the column `supplied` gives no reference for."""
    kind, text = str(record._meta.model_name), getattr(record, "text", "")
    changed = {
        column.name: getattr(record, column.name)
        for column in record._meta.concrete_fields
        if not (column.is_relation or column.generated)
        and getattr(record, column.attname) != getattr(before, column.attname)
    }
    lacking = [name for name in unsaid(kind, text, changed) if not record.supplied.get(name)]
    if lacking:
        raise ValidationError(
            {
                name: _('The text does not say this: give the reference in the column supplied, as {"%s": "…"}.') % name
                for name in lacking
            }
        )


def _take_words(annotation: Annotation) -> None:
    """Take the exact words from the release's text, as the form does."""
    if annotation.start is None or annotation.end is None or annotation.release_id is None:
        return
    words = annotation.release.text[annotation.start : annotation.end]
    if len(words) != annotation.end - annotation.start:
        raise ValidationError(
            {"end": _("The text has only %(count)d characters.") % {"count": len(annotation.release.text)}}
        )
    annotation.exact = words
