"""Notes on records: told, asked, answered. Knows no page."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from archive.models import Annotation, Note, Release
from archive.models.note import OPEN


def write(record: Any, author: User, text: str, asked: User | None = None) -> Note:
    """Note `text` on a record; with `asked`, as a question to that colleague. Raises ValueError without text."""
    return Note.objects.create(
        content_type=ContentType.objects.get_for_model(record),
        object_id=record.pk,
        release=release_of(record),
        author=author,
        text=given(text),
        addressed_to=asked,
    )


def reply(note: Note, author: User, text: str) -> Note:
    """Answer a note, on the same record; a question is answered by it, unless whoever asked only adds to it."""
    with transaction.atomic():
        first = note.reply_to or note
        answer = Note.objects.create(
            content_type_id=first.content_type_id,
            object_id=first.object_id,
            release_id=first.release_id,
            author=author,
            text=given(text),
            reply_to=first,
        )
        if first.author_id != author.pk:
            settle(first)
    return answer


def settle(note: Note) -> None:
    """A question needs no answer any more; nothing happens to what is none, or is answered."""
    Note.objects.filter(OPEN, pk=note.pk).update(answered_at=timezone.now())


def given(text: str) -> str:
    if not (stripped := text.strip()):
        raise ValueError("A note says something.")
    return stripped


def release_of(record: Any) -> Release | None:
    """The release that a record is, or stands in."""
    if isinstance(record, Annotation):
        return record.release
    return record if isinstance(record, Release) else None


def notes_on(record: Any) -> QuerySet[Note]:
    """The notes on a record that reply to none, oldest first; on a release, those on its annotations too."""
    own = Q(content_type=ContentType.objects.get_for_model(record), object_id=record.pk)
    on = own | Q(release=record) if isinstance(record, Release) else own
    found = Note.objects.filter(on, reply_to=None).select_related("author", "addressed_to", "content_type")
    replies = Prefetch("replies", Note.objects.select_related("author").order_by("id"))
    return found.prefetch_related("record", replies).order_by("id")


def open_questions(asked: User | int | None = None) -> QuerySet[Note]:
    """Questions that nobody has answered, oldest first: to one person, or to anybody."""
    rows = Note.objects.filter(OPEN).order_by("id")
    return rows.filter(addressed_to=asked) if asked else rows


def releases_with_open_questions(asked: User | int | None = None) -> QuerySet[Note, Any]:
    """The ids of releases on which, or in which, a question waits: for `pk__in`, and for the queue."""
    return open_questions(asked).exclude(release=None).order_by().values("release_id")
