"""«Not the same»: said once, never suggested again."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from archive.models import Likeness


def not_the_same(one: Model, other: Model, user: int | None, reason: str = "") -> Likeness:
    """Remember that two records of one kind are different."""
    first, second = sorted((one.pk, other.pk))
    kind = ContentType.objects.get_for_model(one)
    said = {"state": Likeness.State.DISTINCT, "decided_by_id": user, **({"reason": reason[:200]} if reason else {})}
    pair, _made = Likeness.objects.update_or_create(
        content_type=kind, first_id=first, second_id=second, defaults=said, create_defaults={**said, "score": 0.0}
    )
    return pair


def are_not_the_same(pairs: Iterable[int], user: int | None) -> int:
    """Remember of suspected pairs, by id, that they are different; give how many there were."""
    suspected = Likeness.objects.filter(pk__in=list(pairs), state=Likeness.State.SUSPECTED)
    return suspected.update(state=Likeness.State.DISTINCT, decided_by=user)
