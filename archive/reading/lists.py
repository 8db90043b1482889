"""The lists of persons, organisations, offices, programmes, indicators and subjects by name, and of events by day."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import F, Func, Q, QuerySet
from django.db.models.functions import Lower
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst

from archive.models import Event, Figure, Mention, Quote, Tenure
from archive.presentation.counting import EstimatingPaginator, capped_counts, exact
from archive.reading.frame import View, page, reading
from archive.reading.newest import page_number
from archive.reading.releases import asked_year
from archive.reading.visible import Visible, with_parameters

SIZE, COUNTED = 60, 200
# As a French dictionary has them, whatever order the database sorts text in.
IN_FRENCH = (Lower(Func(F("name"), function="unaccent")), "name", "pk")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# What is counted beside each name: readings, and the relation by which they point at it.
COUNTS: dict[str, tuple[type[Any], str]] = {
    "person": (Quote, "speaker"),
    "organization": (Mention, "organization"),
    "office": (Tenure, "office"),
    "programme": (Mention, "programme"),
    "indicator": (Figure, "indicator"),
    "subject": (Mention, "subject"),
    "event": (Mention, "event"),
}


def by_name(kind: str) -> View:
    """The view of the list of a kind of entity, in the order of names, by letter."""

    @reading
    def list_view(request: HttpRequest) -> HttpResponse:
        letter = request.GET.get("letter", "").upper()
        rows = apps.get_model("archive", kind).objects.all()
        if kind in {"office", "indicator"}:
            rows = rows.select_related("organization")
        if letter in LETTERS and letter:
            rows = rows.filter(Q(name__unaccent__istartswith=letter))
        here = request.get_full_path()
        letters = [(one, with_parameters(here, letter=one, page=None), one == letter) for one in LETTERS]
        context = {**paged(request, kind, rows.order_by(*IN_FRENCH)), "letters": letters, "letter": letter}
        return page(request, "reading/entities.html", context)

    return list_view


@reading
def events_view(request: HttpRequest) -> HttpResponse:
    """Events, the latest first, those of no year last; of a kind or of a year."""
    rows: QuerySet[Event] = Event.objects.select_related("organization")
    kind, year = request.GET.get("kind", ""), asked_year(request)
    if kind in Event.Kind.values:
        rows = rows.filter(kind=kind)
    without_year = rows.filter(earliest__isnull=True).count() if year else 0
    if year:
        rows = rows.filter(earliest__year__lte=year, latest__year__gte=year)
    here = request.get_full_path()
    kinds = [(with_parameters(here, kind=one, page=None), str(label), one == kind) for one, label in Event.Kind.choices]
    context = {
        **paged(request, "event", rows.order_by(F("earliest").desc(nulls_last=True), "-pk")),
        "kinds": kinds,
        "every_kind": with_parameters(here, kind=None, page=None),
        "kind_shown": kind,
        "year": year,
        "every_year": with_parameters(here, year=None, page=None),
        "without_year": without_year,
    }
    return page(request, "reading/events.html", context)


def paged(request: HttpRequest, kind: str, rows: QuerySet[Any]) -> dict[str, Any]:
    """A page of entities with how many readings each has, counted to a limit; three queries."""
    paginator = EstimatingPaginator(rows, SIZE)
    number = page_number(request.GET.get("page"), paginator.num_pages)
    shown = list(paginator.page(number))
    here = request.get_full_path()
    return {
        "kind": kind,
        "heading": capfirst(str(rows.model._meta.verbose_name_plural)),
        "entries": list(zip(shown, readings_of(kind, shown, Visible.to(request)), strict=True)),
        "total": paginator.count,
        "number": number,
        "num_pages": paginator.num_pages,
        "before": with_parameters(here, page=str(number - 1)) if number > 1 else "",
        "after": with_parameters(here, page=str(number + 1)) if number < paginator.num_pages else "",
    }


def readings_of(kind: str, entities: list[Any], visible: Visible) -> list[str]:
    """How many readings point at each, in one query."""
    model, relation = COUNTS[kind]
    counts = capped_counts([visible.of(model.objects.filter(**{relation: entity.pk})) for entity in entities], COUNTED)
    return [exact(count) if count <= COUNTED else f"{exact(COUNTED)}+" for count in counts]
