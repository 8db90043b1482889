"""From an address to its record: found, moved to the one it was merged into, taken back, or never there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from archive.curation.history.images import history_of
from archive.curation.merging.addresses import survivor_of
from archive.models import Annotation
from archive.models.history import DELETED
from archive.reading.addresses import address_of
from archive.reading.errors import gone, not_confirmed
from archive.reading.frame import View, reading
from archive.reading.visible import Visible

LARGEST = 2**63 - 1
RecordView = Callable[[HttpRequest, Any, Visible], HttpResponse]


def page_of(rows: QuerySet[Any]) -> Callable[[RecordView], View]:
    """Make a view of a record's id (`pk`) out of one of a record of `rows` and of what the reader sees."""

    def wrap(view: RecordView) -> View:
        @reading
        @wraps(view)
        def found(request: HttpRequest, pk: int) -> HttpResponse:
            visible = Visible.to(request)
            record = rows.filter(pk=pk).first() if pk <= LARGEST else None
            if record is None:
                return elsewhere(request, rows.model, pk, visible)
            if isinstance(record, Annotation) and not visible.shows(record):
                return hidden(request, record)
            return view(request, record, visible)

        return found

    return wrap


def elsewhere(request: HttpRequest, model: type[Model], pk: int, visible: Visible) -> HttpResponse:
    """Lead to the survivor of a merge; say that it is gone where the history knows it. Raises Http404 else."""
    kind = str(model._meta.model_name)
    if pk > LARGEST:
        raise Http404(f"No {kind} has the number {pk}.")
    if (survivor := survivor_of(model, pk)) is not None:
        return HttpResponseRedirect(visible.keep(address_of(kind, survivor)))
    if history_of(model).objects.filter(id=pk, pgh_label=DELETED).exists():
        return gone(request)
    raise Http404(f"No {kind} has the number {pk}.")


def hidden(request: HttpRequest, annotation: Annotation) -> HttpResponse:
    """A rejected annotation is as if it were deleted; a pending one is not shown among confirmed ones only."""
    return gone(request) if annotation.review == Annotation.Review.REJECTED else not_confirmed(request)
