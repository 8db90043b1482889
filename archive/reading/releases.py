"""The list of releases, newest first: all, or those of a year, of an issuer, or that name somebody or something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from archive.models import Mention, Organization, Release
from archive.presentation.counting import COUNTED_TO, about, exact, planned_rows
from archive.presentation.countries import country_name
from archive.reading.addresses import address, country_address
from archive.reading.frame import page, reading
from archive.reading.newest import FEW, Listed, capped, newest_releases
from archive.reading.records import LARGEST
from archive.reading.visible import Visible, with_parameters
from archive.reading.years import Year, years_of_releases

NAMED = ("person", "organization", "event", "programme", "subject")


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the releases of a list have in common: a sentence of it, and where what they name has its page."""

    words: str
    name: str
    address: str
    rows: QuerySet[Release]
    is_many: bool = False


@reading
def releases_view(request: HttpRequest) -> HttpResponse:
    """The list; its queries are as many however many releases there are."""
    visible = Visible.to(request)
    narrowed = narrowing(request, visible)
    common = narrowed.rows if narrowed else Release.objects.all()
    year, undated = asked_year(request), request.GET.get("undated") == "1"
    rows = common
    if undated:
        rows = rows.filter(published_on__isnull=True)
    elif year:
        rows = rows.filter(published_on__year=year)
    is_many = narrowed is not None and narrowed.is_many and not (year or undated)
    listed = newest_releases(rows, request.GET.get("page"), request.get_full_path(), is_many)
    context = {
        "listed": listed,
        "releases": listed.rows,
        "total": total_words(listed, rows),
        "narrowed": narrowed,
        "year": year,
        "undated": undated,
        "without_day": about_undated(common) if year else "",
        "years": [Year(one, year_address(request, str(one)), one == year) for one in years_of_releases()],
        "every_year": year_address(request, None),
        "undated_address": with_parameters(request.get_full_path(), page=None, year=None, undated="1"),
    }
    return page(request, "reading/releases.html", context)


def narrowing(request: HttpRequest, visible: Visible) -> Narrowed | None:
    """What the parameters narrow the list to. Raises Http404 for a record that there is not."""
    for kind in NAMED:
        if kind in request.GET:
            entity = found(apps.get_model("archive", kind), request.GET[kind])
            return naming_of(Q(**{kind: entity}), str(entity.name), address(entity), visible)
    if code := request.GET.get("country", ""):
        return naming_of(Q(country_code=code), country_name(code), country_address(code), visible)
    if "issuer" in request.GET:
        issuer = found(Organization, request.GET["issuer"])
        rows = Release.objects.filter(issuer=issuer)
        return Narrowed(_("issued by"), issuer.name, visible.keep(address(issuer)), rows)
    return None


def naming_of(whom: Q, name: str, where: str, visible: Visible) -> Narrowed:
    """The releases that name somebody or something."""
    is_many = capped(visible.of(Mention.objects.filter(whom))) > FEW
    return Narrowed(_("that name"), name, visible.keep(where), naming(whom, visible), is_many)


def found(model: type[Any], asked: str) -> Any:
    pk = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 19 else 0
    entity = model.objects.filter(pk=pk).first() if pk <= LARGEST else None
    if entity is None:
        raise Http404(f"There is no {model._meta.model_name} {asked}.")
    return entity


def naming(whom: Q, visible: Visible) -> QuerySet[Release]:
    """The releases with a mention that the reader sees."""
    mentions = visible.of(Mention.objects.filter(whom)).order_by()
    return Release.objects.filter(Exists(mentions.filter(release=OuterRef("pk"))))


def total_words(listed: Listed, rows: QuerySet[Release]) -> str:
    return about(max(FEW, planned_rows(rows))) if listed.is_more else exact(listed.total)


def about_undated(rows: QuerySet[Release]) -> str:
    """How many of them no year holds, since they have no day."""
    count = rows.filter(published_on__isnull=True).order_by().values("pk")[: COUNTED_TO + 1].count()
    return (exact(count) if count <= COUNTED_TO else f"{exact(COUNTED_TO)}+") if count else ""


def asked_year(request: HttpRequest) -> int | None:
    year = request.GET.get("year", "")
    return int(year) if len(year) == 4 and year.isascii() and year.isdecimal() and year != "0000" else None


def year_address(request: HttpRequest, year: str | None) -> str:
    return with_parameters(request.get_full_path(), page=None, undated=None, year=year)
