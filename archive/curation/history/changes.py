"""What became of records: a change is an update, a delete, or what a person added; newest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model, OuterRef, QuerySet, Subquery

from archive.curation.history.images import COUNTED, Image, columns, decided_of, history_of, image, is_seldom, today
from archive.models import REMEMBERED
from archive.models.history import CHANGED, DELETED, MADE


@dataclass(frozen=True, slots=True)
class Change:
    """One event of the history. `before` is null for what was made, `after` for what was deleted.

    `cause` is null where plain SQL did it; `action` is shared by all that one request or run did.
    """

    model: type[Model]
    record: int
    event: int
    kind: str
    at: datetime
    cause: dict[str, Any] | None
    action: UUID | None
    before: Image | None
    after: Image | None

    @property
    def table(self) -> str:
        return str(self.model._meta.model_name)

    @property
    def is_by_sql(self) -> bool:
        return self.cause is None

    def told(self, name: str) -> Any:
        """What the cause says: user, run, reason, address, program, undoes."""
        return (self.cause or {}).get(name)

    @property
    def changed(self) -> list[str]:
        """The columns whose values differ; of what was made or deleted, those that have a value."""
        one, other = self.before or {}, self.after or {}
        names = [name for name in columns(self.model) if name not in COUNTED]
        if self.kind == CHANGED:
            return [name for name in names if one.get(name) != other.get(name)]
        return [name for name in names if (one or other).get(name) not in (None, "", [], {})]

    def touches(self, unit: Sequence[str]) -> bool:
        """Whether it changed a value of these columns, or who decides them."""
        if self.before is None or self.after is None:
            return True
        differs = any(self.before[one] != self.after[one] for one in unit)
        return differs or decided_of(self.before, self.model, unit) != decided_of(self.after, self.model, unit)


@dataclass(slots=True)
class Images:
    """Rows of one table's history, and what came after each."""

    model: type[Model]
    events: list[Any]
    next_of: dict[int, Any] = field(default_factory=dict)  # event's id → the record's next event
    now: dict[int, Image] = field(default_factory=dict)

    def after(self, event: Any) -> Image | None:
        """The row as an event left it: what its next event found there, or the row today."""
        if event.pgh_label == DELETED:
            return None
        if event.pgh_label == MADE:
            return image(event, self.model)
        following = self.next_of.get(event.pgh_id)
        if following is None:
            return self.filled(event, self.now.get(event.id))
        return self.filled(event, image(following, self.model))

    def filled(self, event: Any, after: Image | None) -> Image | None:
        """The image with the long columns that its own row of the history leaves out."""
        if after is None:
            return None
        long = {one for one in after if is_seldom(self.model, one)}
        return {**after, **{one: self.long_after(event, one) for one in long}}

    def long_after(self, event: Any, column: str) -> Any:
        """A long column as an event left it; null where that is what it found."""
        if getattr(event, column) is None:
            return None
        later = history_of(self.model).objects.filter(id=event.id, pgh_id__gt=event.pgh_id)
        kept = later.exclude(**{column: None}).order_by("pgh_id").values_list(column, flat=True).first()
        return kept if kept is not None else self.now_of(event.id).get(column)

    def now_of(self, record: int) -> Image:
        if record not in self.now:
            self.now |= today(self.model, [record])
        return self.now.get(record, {})


def read(model: type[Model], events: QuerySet[Any]) -> list[Change]:
    """The changes that these rows of a history tell of, in their order."""
    history = history_of(model)
    later = history.objects.filter(id=OuterRef("id"), pgh_id__gt=OuterRef("pgh_id")).order_by("pgh_id")
    found = list(events.annotate(next_id=Subquery(later.values("pgh_id")[:1])))
    following = history.objects.in_bulk({event.next_id for event in found if event.next_id})
    images = Images(model, found, {event.pgh_id: following[event.next_id] for event in found if event.next_id})
    images.now = today(model, {event.id for event in found if event.next_id is None})
    return [change_of(images, event) for event in found]


def change_of(images: Images, event: Any) -> Change:
    return Change(
        model=images.model,
        record=event.id,
        event=event.pgh_id,
        kind=event.pgh_label,
        at=event.pgh_created_at,
        cause=event.pgh_context,
        action=event.pgh_context_id,
        before=None if event.pgh_label == MADE else image(event, images.model),
        after=images.after(event),
    )


def changes_of(record: Model) -> list[Change]:
    """Everything that is remembered of a record, newest first; it may be gone by now."""
    return changes_of_id(type(record), record.pk)


def changes_of_id(model: type[Model], pk: int) -> list[Change]:
    return read(model, history_of(model).objects.filter(id=pk).order_by("-pgh_id"))


def change(model: type[Model], event: int) -> Change | None:
    """One change by the id of its event."""
    found = read(model, history_of(model).objects.filter(pgh_id=event))
    return found[0] if found else None


def recent(
    conditions: dict[str, Any], end: int, models: Iterable[type[Model]] = REMEMBERED, start: int = 0
) -> list[Change]:
    """The newest changes of all models, number `start` to `end`, under these conditions on the history's columns."""
    newest: list[tuple[datetime, int, type[Model]]] = []
    for model in models:
        events = history_of(model).objects.filter(**conditions).order_by("-pgh_created_at", "-pgh_id")
        newest += [(at, event, model) for at, event in events.values_list("pgh_created_at", "pgh_id")[:end]]
    newest = sorted(newest, key=lambda one: one[:2], reverse=True)[start:end]
    wanted: defaultdict[type[Model], list[int]] = defaultdict(list)
    for _at, event, model in newest:
        wanted[model].append(event)
    found = {
        (model, one.event): one
        for model, events in wanted.items()
        for one in read(model, history_of(model).objects.filter(pgh_id__in=events))
    }
    return [found[model, event] for _at, event, model in newest]
