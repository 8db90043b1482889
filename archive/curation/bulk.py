"""Confirming many annotations at once: nobody looked at each, so they say so and count for no rule's precision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import F, Func, QuerySet, Value
from django.db.models.functions import Random

from archive.curation.history.context import because
from archive.models import Annotation

BULK = "bulk"  # the flag of what was confirmed so; etl.evaluation leaves it out
SAMPLE = 50


class NoReasonError(ValueError):
    """Raised where many are to be confirmed and nobody says why."""


def confirm_all(rows: QuerySet[Any], reason: str) -> int:
    """Confirm the pending ones of `rows` in one statement, flagged; gives how many. Raises NoReasonError.

    The reason stands in the history of each, by which they can be found and taken back together.
    """
    if not reason.strip():
        raise NoReasonError("Many are confirmed with a reason.")
    pending = rows.model.objects.filter(pk__in=rows.order_by().values("pk"), review=Annotation.Review.PENDING)
    flags = Func(F("flags"), Value(BULK), function="array_append")
    with because(reason=reason.strip()):
        return int(pending.update(review=Annotation.Review.CONFIRMED, flags=flags))


def sample(rows: QuerySet[Any], size: int = SAMPLE) -> Sequence[int]:
    """The ids of some of the pending ones, drawn at random: what an editor looks at before confirming the rest."""
    pending = rows.filter(review=Annotation.Review.PENDING)
    return list(pending.order_by(Random()).values_list("pk", flat=True)[:size])
