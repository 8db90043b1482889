"""Notes in the admin: a block on every record's page, what its forms do, and the list of all of them."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.contrib.auth.models import User
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from archive.admin.base import ReadOnlyAdmin
from archive.admin.fields import ProseField
from archive.admin.filters import KindFilter
from archive.admin.links import address, link, record_link
from archive.curation import notes
from archive.curation.decidable import GROUPS
from archive.models import Note
from archive.models.note import OPEN


class NoteForm(forms.Form):
    """A note, or a question to one of those who may answer it."""

    text = ProseField(
        label=gettext_lazy("Note"), widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField prose"})
    )
    asked = forms.ModelChoiceField(
        queryset=User.objects.none(),
        required=False,
        label=gettext_lazy("Ask"),
        empty_label=gettext_lazy("nobody: it is only a note"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked: Any = self.fields["asked"]
        asked.queryset = User.objects.filter(is_active=True, is_staff=True).order_by("username")


def note_addresses(site: AdminSite) -> list[URLPattern]:
    """Where the forms of the block send to."""
    return [
        path("notes/<slug:kind>/<int:pk>/", site.admin_view(write_view), name="note_write"),
        path("notes/<int:pk>/reply/", site.admin_view(reply_view), name="note_reply"),
        path("notes/<int:pk>/settle/", site.admin_view(settle_view), name="note_settle"),
    ]


@require_POST
def write_view(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Note something on a record, or ask about it."""
    if kind not in GROUPS:
        raise Http404(f"There are no records of the kind {kind}.")
    model: Any = apps.get_model("archive", kind)
    require_right(request, f"archive.view_{kind}")
    require_right(request, "archive.add_note")
    record = get_object_or_404(model, pk=pk)
    form = NoteForm(request.POST)
    if form.is_valid():
        notes.write(record, person(request), form.cleaned_data["text"], form.cleaned_data["asked"])
    return back(request, record, form)


@require_POST
def reply_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Reply to a note."""
    require_right(request, "archive.add_note")
    note = get_object_or_404(Note, pk=pk)
    form = NoteForm(request.POST)
    if form.is_valid():
        notes.reply(note, person(request), form.cleaned_data["text"])
    return back(request, note.record, form)


@require_POST
def settle_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a question is answered, or needs no answer any more."""
    require_right(request, "archive.change_note")
    note = get_object_or_404(Note, pk=pk)
    notes.settle(note)
    return back(request, note.record)


def require_right(request: HttpRequest, permission: str) -> None:
    from django.core.exceptions import PermissionDenied

    if not request.user.has_perm(permission):
        raise PermissionDenied


def person(request: HttpRequest) -> User:
    """Whoever asks: the admin has seen to it that it is somebody."""
    if not isinstance(request.user, User):
        raise Http404("Nobody is logged in.")
    return request.user


def back(request: HttpRequest, record: Any, form: NoteForm | None = None) -> HttpResponseRedirect:
    """To the page that the form stood on, at its notes; what was wrong with the form is said there."""
    for problem in [] if form is None else [one for errors in form.errors.values() for one in errors]:
        messages.error(request, _("The note was not written: %(problem)s") % {"problem": problem})
    onward = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(onward, {request.get_host()}, request.is_secure()):
        onward = address(record) if isinstance(record, Model) else "/"
    return HttpResponseRedirect(f"{onward}#notes")


class OpenFilter(admin.SimpleListFilter):
    """Questions that wait for an answer."""

    title = gettext_lazy("questions")
    parameter_name = "open"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("mine", _("Open, to me")), ("yes", _("Open")), ("no", _("Answered")), ("none", _("Notes only"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        asked = {
            "mine": OPEN & Q(addressed_to=request.user.pk),
            "yes": OPEN,
            "no": Q(answered_at__isnull=False),
            "none": Q(addressed_to=None, answered_at=None),
        }
        return queryset.filter(asked.get(self.value() or "", Q()))


@admin.register(Note)
class NoteAdmin(ReadOnlyAdmin):
    """Every note and question; they are written on the page of the record they are on."""

    list_display = ("words", "record_shown", "author", "written_at", "addressed_to", "answered_at")
    list_filter: ClassVar[Any] = (OpenFilter, KindFilter, ("author", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("content_type", "author", "addressed_to", "release")
    date_hierarchy = "written_at"
    search_fields = ("text__unaccent",)
    ordering = ("-id",)
    fields = ("text", "record_shown", "author", "written_at", "addressed_to", "answered_at", "reply_link")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Note]:
        return super().get_queryset(request).prefetch_related("record")

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return request.user.has_perm("archive.delete_note")

    @admin.display(description=gettext_lazy("note"))
    def words(self, note: Note) -> str:
        return str(note)

    @admin.display(description=gettext_lazy("record"))
    def record_shown(self, note: Note) -> SafeString | str:
        record: Any = note.record
        return link(record) if isinstance(record, Model) else record_link(note.content_type, note.object_id)

    @admin.display(description=gettext_lazy("reply to"))
    def reply_link(self, note: Note) -> SafeString | str:
        return link(note.reply_to)
