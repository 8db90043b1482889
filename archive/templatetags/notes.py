"""`{% notes_on record %}`: the notes on a record, with the forms to add to them, on any page of the admin."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext as _

from archive.admin.notes import NoteForm
from archive.curation import notes
from archive.models import Note, Release

register = template.Library()


@register.inclusion_tag("archive/admin/notes.html", takes_context=True)
def notes_on(context: dict[str, Any], record: Any) -> dict[str, Any]:
    """The block's context; on a release it has the notes on its annotations too."""
    request = context["request"]
    user = request.user
    if not user.has_perm("archive.view_note"):
        return {"may_see": False}
    found = list(notes.notes_on(record))
    return {
        "may_see": True,
        "may_write": user.has_perm("archive.add_note"),
        "may_settle": user.has_perm("archive.change_note"),
        "threads": [(note, place(note, record)) for note in found],
        "open": sum(note.is_open for note in found),
        "kind": record._meta.model_name,
        "record": record,
        "form": NoteForm(auto_id="note_%s"),
        "next": request.get_full_path(),
        "request": request,
        "csrf_token": context.get("csrf_token"),
    }


def place(note: Note, record: Any) -> str:
    """On a release's page: which annotation a note is on; nothing for one on the release itself."""
    if not isinstance(record, Release) or note.content_type.model == "release":
        return ""
    return f"{note.content_type.name}: {note.record}" if note.record else _("a record that is gone")
