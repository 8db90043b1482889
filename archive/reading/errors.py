"""What a reader is told where there is nothing to read, in the frame of the other pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from archive.operation.requests import request_id
from archive.reading.frame import page
from archive.reading.visible import with_parameters


def told(request: HttpRequest, status: int, heading: str, words: str, **more: Any) -> HttpResponse:
    """A page of one sentence."""
    return page(request, "reading/told.html", {"heading": heading, "told": words, **more}, status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 Django's signature
    """Django's handler of 404."""
    return told(
        request, 404, _("There is no such page"), _("The address may be mistyped. Search the archive, or begin anew.")
    )


def failed(_request: HttpRequest) -> HttpResponse:
    """Django's handler of 500: the sentence and the request's id, by which the log has more. Asks no database."""
    told = _("Something went wrong, and was noted under %(id)s. Try again; if it stays so, tell that number.")
    return HttpResponse(f"{told % {'id': request_id()}}\n", status=500, content_type="text/plain; charset=utf-8")


def gone(request: HttpRequest) -> HttpResponse:
    """For what was here and was deleted, or was found to be wrong."""
    return told(request, 410, _("This is no longer here"), _("An editor took it back, or a later reading did."))


def not_confirmed(request: HttpRequest) -> HttpResponse:
    """For a reading that nobody has confirmed, where only confirmed ones are asked for."""
    everything = {"address": with_parameters(request.get_full_path(), confirmed=None), "name": _("Show everything")}
    return told(request, 404, _("Not confirmed"), _("No editor has confirmed this reading yet."), way_out=everything)
