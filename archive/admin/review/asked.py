"""An act that is asked for on the review screen, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, cast

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.db.models import Model
from django.http import Http404, HttpRequest
from django.utils.text import Truncator

from archive.admin.review.form import ReviewForm, form_for
from archive.admin.review.undoing import Steps
from archive.curation import making, reviewing
from archive.curation.decidable import ANNOTATIONS
from archive.curation.refusal import sentence
from archive.curation.reviewing import Seen
from archive.models import Release


@dataclass(slots=True)
class Outcome:
    """What became of an act: a sentence, the records to show anew, whether the text's marks changed, where to go."""

    said: str = ""
    changed: list[Any] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    marks: bool = False
    at: str = ""
    leave: str = ""


@dataclass(slots=True)
class Asked:
    """An act that was asked for: of which release, by which request, with which words (`confirm quote-12 3`)."""

    request: HttpRequest
    release: Release
    words: list[str]

    @property
    def steps(self) -> Steps:
        return Steps(self.request.session, self.release.pk)

    @property
    def editor(self) -> User:
        return cast("User", self.request.user)

    def seen(self, at: int = 1) -> Seen:
        """The record that the words name, and the version of it that was on the page. Raises Http404."""
        try:
            kind, _dash, pk = self.words[at].rpartition("-")
            seen = Seen(kind, int(pk), int(self.words[at + 1]))
        except (IndexError, ValueError) as error:
            raise Http404("No record is named.") from error
        self.check(seen.kind)
        if not self.has(seen):
            raise reviewing.GoneError(seen)
        return seen

    def has(self, seen: Seen) -> bool:
        """Whether the record is this release or stands in it."""
        if seen.kind == "release":
            return seen.id == self.release.pk
        rows = reviewing.model_of(seen.kind)._default_manager
        return bool(rows.filter(pk=seen.id, release=self.release).exists())

    def check(self, kind: str, right: str = "change") -> None:
        """Raises PermissionDenied, and Http404 for what is no kind of record."""
        if kind not in (*ANNOTATIONS, "release"):
            raise Http404(f"There are no records of the kind {kind}.")
        if not self.request.user.has_perm(f"archive.{right}_{kind}"):
            raise PermissionDenied

    def form(self, kind: str, record: Any = None) -> ReviewForm:
        return form_for(kind, self.release, record, self.request.POST)


class FormError(Exception):
    """Raised with a form whose errors are shown beside its fields."""

    def __init__(self, form: ReviewForm, seen: Seen) -> None:
        super().__init__(form.errors.as_text())
        self.form, self.seen = form, seen


@contextmanager
def refusing(form: ReviewForm, seen: Seen) -> Iterator[None]:
    """Turn what the database refuses into an error of the form."""
    try:
        with transaction.atomic():
            yield
    except (DatabaseError, making.NoPlaceError) as error:
        form.add_error(None, str(error) if isinstance(error, making.NoPlaceError) else sentence(error))
        raise FormError(form, seen) from error


def with_stored(values: dict[str, Any]) -> dict[str, Any]:
    """The values, new records among them stored."""
    for value in values.values():
        if isinstance(value, Model) and value.pk is None:
            value.save()
    return values


def key_of(record: Any) -> str:
    return f"{record._meta.model_name}-{record.pk}"


def short(record: Any) -> str:
    return Truncator(str(record)).chars(60)
