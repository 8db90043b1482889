"""Ingesting in the admin: files in, a table of what was found out."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from archive.roles import Act, only_for

if TYPE_CHECKING:
    from etl.run import Done, Outcome

LISTED = 500
DOCUMENTS = ".txt,text/plain,.html,.htm,.xhtml,.docx,.pdf,.eml,.jsonl,.ndjson,.zip"
TABLES = ".csv,.xlsx"
COUNTED = ("quotes", "figures", "persons", "events", "programmes")


class SeveralFiles(forms.ClearableFileInput):
    """Lets several files be chosen at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, (list, tuple)) else [data]
        return [super(FilesField, self).clean(file, initial) for file in files or [None]]


class IngestForm(forms.Form):
    """Which documents to bring in."""

    documents = FilesField(
        label=_("Files"),
        widget=SeveralFiles(attrs={"multiple": True, "accept": DOCUMENTS}),
        help_text=_(
            "Texts, HTML pages, DOCX, PDF with text, e-mails (.eml), JSON Lines with a document a line, "
            "or zip archives of these. What the archive has already is skipped."
        ),
    )
    metadata = forms.FileField(
        label=_("Metadata"),
        required=False,
        widget=forms.FileInput(attrs={"accept": TABLES}),
        help_text=_(
            "What is known of them, if anything: a table (CSV or XLSX) with a row a document. Its first row names the "
            "columns: path (the name of the file) or url, and any of day, title, issuer, language, city, country, "
            "identifier. What it gives wins over what is read."
        ),
    )


@only_for(Act.INGEST)
def ingest_view(request: HttpRequest) -> HttpResponse:
    """Show the form; on POST ingest the files and show what became of each document."""
    form = IngestForm(request.POST, request.FILES) if request.method == "POST" else IngestForm()
    context = {**admin.site.each_context(request), "title": _("Ingest documents"), "counted": COUNTED}
    if request.method == "POST" and form.is_valid():
        context |= ingested(form, request.user.pk)
    return TemplateResponse(request, "archive/admin/ingest.html", {"form": form, **context})


def ingested(form: IngestForm, started_by: int | None) -> dict[str, Any]:
    """Give what the page shows of the documents in `form`; a table with nonsense becomes an error of the form."""
    from etl.run import RefusedError  # the parser and its lexicon: not for every page

    try:
        done, outcome, unused = ingest_uploads(**form.cleaned_data, started_by=started_by)
    except RefusedError as error:
        form.add_error("metadata", str(error).split("\n")[:LISTED])
        return {}
    return {
        "rows": done[:LISTED],
        "left_out": len(done[LISTED:]),
        "outcome": outcome,
        "unused": unused[:LISTED],
        "form": IngestForm(),
    }


def ingest_uploads(
    documents: Iterable[UploadedFile], metadata: UploadedFile | None, started_by: int | None
) -> tuple[list[Done], Outcome, list[str]]:
    """Ingest uploaded files under their own names.

    Many are left to workers, if there are any. Gives what became of them, failures first,
    the sums, and sentences on what of the table was not used. Raises RefusedError, before anything is stored, for a
    table with nonsense.
    """
    from etl.jobs import ingest_or_enqueue
    from etl.run import metadata_of

    done: list[Done] = []
    with tempfile.TemporaryDirectory(prefix="ingest-") as kept:
        folder, beside = Path(kept, "documents"), Path(kept, "metadata")
        for place in (folder, beside):
            place.mkdir()
        for number, file in enumerate(documents):
            keep(file, folder, number)
        known = metadata_of(keep(metadata, beside, 0), [folder]) if metadata else None
        outcome = ingest_or_enqueue([folder], done.append, started_by, known)
    unused = [sentence for sentences in known.unused() for sentence in sentences] if known else []
    return sorted(done, key=lambda one: one.state != "failed"), outcome, unused


def keep(file: UploadedFile, folder: Path, number: int) -> Path:
    """Write `file` below `folder` under its name; a second one of that name goes to a folder of its own."""
    path = folder / Path(file.name or f"document-{number}").name
    if path.exists():
        path = folder / str(number) / path.name
        path.parent.mkdir()
    with path.open("wb") as copy:
        for chunk in file.chunks():
            copy.write(chunk)
    return path
