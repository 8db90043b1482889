"""What quotes, figures, tenures, participations and mentions have in common in the admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.admin.base import CuratedAdmin
from archive.admin.filters import DecidedFilter, FlaggedFilter, PlacedFilter, RuleFilter
from archive.admin.forms import AnnotationForm
from archive.admin.links import link
from archive.models import Annotation
from archive.presentation.marking import Mark
from archive.presentation.marks import kind_of
from archive.presentation.passage import marked_passage
from archive.presentation.wording import percent

EDITOR = "editor"
PLACE = (gettext_lazy("Place in the text"), {"fields": (("release",), ("start", "end"), "words", "exact")})
NEW_PLACE = (PLACE[0], {"fields": (("release",), "words", ("start", "end"))})
MACHINE = (
    gettext_lazy("Kept by the machine, and what to look at"),
    {
        "fields": (("rule", "confidence"), "decided", "said", ("version", "run"), "flags", "supplied"),
        "classes": ("collapse",),
    },
)


def bulk_address(kind: str, **asked: str) -> str:
    """Where many annotations of a kind are confirmed: those under `filters` of their list, or with these `ids`."""
    return f"{reverse('admin:bulk', args=[kind])}?{urlencode(asked)}"


class AnnotationAdmin(CuratedAdmin):
    """An annotation's page shows its words in their paragraph; `facts` are the fields of its own."""

    form = AnnotationForm
    facts: tuple[Any, ...] = ()
    machine_fields = ("exact", "rule", "confidence", *CuratedAdmin.machine_fields)
    annotation_filters: tuple[Any, ...] = (
        "review",
        PlacedFilter,
        DecidedFilter,
        FlaggedFilter,
        RuleFilter,
    )
    date_hierarchy = "release__published_on"
    delete_confirmation_template = "archive/admin/annotation_delete.html"
    actions: tuple[str, ...] = ("confirm_in_bulk", "reject", "make_pending")
    ordering = ("-release_id", "start", "id")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        facts = (*self.facts, "review", "reference") if obj else self.facts
        return [(None, {"fields": facts}), PLACE, MACHINE] if obj else [NEW_PLACE, (None, {"fields": facts})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return (*super().get_readonly_fields(request, obj), *(("release",) if obj else ()))

    def get_list_filter(self, request: HttpRequest) -> tuple[Any, ...]:
        return (*super().get_list_filter(request), *self.annotation_filters)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Leave out deleting many at once: what the parser found is rejected."""
        actions: dict[str, Any] = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def around(self, request: HttpRequest, record: Any) -> dict[str, Any]:
        placed = record.start is not None
        mark = Mark(record.start, record.end, kind_of(record)) if placed else None
        return {
            **super().around(request, record),
            "passage": marked_passage(record.release.text, mark) if mark else None,
            "unplaced": not placed,
            "release_link": link(record.release),
            "release": record.release,
        }

    @admin.display(description=gettext_lazy("words"))
    def words(self, record: Annotation) -> str:
        return Truncator(record.exact).chars(100)

    @admin.display(description=gettext_lazy("release"), ordering="release")
    def release_link(self, record: Annotation) -> SafeString | str:
        return link(record.release, Truncator(str(record.release)).chars(70))

    @admin.display(description=gettext_lazy("published on"), ordering="release__published_on")
    def published_on(self, record: Annotation) -> object:
        return record.release.published_on

    @admin.display(description=gettext_lazy("confidence"), ordering="confidence")
    def sureness(self, record: Annotation) -> str:
        return percent(record.confidence)

    @admin.display(description=gettext_lazy("review"), ordering="review")
    def verdict(self, record: Annotation) -> SafeString:
        return format_html('<span class="review review-{}">{}</span>', record.review, record.get_review_display())

    @admin.action(description=gettext_lazy("Reject the selected %(verbose_name_plural)s"), permissions=["change"])
    def reject(self, request: HttpRequest, chosen: QuerySet[Any]) -> None:
        self.review_all(request, chosen, Annotation.Review.REJECTED)

    @admin.action(
        description=gettext_lazy("Put the selected %(verbose_name_plural)s back to pending"), permissions=["change"]
    )
    def make_pending(self, request: HttpRequest, chosen: QuerySet[Any]) -> None:
        self.review_all(request, chosen, Annotation.Review.PENDING)

    @admin.action(
        description=gettext_lazy("Confirm the selected %(verbose_name_plural)s: with a reason, after a sample"),
        permissions=["change"],
    )
    def confirm_in_bulk(self, request: HttpRequest, chosen: QuerySet[Any]) -> HttpResponse:
        """Lead to the sample of what is selected, or of the whole list under its filters."""
        kind = str(self.opts.model_name)
        if request.POST.get("select_across") == "1":
            return HttpResponseRedirect(bulk_address(kind, filters=request.GET.urlencode()))
        ids = ",".join(map(str, chosen.values_list("pk", flat=True)))
        return HttpResponseRedirect(bulk_address(kind, ids=ids))

    def review_all(self, request: HttpRequest, chosen: QuerySet[Any], review: Annotation.Review) -> None:
        """Set the review of `chosen` in one statement and log who did."""
        changing = list(self.model.objects.filter(pk__in=chosen.values("pk")).exclude(review=review))
        self.model.objects.filter(pk__in=[record.pk for record in changing]).update(review=review)
        if changing:
            LogEntry.objects.log_actions(request.user.pk or 0, changing, CHANGE, f"review: {review}")
        count = len(changing)
        told = ngettext("%(count)d record is now %(review)s.", "%(count)d records are now %(review)s.", count)
        self.message_user(request, told % {"count": count, "review": review.label}, messages.SUCCESS)

    def delete_model(self, request: HttpRequest, record: Annotation) -> None:
        """Delete what a person made; reject what the parser found, or it would come back."""
        if record.rule == EDITOR:
            super().delete_model(request, record)
        else:
            type(record)._default_manager.filter(pk=record.pk).update(review=Annotation.Review.REJECTED)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        if all(record.rule == EDITOR for record in queryset):
            return super().log_deletions(request, queryset)
        return LogEntry.objects.log_actions(
            request.user.pk or 0, queryset, CHANGE, f"review: {Annotation.Review.REJECTED}"
        )

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        if not self.model.objects.filter(pk=obj_id).exists():
            return super().response_delete(request, obj_display, obj_id)
        told = _("“%(record)s” was rejected: the parser found it, and would find it again if it were deleted.")
        self.message_user(request, told % {"record": obj_display}, messages.SUCCESS)
        return self.response_post_save_change(request, None)
