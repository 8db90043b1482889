"""«Read again»: a few releases with today's parser and what editors taught since, from their list or their page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.db.models.functions import Length
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from archive.models import Release

if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _ModelAdmin = object

MOST = 100  # more take longer than a page should: workers read any number, and so does `manage.py reparse`


class ReadingAgain(_ModelAdmin):
    """Adds the action to the list of releases, and to a release's page a button."""

    def get_urls(self) -> list[URLPattern]:
        one = path(
            "<int:pk>/read-again/", self.admin_site.admin_view(self.read_one_again), name="archive_release_read_again"
        )
        return [one, *super().get_urls()]

    @admin.action(
        description=_("Read the selected releases again: what was decided stays"),
        permissions=["change"],
    )
    def read_again(self, request: HttpRequest, chosen: QuerySet[Release]) -> None:
        from etl.jobs import are_workers_there, enqueue_reading

        ids = list(chosen.order_by("pk").values_list("pk", flat=True)[: MOST + 1])
        if len(ids) > MOST and are_workers_there():
            every = list(chosen.order_by("pk").values_list("pk", Length("text")))
            enqueue_reading(every, request.user.pk)
            told = _("%(releases)s releases wait for a worker to read them again.")
            self.message_user(request, told % {"releases": len(every)}, messages.SUCCESS)
        elif len(ids) > MOST:
            told = _("At most %(most)d releases at a time are read again here; manage.py reparse reads any number.")
            self.message_user(request, told % {"most": MOST}, messages.ERROR)
        else:
            self.read(request, ids)

    def read_one_again(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Read one release again and go back to its page."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        self.read(request, [pk])
        return HttpResponseRedirect(reverse("admin:archive_release_change", args=[pk]))

    def read(self, request: HttpRequest, ids: Sequence[int]) -> None:
        """Read them and say what became of them."""
        from etl.jobs import compared
        from etl.run import RefusedError, read_these_again  # the parser and its lexicon: not for every page

        try:
            outcome = compared(read_these_again(ids, started_by=request.user.pk))
        except RefusedError as error:
            self.message_user(request, str(error), messages.ERROR)
            return
        told = _("%(releases)s releases: %(changed)s changed, %(unchanged)s unchanged, %(failed)s failed.")
        level = messages.ERROR if outcome.failed else messages.SUCCESS
        self.message_user(request, told % outcome.counts(), level)
