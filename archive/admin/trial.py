"""«Try a text»: what the parser finds in a pasted text, marked and listed with its rules. Nothing is stored."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from archive.admin.fields import ProseField
from archive.admin.trial_example import EXAMPLE
from archive.admin.trial_readings import Trial

CHARACTERS_SHOWN, ROWS_SHOWN = 200_000, 500
UNKNOWN_LANGUAGE = "und"


class TrialForm(forms.Form):
    """A text to be read."""

    text = ProseField(
        label=gettext_lazy("Text"),
        widget=forms.Textarea(attrs={"rows": 12, "class": "vLargeTextField trial-text", "spellcheck": "false"}),
        help_text=gettext_lazy(
            "A press release in French, with its title, day and place as they stand. Nothing of it is stored."
        ),
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if len(text.encode()) > settings.ARCHIVE_MAX_DOCUMENT_BYTES:
            raise ValidationError(too_long())
        return text


def too_long() -> str:
    """Say how long a text may be."""
    return _("It is longer than %(limit)s bytes (ARCHIVE_MAX_DOCUMENT_BYTES).") % {
        "limit": grouped(settings.ARCHIVE_MAX_DOCUMENT_BYTES)
    }


@csrf_exempt
def trial_view(request: HttpRequest) -> HttpResponse:
    """Show the form; on POST show what the parser finds.

    Looking for the token (`trial_of_text`) reads the body, and Django answers one that is too long without a word on
    how long it may be: so the length is looked at first.
    """
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        while request.read(1_000_000):  # a browser that is still sending does not listen
            pass
        form = TrialForm({})
        form.errors["text"] = form.error_class([too_long()])
        return page(request, form, status=413)
    return trial_of_text(request)


@csrf_protect
def trial_of_text(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return page(request, TrialForm())
    form = TrialForm({"text": EXAMPLE} if "example" in request.POST else request.POST)
    return page(request, form, reading(form) if form.is_valid() else {})


def reading(form: TrialForm) -> dict[str, Any]:
    """Give what the page shows of the text in `form`; a text that is none becomes an error of the form."""
    from etl.run import RefusedError, read_text  # the parser and its lexicon: not for every page

    try:
        language, parsed = read_text(form.cleaned_data["text"])
    except RefusedError as refused:
        form.add_error("text", str(refused))
        return {}
    if language.partition("-")[0] != "fr":
        return {"foreign": language, "language_unknown": language == UNKNOWN_LANGUAGE}
    trial = Trial(parsed, CHARACTERS_SHOWN, ROWS_SHOWN)
    return {
        "read": True,
        "text": trial.text(),
        "legend": trial.legend(),
        "readings": trial.tables(),
        "warnings": parsed.warnings,
        "characters_shown": grouped(CHARACTERS_SHOWN) if len(parsed.text) > CHARACTERS_SHOWN else "",
        "rows_shown": ROWS_SHOWN if trial.has_more_rows() else 0,
    }


def grouped(count: int) -> str:
    return number_format(count, force_grouping=True)


def page(
    request: HttpRequest, form: TrialForm, found: dict[str, Any] | None = None, status: int = 200
) -> TemplateResponse:
    site = {**admin.site.each_context(request), "is_nav_sidebar_enabled": False}  # the tables are wide
    context = {**site, "title": _("Try a text"), "form": form, **(found or {})}
    return TemplateResponse(request, "archive/admin/trial.html", context, status=status)
