"""Taking back all that one action of a person changed, such as a confirmation in bulk."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import Error, connection, transaction
from django.db.models import Count, Model, Q
from django.utils.translation import gettext as _

from archive.curation.actor import acting_as
from archive.curation.history.changes import Change, read
from archive.curation.history.context import because
from archive.curation.history.images import history_of, today
from archive.curation.history.reverting import Reverted, reverted
from archive.curation.history.undoing import NotUndoneError, refusal_of
from archive.models import REMEMBERED
from archive.models.history import CHANGED

ByModel = dict[type[Model], list[Change]]


@dataclass(frozen=True, slots=True)
class ActionUndone:
    """How many records were put back, and how many stay in part or whole, since somebody changed them later."""

    put_back: int
    kept: int


def shared(changes: Iterable[Change]) -> set[UUID]:
    """The actions, of those that these changes belong to, that changed several records; a run is undone as a run."""
    wanted: defaultdict[type[Model], set[UUID]] = defaultdict(set)
    for one in changes:
        if one.action and one.kind == CHANGED and not one.told("run"):
            wanted[one.model].add(one.action)
    found: set[UUID] = set()
    for model, actions in wanted.items():
        events = history_of(model).objects.filter(pgh_context_id__in=actions).values("pgh_context_id").order_by()
        several = events.annotate(records=Count("id", distinct=True)).filter(records__gt=1)
        found |= set(several.values_list("pgh_context_id", flat=True))
    return found


def models_of(action: UUID) -> set[type[Model]]:
    """The models of which an action changed something."""
    return {model for model in REMEMBERED if history_of(model).objects.filter(pgh_context_id=action).exists()}


def changed_values_only(action: UUID) -> bool:
    """Whether an action can be taken back whole: it made and deleted nothing, and was no run's."""
    further = (
        history_of(model)
        .objects.filter(pgh_context_id=action)
        .filter(~Q(pgh_label=CHANGED) | Q(pgh_context__has_key="run"))
        for model in REMEMBERED
    )
    return not any(events.exists() for events in further)


def undo_action(action: UUID, user: int | None, reason: str = "") -> ActionUndone:
    """Put back every value that an action changed, in one transaction that can itself be undone as one.

    What somebody has changed since stays and is counted. Raises NotUndoneError where the action made or deleted
    records, merged them, or was a run's: those have ways of their own.
    """
    try:
        with because(user=user, reason=reason, undoes=str(action)), transaction.atomic(), acting_as("undoer"):
            done = put_all_back(changes_by(action))
            connection.check_constraints()
            return done
    except Error as error:
        raise NotUndoneError(refusal_of(error)) from error


def changes_by(action: UUID) -> ByModel:
    """What an action changed, newest first."""
    events = {model: history_of(model).objects.filter(pgh_context_id=action) for model in REMEMBERED}
    found = {model: read(model, rows.order_by("-pgh_id")) for model, rows in events.items()}
    if not any(found.values()):
        raise NotUndoneError(_("The history has no such change."))
    if not changed_values_only(action):
        raise NotUndoneError(_("It did more than change values: take back its changes one by one."))
    return {model: changes for model, changes in found.items() if changes}


def put_all_back(changes: ByModel) -> ActionUndone:
    plans = {model: plans_of(model, found) for model, found in changes.items()}
    done = ActionUndone(
        put_back=sum(write(model, found) for model, found in plans.items()),
        kept=sum(1 for found in plans.values() for plan in found.values() if plan.kept)
        + sum(len({one.record for one in changes[model]} - found.keys()) for model, found in plans.items()),
    )
    if not done.put_back:
        raise NotUndoneError(_("Everything of it was changed since; it stays as it is."))
    return done


def plans_of(model: type[Model], changes: Sequence[Change]) -> dict[int, Reverted]:
    """What the records that are still there would be without these changes; they are locked."""
    of_record: defaultdict[int, list[Change]] = defaultdict(list)
    for one in changes:
        of_record[one.record].append(one)
    rows = model._default_manager.filter(pk__in=of_record).order_by("pk")
    list(rows.select_for_update(of=("self",)).values_list("pk"))
    return {pk: reverted(row, model, of_record[pk]) for pk, row in today(model, of_record).items()}


def write(model: type[Model], plans: dict[int, Reverted]) -> int:
    """Write them in one statement for all that get the same values; gives how many records were written."""
    alike: defaultdict[str, list[int]] = defaultdict(list)
    values: dict[str, Any] = {}
    for pk, plan in plans.items():
        if plan.columns:
            key = json.dumps(plan.values, default=repr, sort_keys=True)
            values[key] = plan.values
            alike[key].append(pk)
    return sum(model._default_manager.filter(pk__in=pks).update(**values[key]) for key, pks in alike.items())
