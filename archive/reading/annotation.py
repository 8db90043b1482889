"""The permanent page of what was read at one place: words, speaker, how it was read, and how to cite it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from archive.models import Annotation, Figure, Mention, Participation, Quote, Tenure
from archive.presentation.marking import Mark
from archive.presentation.marks import kind_of
from archive.presentation.passage import KINDS, marked_passage
from archive.presentation.wording import percent
from archive.reading import jsonld
from archive.reading.citing import Citation, as_json, cited
from archive.reading.frame import View, page
from archive.reading.records import page_of
from archive.reading.visible import Visible

RELATED: dict[type[Annotation], tuple[str, ...]] = {
    Quote: ("speaker", "organization", "role__organization"),
    Figure: (
        "indicator",
        "event",
        "programme",
        "part_of",
        "quote__speaker",
        "quote__organization",
        "quote__role__organization",
    ),
    Tenure: ("person", "office__organization"),
    Participation: ("event", "person", "organization"),
    Mention: ("person", "organization", "event", "programme", "subject"),
}
# Below an annotation's address: the name of the file, its type, and what stands in it.
FORMS: dict[str, tuple[str, Callable[[Citation], str]]] = {
    "cite.txt": ("text/plain; charset=utf-8", lambda one: one.as_text() + "\n"),
    "cite.bib": ("application/x-bibtex; charset=utf-8", Citation.as_bibtex),
    "cite.json": ("application/vnd.citationstyles.csl+json", lambda one: as_json([one.as_csl()])),
    "annotation.jsonld": ("application/ld+json", lambda one: as_json(one.as_annotation())),
}


def rows_of(model: type[Any]) -> Any:
    """The annotations of a kind with all that their page tells."""
    rows = model.objects.select_related(*RELATED[model], "release__issuer", "release__source")
    return rows.defer("release__source__content")


def annotation_page(model: type[Any]) -> View:
    """The view of the page of a kind of annotation."""

    def view(request: HttpRequest, one: Any, visible: Visible) -> HttpResponse:
        without_hidden(one, visible)
        citation = cited(request, one)
        context = {
            "one": one,
            "kind": kind_of(one),
            "over": capfirst(str(KINDS[kind_of(one)])),
            "release": one.release,
            "passage": passage(one),
            "read": _("%(rule)s, confidence %(share)s") % {"rule": one.rule, "share": percent(one.confidence)},
            "citation": citation,
            "annotation": as_json(citation.as_annotation()),
            "csl": as_json([citation.as_csl()]),
            "description": jsonld.script(jsonld.quotation(request, one)) if isinstance(one, Quote) else "",
        }
        return page(request, f"reading/{model._meta.model_name}.html", context)

    return page_of(rows_of(model))(view)


def citation_file(model: type[Any], name: str) -> View:
    """The view of a citation as a file."""
    media_type, written = FORMS[name]

    def view(request: HttpRequest, one: Any, visible: Visible) -> HttpResponse:
        without_hidden(one, visible)
        return HttpResponse(written(cited(request, one)), content_type=media_type)

    return page_of(rows_of(model))(view)


def without_hidden(one: Any, visible: Visible) -> None:
    """Leave out the quote and the whole of a figure, where the reader does not see these."""
    for name in ("quote", "part_of"):
        other = getattr(one, name, None)
        if isinstance(other, Annotation) and not visible.shows(other):
            setattr(one, name, None)


def passage(one: Annotation) -> str:
    """The paragraphs in which the words stand, marked; nothing for what is no longer in the text."""
    if one.start is None or one.end is None:
        return ""
    return marked_passage(one.release.text, Mark(one.start, one.end, kind_of(one), state=one.review))
