"""One record that was two: the chosen rows and names become another's; chosen quotes another speaker's."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db import Error, transaction
from django.utils.translation import gettext as _

from archive.curation.history.context import because
from archive.curation.history.undoing import refusal_of
from archive.curation.merging.distinct import not_the_same
from archive.curation.merging.refusing import NotMergedError
from archive.curation.merging.relations import relations
from archive.models import Curated, Person, Quote

# What tells the two apart is for the editor to say; what both are of is copied.
COPIED = ("organization_id", "kind", "unit")


def split(
    record: Curated,
    name: str,
    aliases: Collection[str],
    chosen: Mapping[str, Collection[int]],
    user: int | None,
    reason: str = "",
) -> Any:
    """Make a new record called `name`; give it some aliases and the chosen rows.

    `chosen` has ids by relation, such as quote.speaker_id. Every row that moves is decided: a person said whose it is.
    The two are remembered as not the same. Raises NotMergedError with a sentence.
    """
    if not name.strip() or not any(chosen.values()):
        raise NotMergedError(_("Give the new record a name, and choose at least one row that is its own."))
    try:
        with because(user=user, reason=reason or _("split")), transaction.atomic():
            return split_locked(record, name.strip(), set(aliases), chosen, user)
    except Error as error:
        raise NotMergedError(refusal_of(error)) from error


def split_locked(
    record: Curated, name: str, aliases: set[str], chosen: Mapping[str, Collection[int]], user: int | None
) -> Any:
    model: Any = type(record)
    old = model.objects.select_for_update().filter(pk=record.pk).first()
    if old is None:
        raise NotMergedError(_("The record is gone."))
    columns = {one.attname for one in model._meta.concrete_fields}
    copied = {one: getattr(old, one) for one in COPIED if one in columns}
    new = model(name=name, aliases=sorted(aliases - {name}), **copied)
    new.save()
    old.aliases = [one for one in old.aliases if one not in aliases | {name}]
    old.save(update_fields=["aliases"])
    for one in relations(model):
        if ids := chosen.get(one.name):
            one.pointing_at(old.pk).filter(pk__in=ids).update(**{one.column: new.pk})
    not_the_same(old, new, user, _("split"))
    return new


def give_quotes(quotes: Collection[int], speaker: Person, user: int | None, reason: str = "") -> int:
    """Make these quotes the words of another speaker, as an editor's decision; give how many were."""
    with because(user=user, reason=reason or _("another speaker")):
        others = Quote.objects.filter(pk__in=quotes).exclude(speaker=speaker)
        return others.update(speaker=speaker, organization=None, basis=Quote.Basis.EDITOR)
