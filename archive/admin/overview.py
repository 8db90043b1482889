"""The front page: what the archive holds and what waits for an editor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from archive.admin.links import filtered_list
from archive.admin.scale import COUNTED_TO, estimated_rows
from archive.models import Event, Figure, Likeness, Person, Programme, Proposal, Quote, Release
from archive.roles import Act, may

COUNTED = 1_000


@dataclass(frozen=True, slots=True)
class Tile:
    """A number, what it counts, and where the rows are."""

    number: str
    name: str
    url: str


def overview(request: HttpRequest) -> dict[str, Any]:
    """Give the tiles that the person may see."""

    def may_see(model: type[Model]) -> bool:
        return request.user.has_perm(f"archive.view_{model._meta.model_name}")

    held = [
        (Release, _("releases")),
        (Quote, _("quotes")),
        (Figure, _("figures")),
        (Person, _("persons")),
        (Event, _("events")),
        (Programme, _("programmes")),
    ]
    return {
        "holdings": [
            Tile(_rows(model), name, filtered_list(model).rstrip("?")) for model, name in held if may_see(model)
        ],
        "may_ingest": may(request.user, Act.INGEST),
        "waiting": [tile for model, tile in _waiting() if may_see(model) and tile.number != "0"],
    }


def _waiting() -> list[tuple[type[Model], Tile]]:
    queues: list[tuple[QuerySet[Any], str, dict[str, str]]] = [
        (Release.objects.filter(state="to_read"), _("releases to read"), {"state__exact": "to_read"}),
        (Release.objects.filter(state="in_hand"), _("releases in hand"), {"state__exact": "in_hand"}),
        (
            Quote.objects.filter(speaker=None, organization=None, review="pending"),
            _("quotes without a speaker"),
            {"speaker_known": "no", "review__exact": "pending"},
        ),
        (Proposal.objects.filter(state="waiting"), _("proposals"), {"state__exact": "waiting"}),
        (Likeness.objects.filter(state="suspected"), _("possible doubles"), {"state__exact": "suspected"}),
    ]
    return [(rows.model, Tile(_capped(rows), name, filtered_list(rows.model, **where))) for rows, name, where in queues]


def _capped(rows: QuerySet[Any]) -> str:
    count = rows.order_by()[: COUNTED + 1].count()
    return str(count) if count <= COUNTED else f"{number_format(COUNTED, force_grouping=True)}+"


def _rows(model: type[Model]) -> str:
    estimate = estimated_rows(model)
    if estimate > COUNTED_TO:
        return "≈\u202f" + number_format(estimate, force_grouping=True)
    return number_format(model._default_manager.count(), force_grouping=True)
