"""Admin of sources: the bytes are downloaded, never shown."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.db.models.functions import Length
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from archive.admin.base import ReadOnlyAdmin
from archive.admin.filters import EncodingFilter, FailureFilter, MediaTypeFilter, WaitingFilter
from archive.admin.links import link
from archive.models import Source
from archive.roles import Act, may


@admin.register(Source)
class SourceAdmin(ReadOnlyAdmin):
    """Documents as received."""

    list_display = ("name", "release_link", "media_type", "encoding", "size", "received_at", "download_link")
    list_filter = (
        WaitingFilter,
        FailureFilter,
        MediaTypeFilter,
        EncodingFilter,
        ("release", admin.EmptyFieldListFilter),
    )
    actions = ("try_again",)
    list_select_related = ("release",)
    date_hierarchy = "received_at"
    search_fields = ("name__unaccent", "sha256__startswith", "url", "identifier")
    search_help_text = _("Name, address, identifier, or the beginning of the hash.")
    fields = (
        "name",
        "other_names",
        "release_link",
        "download_link",
        "sha256",
        "media_type",
        "encoding",
        "identifier",
        "url",
        "received_at",
        "waits_for",
        "failure",
    )
    ordering = ("-id",)
    counts = {"bytes": Length("content")}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        return super().get_queryset(request).defer("content")

    def has_ingest_permission(self, request: HttpRequest) -> bool:
        return may(request.user, Act.INGEST)

    @admin.action(description=_("Have workers try again what failed"), permissions=["ingest"])
    def try_again(self, request: HttpRequest, chosen: QuerySet[Source]) -> None:
        from etl.jobs import read_failed

        number = read_failed(chosen.values_list("pk", flat=True), request.user.pk)
        told = ngettext("%(number)d document waits again.", "%(number)d documents wait again.", number)
        self.message_user(request, told % {"number": number}, messages.SUCCESS if number else messages.WARNING)

    def get_urls(self) -> list[URLPattern]:
        content = path("<int:pk>/content/", self.admin_site.admin_view(self.content), name="archive_source_content")
        return [content, *super().get_urls()]

    def content(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Hand out the bytes as received, as a file that no browser opens."""
        source = Source.objects.filter(pk=pk).first()
        if source is None:
            raise Http404
        if not self.has_view_permission(request, source):
            raise PermissionDenied
        is_text = source.media_type == "text/plain"
        content_type = (
            f"text/plain; charset={source.encoding}" if is_text and source.encoding else "application/octet-stream"
        )
        response = HttpResponse(bytes(source.content), content_type=content_type)
        filename = source.name.replace("\\", "/").rsplit("/", 1)[-1]
        response["Content-Disposition"] = (
            content_disposition_header(as_attachment=True, filename=filename) or "attachment"
        )
        response["X-Content-Type-Options"] = "nosniff"
        return response

    @admin.display(description=_("content"))
    def download_link(self, source: Source) -> SafeString:
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:archive_source_content", args=[source.pk]), _("Download")
        )

    @admin.display(description=_("release"), ordering="release")
    def release_link(self, source: Source) -> SafeString | str:
        return link(source.release, Truncator(str(source.release)).chars(70))

    @admin.display(description=_("bytes"))
    def size(self, source: Any) -> int:
        return int(source.bytes)
