"""What people changed last, from the history: one query over all its tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.auth.models import User
from django.db.models import F, QuerySet, Value
from django.db.models.fields import CharField, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from archive.curation.decidable import ANNOTATIONS, ENTITIES, GROUPS
from archive.curation.history.images import history_of
from archive.models.history import CHANGED, DELETED, MADE

SHOWN = 12
READ = 60  # before those of one act are put together
COLUMNS = ("pgh_created_at", "pgh_id", "pgh_label", "pgh_context_id", "id", "of_kind", "called", "who", "why")


@dataclass(slots=True)
class Doing:
    """What one person did in one go: to one record, or to `count` of a kind."""

    at: datetime
    who: str
    what: str
    kind: str
    words: str
    url: str
    reason: str
    count: int = 1


def last_doings(request: HttpRequest) -> list[Doing]:
    """The newest changes by people to what the person may see, those of one act as one."""
    kinds = [kind for kind in GROUPS if request.user.has_perm(f"archive.view_{kind}")]
    if not kinds:
        return []
    events = newest(kinds)
    names = dict(User.objects.filter(pk__in={one["who"] for one in events}).values_list("pk", "username"))
    found: dict[tuple[UUID | None, str, str], Doing] = {}
    for one in events:
        key = (one["pgh_context_id"] or UUID(int=one["pgh_id"]), one["of_kind"], one["pgh_label"])
        if key in found:
            found[key].count += 1
        else:
            found[key] = doing(one, names)
    return list(found.values())[:SHOWN]


def newest(kinds: list[str]) -> list[dict[str, Any]]:
    first, *others = (of_people(kind) for kind in kinds)
    rows = first.union(*others, all=True) if others else first
    return list(rows.order_by("-pgh_created_at", "-pgh_id")[:READ])


def of_people(kind: str) -> QuerySet[Any, dict[str, Any]]:
    """The newest changes by people to records of a kind."""
    words = "exact" if kind in ANNOTATIONS else "name" if kind in ENTITIES else "title"
    rows = history_of(apps.get_model("archive", kind)).objects.filter(pgh_context__has_key="user")
    found: QuerySet[Any, dict[str, Any]] = (
        rows.order_by("-pgh_id")
        .annotate(
            of_kind=Value(kind, CharField()),
            called=Cast(F(words), TextField()),
            who=F("pgh_context__user"),
            why=F("pgh_context__reason"),
        )
        .values("pgh_created_at", "pgh_id", "pgh_label", "pgh_context_id", "id", "of_kind", "called", "who", "why")[
            :READ
        ]
    )
    return found


def doing(event: dict[str, Any], names: dict[int, str]) -> Doing:
    kind = event["of_kind"]
    verbs = {MADE: _("made"), CHANGED: _("changed"), DELETED: _("deleted")}
    gone = event["pgh_label"] == DELETED
    return Doing(
        at=event["pgh_created_at"],
        who=names.get(event["who"], _("somebody who is gone")),
        what=verbs[event["pgh_label"]],
        kind=capfirst(str(apps.get_model("archive", kind)._meta.verbose_name)),
        words=Truncator(event["called"] or f"{event['id']}").chars(70),
        url="" if gone else reverse(f"admin:archive_{kind}_change", args=[event["id"]]),
        reason=event["why"] or "",
    )
