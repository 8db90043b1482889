"""What is kept of a record before it changes or goes: tables `history_*`, written by triggers (django-pghistory).

Each row holds the whole record as it was *before* an update or a delete, and what caused it (`pgh_context`: null
for plain SQL). What a person adds is noted too, as it was added; what the loader adds is not, since each such row names
its run and a trigger on COPY would cost the loader half its speed.
"""

from __future__ import annotations

from typing import Any

import pghistory
import pgtrigger
from django.db import models
from pghistory import trigger

from archive.models.annotation import Annotation
from archive.models.curation import Likeness, Merge, Proposal
from archive.models.event import Event
from archive.models.figure import Figure
from archive.models.indicator import Indicator, Subject
from archive.models.mention import Mention
from archive.models.note import Note
from archive.models.organization import Office, Organization
from archive.models.person import Person
from archive.models.programme import Programme
from archive.models.quote import Quote
from archive.models.relation import Participation, Tenure
from archive.models.release import Release
from archive.models.source import Source

MADE, CHANGED, DELETED = "made", "changed", "deleted"

REMEMBERED: tuple[type[models.Model], ...] = (
    Release,
    Person,
    Organization,
    Office,
    Programme,
    Event,
    Indicator,
    Subject,
    Quote,
    Figure,
    Tenure,
    Participation,
    Mention,
    Source,
    Proposal,
    Likeness,
    Merge,
    Note,
)
# Never kept: bytes, which never change, and columns that are computed from others, such as those for searching.
NOT_REMEMBERED = ("content", "search")
# Long and seldom changed: kept where they change; null in the history of an update says that they did not.
SELDOM_CHANGED = {"release": ("text",)}
PERSON_WRITES = "coalesce(current_setting('archive.actor', true), '') <> 'machine'"


class SparingTrigger(trigger.Event):
    """Leaves a long column out where the update did not change it."""

    def get_func(self, model: Any) -> Any:
        func = super().get_func(model)  # type: ignore[no-untyped-call]
        body = func.func
        for column in SELDOM_CHANGED.get(model._meta.model_name, ()):
            body = body.replace(
                f'OLD."{column}"', f'CASE WHEN OLD."{column}" IS DISTINCT FROM NEW."{column}" THEN OLD."{column}" END'
            )
        return pgtrigger.Func(body)  # type: ignore[no-untyped-call]


class Update(pghistory.UpdateEvent):
    """The record as it was before an update that changed something of it."""

    label = CHANGED
    row = pghistory.Old
    trigger_name = "remember_changed"

    def add_event_trigger(self, event_model: Any) -> None:
        pgtrigger.register(
            SparingTrigger(  # type: ignore[no-untyped-call]
                event_model=event_model,
                label=self.label,
                name=self.trigger_name,
                row=self.row,
                operation=self.operation,
                condition=self.condition,
                level=self.level,
            )
        )(event_model.pgh_tracked_model)


def nullable(column: Any) -> models.TextField[Any, Any]:
    return models.TextField(column.verbose_name, null=True, help_text=column.help_text)


def remember(model: type[models.Model]) -> None:
    """Make `model`'s history: the model `PersonBefore` of the table `history_person`, and its triggers."""
    name = str(model._meta.model_name)
    computed = [one.name for one in model._meta.local_fields if isinstance(one, models.GeneratedField)]
    seldom = {one: nullable(model._meta.get_field(one)) for one in SELDOM_CHANGED.get(name, ())}
    pghistory.track(
        Update(),
        pghistory.DeleteEvent(DELETED, trigger_name="remember_deleted"),
        pghistory.InsertEvent(MADE, trigger_name="remember_made", condition=pgtrigger.Condition(PERSON_WRITES)),
        exclude=[*NOT_REMEMBERED, *computed],
        obj_field=None,
        context_field=pghistory.ContextJSONField(),
        model_name=f"{model._meta.object_name}Before",
        attrs=seldom,
        meta={
            "db_table": f"history_{name}",
            "indexes": [
                models.Index(fields=["id", "pgh_id"], name=f"history_{name}_row"),
                models.Index(fields=["pgh_created_at"], name=f"history_{name}_day"),
                models.Index(
                    fields=["pgh_id"], name=f"history_{name}_who", condition=models.Q(pgh_context__has_key="user")
                ),
                models.Index(
                    "pgh_context__run", name=f"history_{name}_run", condition=models.Q(pgh_context__has_key="run")
                ),
                *(
                    [models.Index(fields=["release"], name=f"history_{name}_of")]
                    if issubclass(model, Annotation)
                    else []
                ),
            ],
        },
    )(model)


for remembered in REMEMBERED:
    remember(remembered)
