"""The pages of the reports, in the frame of the pages for readers."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.presentation.counting import exact
from archive.reading.frame import page as framed
from archive.reading.frame import reading
from archive.reading.visible import Visible, with_parameters
from archive.reports.asking import Asked, Filters, columns
from archive.reports.catalogue import REPORTS, TOPICS
from archive.reports.cells import cells, headings
from archive.reports.downloads import FORMS, TooManyRowsError
from archive.reports.drawing import drawing
from archive.reports.refreshing import refreshed
from archive.reports.report import Report
from archive.reports.rows import COUNTED_TO, PAGE, Page, page
from archive.reports.schema import STORED, files


@reading
def index_view(request: HttpRequest) -> HttpResponse:
    """All reports, and how to ask them from elsewhere."""
    return framed(request, "reports/index.html", {"topics": TOPICS, "refreshed": refreshed()})


@reading
def report_view(request: HttpRequest, name: str) -> HttpResponse:
    """Chart, table and filters of a report."""
    report = report_called(name)
    filters = Filters(report, request.GET)
    asked = asked_of(request, report, filters)
    found = page(asked, number_of(request))
    reader = Visible.to(request)
    here = request.get_full_path()
    context = {
        "report": report,
        "topic": next(topic for topic in TOPICS if report in topic.reports),
        "filters": filters,
        "drawn": drawing(asked, found.rows),
        "headings": headings(report),
        "rows": [cells(report, row, reader) for row in found.rows],
        "found": found,
        "told": told(found),
        "left_out": left_out(found.left_out),
        "with_undated": with_parameters(here, undated="1", page=None),
        "downloads": [
            (form.upper(), with_parameters(here.replace(f"/{name}/", f"/{name}.{form}"), page=None)) for form in FORMS
        ],
        "previous": with_parameters(here, page=str(found.number - 1)) if found.number > 1 else "",
        "next": with_parameters(here, page=str(found.number + 1)) if found.has_next else "",
        "refreshed": refreshed() if is_stored(report) else None,
        **seeing(report, reader),
    }
    return framed(request, "reports/report.html", context)


@reading
def download_view(request: HttpRequest, name: str, form: str) -> HttpResponseBase:
    """All rows of a report, with all columns of its view, under the filters of the page."""
    report = report_called(name)
    filters = Filters(report, request.GET)
    if not filters.is_valid():
        return HttpResponse(filters.errors.as_text(), status=400, content_type="text/plain; charset=utf-8")
    try:
        response = FORMS[form](asked_of(request, report, filters))
    except TooManyRowsError as error:
        return HttpResponse(str(error), status=400, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def report_called(name: str) -> Report:
    try:
        return REPORTS[name]
    except KeyError as error:
        raise Http404(_("There is no report “%(name)s”.") % {"name": name}) from error


def asked_of(request: HttpRequest, report: Report, filters: Filters) -> Asked:
    """What the filters say; those that are wrong are told on the page, and left out."""
    filters.is_valid()
    return Asked(report, filters.cleaned_data, is_confirmed=Visible.to(request).confirmed)


def seeing(report: Report, reader: Visible) -> dict[str, Any]:
    """Sums count everything that nobody rejected: the frame does not say of them that only the confirmed is shown."""
    if "review" in columns(report):
        return {}
    return {"visible": Visible(confirmed=False), "toggled": "", "counts_all": reader.confirmed}


def is_stored(report: Report) -> bool:
    """Whether the view shows sums that are computed from time to time."""
    return f"{STORED}." in files()[f"report.{report.view}"]


def number_of(request: HttpRequest) -> int:
    """The page that is asked for; the last that is counted at most."""
    given = request.GET.get("page", "")
    return min(max(1, int(given)), COUNTED_TO // PAGE) if given.isascii() and given.isdigit() and len(given) < 9 else 1


def told(found: Page) -> str:
    """How many rows there are."""
    if found.count > COUNTED_TO:
        return _("more than %(count)s rows") % {"count": exact(COUNTED_TO)}
    return _("%(count)s rows") % {"count": exact(found.count)} if found.count != 1 else _("one row")


def left_out(count: int) -> str:
    """How many undated rows the chosen years leave out."""
    if count > COUNTED_TO:
        return _("more than %(count)s undated rows are left out") % {"count": exact(COUNTED_TO)}
    told = ngettext("%(count)s undated row is left out", "%(count)s undated rows are left out", count)
    return told % {"count": exact(count)}
