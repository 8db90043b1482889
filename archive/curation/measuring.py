"""Which indicator figures measure: assigned one by one or many at once, and taught to the next parse. Knows no page."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, Func, QuerySet, TextField, Value

from archive.models import Annotation, Figure, Indicator


def like(figure: Figure) -> QuerySet[Figure]:
    """The figures that count the same: same unit, same subject whatever its case, accents and order of words."""
    rows = Figure.objects.filter(unit=figure.unit).exclude(review=Annotation.Review.REJECTED)
    if not figure.subject:
        return rows.filter(pk=figure.pk)
    return rows.annotate(folded=folded(F("subject"))).filter(folded=folded(Value(figure.subject)))


def folded(words: F | Value) -> Func:
    return Func(words, function="archive_key", output_field=TextField())


def indicator_from(figure: Figure) -> Indicator:
    """An indicator that is not saved yet, named as the text names what the figure counts."""
    return Indicator(name=figure.subject or figure.unit or "", unit=figure.unit or "")


def assign(figures: QuerySet[Figure], indicator: Indicator, *, teach: bool) -> int:
    """Say that the figures measure the indicator, and give how many did not before.

    With `teach`, their words for what they count become its aliases, by which the next parse knows it.
    """
    with transaction.atomic():
        chosen = Figure.objects.select_for_update().filter(pk__in=list(figures.values_list("pk", flat=True)))
        words = [one.subject for one in chosen.order_by("pk") if one.subject]
        count = chosen.exclude(indicator=indicator).update(indicator=indicator)
        if teach:
            add_aliases(indicator, words)
    return count


def add_aliases(indicator: Indicator, words: list[str]) -> None:
    """Add the names that the indicator does not have yet, whatever their case."""
    current = Indicator.objects.select_for_update().get(pk=indicator.pk)
    known = {one.casefold() for one in (current.name, *current.aliases)}
    new: dict[str, str] = {}
    for one in words:
        if one.casefold() not in known:
            new.setdefault(one.casefold(), one)
    if new:
        current.aliases = [*current.aliases, *new.values()]
        current.save(update_fields=["aliases"])
