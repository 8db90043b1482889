"""What an editor does with a record: confirm, reject, put back, edit, supply, erase. Knows no page.

Each act names the version of the row that the editor saw. If the row has another by now, nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import transaction

from archive.curation.bulk import BULK
from archive.curation.decidable import ANNOTATIONS, ENTITIES, GROUPS, SPAN
from archive.curation.history.changes import Change, changes_of
from archive.curation.supplying import references
from archive.models import Annotation, Quote, Release

EDITOR = "editor"  # the rule of what a person made
SPEAKER = ("speaker", "organization", "basis")


@dataclass(frozen=True, slots=True)
class Seen:
    """A record as an editor saw it: `kind` is a key of GROUPS, such as quote or release."""

    kind: str
    id: int
    version: int

    @classmethod
    def of(cls, record: Any) -> Seen:
        """The record as it is in hand."""
        return cls(record._meta.model_name, record.pk, record.version)


class StaleError(Exception):
    """Raised where somebody changed the row since it was seen; `record` is the row as it is now."""

    def __init__(self, record: Any, seen: Seen) -> None:
        super().__init__(f"{seen.kind} {seen.id} has version {record.version}; version {seen.version} was seen.")
        self.record, self.seen = record, seen

    @property
    def between(self) -> list[Change]:
        """What came between, newest first, as the history has it."""
        changes = changes_of(self.record)
        return [one for one in changes if one.before is not None and one.before["version"] >= self.seen.version]


class GoneError(Exception):
    """Raised where the row that was seen is no longer there."""

    def __init__(self, seen: Seen) -> None:
        super().__init__(f"{seen.kind} {seen.id} is no longer there.")
        self.seen = seen


def confirm(seen: Seen) -> Annotation:
    """Say that an annotation is right: all its fields are decided from now on. Raises StaleError, GoneError."""
    return judge(seen, Annotation.Review.CONFIRMED)


def reject(seen: Seen) -> Annotation:
    """Say that an annotation is wrong: it stays listed, and no parse brings it back. Raises StaleError, GoneError."""
    return judge(seen, Annotation.Review.REJECTED)


def put_back(seen: Seen) -> Annotation:
    """Make an annotation pending again; what was decided of it stays decided. Raises StaleError, GoneError."""
    return judge(seen, Annotation.Review.PENDING)


def judge(seen: Seen, review: Annotation.Review) -> Annotation:
    """Set the review of an annotation. Raises StaleError, GoneError, ValueError for what is no annotation."""
    if seen.kind not in ANNOTATIONS:
        raise ValueError(f"“{seen.kind}” is neither confirmed nor rejected.")
    with as_seen(seen) as record:
        record.review = review
        record.flags = [flag for flag in record.flags if flag != BULK]  # somebody has looked now
        record.save(update_fields=["review", "flags"])
    annotation: Annotation = record
    return annotation


def edit(seen: Seen, values: Mapping[str, Any]) -> Any:
    """Write `values` (field → value; relations as records) to a release, an annotation or an entity.

    What `exact` has to be is taken from the text, and a speaker whom an editor gives is known by the editor. Raises
    StaleError, GoneError, ValueError for fields that nobody decides, and what the database refuses.
    """
    with as_seen(seen) as record:
        write(record, decidable(seen.kind, values))
    return record


def supply(seen: Seen, values: Mapping[str, Any], reference: str) -> Any:
    """Write what the text lacks, with the reference (an address or a note) by which it is known.

    What a release's own text has after all needs none and gets none.

    Raises StaleError, GoneError, and ValueError without a reference or for fields that nobody decides.
    """
    if not reference.strip():
        raise ValueError("What a text lacks is supplied with a reference: give an address or a note.")
    with as_seen(seen) as record:
        text = record.text if isinstance(record, Release) else ""
        supplied = references(seen.kind, text, values, reference.strip())
        write(record, decidable(seen.kind, values), supplied=supplied)
    return record


def erase(seen: Seen) -> Annotation | None:
    """Delete what a person made; reject what the parser found, or it would come back. Gives the row that is left.

    Raises StaleError, GoneError.
    """
    with as_seen(seen) as record:
        if record.rule == EDITOR:
            record.delete()
            return None
        record.review = Annotation.Review.REJECTED
        record.save(update_fields=["review"])
    annotation: Annotation = record
    return annotation


@contextmanager
def as_seen(seen: Seen) -> Iterator[Any]:
    """Hold the row that was seen, locked, in a transaction; afterwards it has what the triggers made of it."""
    with transaction.atomic():
        record = locked(seen)
        yield record
        if record.pk is not None:
            record.refresh_from_db(fields=["version", "decided"])


def locked(seen: Seen) -> Any:
    """The row that was seen, locked. Raises StaleError, GoneError."""
    model = apps.get_model("archive", seen.kind) if seen.kind in ENTITIES else model_of(seen.kind)
    record = model._default_manager.select_for_update().filter(pk=seen.id).first()
    if record is None:
        raise GoneError(seen)
    if record.version != seen.version:
        raise StaleError(record, seen)
    return record


def write(record: Any, values: Mapping[str, Any], supplied: Mapping[str, str] | None = None) -> None:
    """Set `values` on a locked row, with what follows from them, and save the columns they touch."""
    changes = {**values, **consequences(record, values)}
    for name, value in changes.items():
        setattr(record, name, value)
    kept = {field: note for field, note in record.supplied.items() if field not in changes}
    record.supplied = {**kept, **(supplied or {})}
    record.save(update_fields=[*changes, "supplied"])


def consequences(record: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that other fields bring with them."""
    follows: dict[str, Any] = {}
    if isinstance(record, Annotation) and {"start", "end"} & values.keys():
        start, end = values.get("start", record.start), values.get("end", record.end)
        if start is not None and end is not None:
            text = Release.objects.values_list("text", flat=True).get(pk=record.release_id)
            follows["exact"] = text[start:end]
    if isinstance(record, Quote) and {"speaker", "organization"} & values.keys() and "basis" not in values:
        known = values.get("speaker", record.speaker) or values.get("organization", record.organization)
        follows["basis"] = Quote.Basis.EDITOR if known else None
    return follows


def decidable(kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values, if they are all of fields that an editor decides; `exact` is the text's. Raises ValueError."""
    fields = {name for group in GROUPS[kind] for name in group} - {"exact"}
    if unknown := sorted(values.keys() - fields):
        raise ValueError(f"An editor does not decide {', '.join(unknown)} of a {kind}.")
    return dict(values)


def model_of(kind: str) -> Any:
    """The model of a kind of record: an annotation's or the release's. Raises ValueError."""
    if kind not in (*ANNOTATIONS, "release"):
        raise ValueError(f"“{kind}” is nothing that is reviewed.")
    return apps.get_model("archive", kind)


def fields_of(kind: str) -> list[str]:
    """The fields that an editor decides, without the place."""
    return [name for group in GROUPS[kind] for name in group if group != SPAN]
