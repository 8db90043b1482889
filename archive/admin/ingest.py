"""Ingesting in the admin: files in, a table of what was found out."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from etl.run import Done, Outcome

LISTED = 500
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
        widget=SeveralFiles(attrs={"multiple": True}),
        help_text=_(
            "Texts, zip archives of texts, or JSON Lines with a document a line. "
            "What the archive has already is skipped."
        ),
    )


def may_ingest(request: HttpRequest) -> bool:
    """Say whether the person may bring documents in."""
    return request.user.has_perms(["archive.add_source", "archive.add_release"])


def ingest_view(request: HttpRequest) -> HttpResponse:
    """Show the form; on POST ingest the files and show what became of each document."""
    if not may_ingest(request):
        raise PermissionDenied
    form = IngestForm(request.POST, request.FILES) if request.method == "POST" else IngestForm()
    context = {**admin.site.each_context(request), "title": _("Ingest documents"), "form": form, "counted": COUNTED}
    if request.method == "POST" and form.is_valid():
        done, outcome = ingest_uploads(form.cleaned_data["documents"], request.user.pk)
        context |= {"rows": done[:LISTED], "left_out": len(done[LISTED:]), "outcome": outcome, "form": IngestForm()}
    return TemplateResponse(request, "archive/admin/ingest.html", context)


def ingest_uploads(files: Iterable[UploadedFile], started_by: int | None) -> tuple[list[Done], Outcome]:
    """Ingest uploaded files under their own names; failures come first in the list of what became of them."""
    from etl.run import ingest  # the parser and its lexicon: not for every page

    done: list[Done] = []
    with tempfile.TemporaryDirectory(prefix="ingest-") as folder:
        for number, file in enumerate(files):
            keep(file, Path(folder), number)
        outcome = ingest([folder], done.append, started_by)
    return sorted(done, key=lambda one: one.state != "failed"), outcome


def keep(file: UploadedFile, folder: Path, number: int) -> None:
    """Write `file` below `folder` under its name; a second one of that name goes to a folder of its own."""
    path = folder / Path(file.name or f"document-{number}").name
    if path.exists():
        path = folder / str(number) / path.name
        path.parent.mkdir()
    with path.open("wb") as copy:
        for chunk in file.chunks():
            copy.write(chunk)
