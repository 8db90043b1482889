"""Admin of what waits for an editor's word and of what editors said: proposals, likenesses, merges."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from archive.admin.accepting import NotAcceptedError, accept
from archive.admin.base import ArchiveAdmin, ReadOnlyAdmin
from archive.admin.filters import OfReleasesFilter
from archive.admin.links import link
from archive.curation.merging.merging import MERGEABLE
from archive.models import Likeness, Merge, Proposal


def record_link(kind: ContentType, pk: int) -> SafeString | str:
    """Link to a record that is known by its kind and id, without loading it."""
    words = f"{kind.name} {pk}"
    try:
        return format_html(
            '<a href="{}">{}</a>', reverse(f"admin:{kind.app_label}_{kind.model}_change", args=[pk]), words
        )
    except NoReverseMatch:
        return words


@admin.register(Proposal)
class ProposalAdmin(ReadOnlyAdmin):
    """New values that the parser has for what an editor decided."""

    list_display = ("record_shown", "group", "proposed", "state", "run", "decided_by", "decided_at")
    list_filter = ("state", "content_type", "group")
    list_select_related = ("content_type", "run", "decided_by")
    search_fields = ("group", "values")
    ordering = ("-id",)
    actions = ("accept", "dismiss")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Proposal]:
        return super().get_queryset(request).prefetch_related("record")

    @admin.display(description=_("record"))
    def record_shown(self, proposal: Proposal) -> SafeString | str:
        record: Any = proposal.record
        return link(record) if isinstance(record, Model) else record_link(proposal.content_type, proposal.object_id)

    @admin.display(description=_("proposed"))
    def proposed(self, proposal: Proposal) -> SafeString:
        return format_html_join(
            " · ", "{}: <b>{}</b>", ((name, "–" if value is None else value) for name, value in proposal.values.items())
        )

    @admin.action(description=_("Accept the selected proposals: their values are decided"), permissions=["decide"])
    def accept(self, request: HttpRequest, chosen: QuerySet[Proposal]) -> None:
        """Accept each for itself: one that cannot be accepted keeps no other from it."""
        waiting = Proposal.objects.filter(pk__in=chosen.values("pk"), state=Proposal.State.WAITING).order_by("id")
        count = 0
        for proposal in waiting.select_related("content_type"):
            try:
                accept(proposal, request)
                count += 1
            except NotAcceptedError as error:
                self.message_user(request, f"{proposal}: {error}", messages.WARNING)
        told = ngettext("%(count)d proposal accepted.", "%(count)d proposals accepted.", count)
        self.message_user(request, told % {"count": count}, messages.SUCCESS if count else messages.WARNING)

    @admin.action(description=_("Dismiss the selected proposals: what was decided stays"), permissions=["decide"])
    def dismiss(self, request: HttpRequest, chosen: QuerySet[Proposal]) -> None:
        waiting = Proposal.objects.filter(pk__in=chosen.values("pk"), state=Proposal.State.WAITING)
        count = waiting.update(state=Proposal.State.DISMISSED, decided_by=request.user, decided_at=timezone.now())
        told = ngettext("%(count)d proposal dismissed.", "%(count)d proposals dismissed.", count)
        self.message_user(request, told % {"count": count}, messages.SUCCESS)

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("archive.change_proposal")


@admin.register(Likeness)
class LikenessAdmin(ArchiveAdmin):
    """Pairs that may be the same; an editor says that they are not."""

    list_display = ("first", "second", "score", "reason", "state", "decided_by", "noted_at", "comparing")
    list_display_links = ("score",)
    list_filter = ("state", OfReleasesFilter, "content_type")
    list_select_related = ("content_type", "decided_by")
    date_hierarchy = "noted_at"
    search_fields = ("reason__unaccent",)
    ordering = ("-score", "id")
    fields = ("first", "second", "score", "reason", "state", "decided_by", "noted_at")
    readonly_fields = ("first", "second", "score", "decided_by", "noted_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Likeness, form: Any, change: bool) -> None:
        if "state" in form.changed_data:
            obj.decided_by = request.user  # type: ignore[assignment]
        super().save_model(request, obj, form, change)

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Leave «merged» to merging."""
        kwargs["choices"] = [(value, name) for value, name in db_field.choices if value != Likeness.State.MERGED]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Likeness | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return bool(allowed and (obj is None or obj.state != Likeness.State.MERGED))

    @admin.display(description=_("merge"))
    def comparing(self, likeness: Likeness) -> SafeString | str:
        """Link to the two side by side."""
        kind = likeness.content_type.model
        if kind not in MERGEABLE or likeness.state == Likeness.State.MERGED:
            return "–"
        where = reverse("admin:merge_compare", args=[kind, likeness.first_id, likeness.second_id])
        return format_html('<a href="{}">{}</a>', where, _("Compare"))

    @admin.display(description=_("first"))
    def first(self, likeness: Likeness) -> SafeString | str:
        return record_link(likeness.content_type, likeness.first_id)

    @admin.display(description=_("second"))
    def second(self, likeness: Likeness) -> SafeString | str:
        return record_link(likeness.content_type, likeness.second_id)


@admin.register(Merge)
class MergeAdmin(ReadOnlyAdmin):
    """Which records were made one, by whom, and what moved."""

    list_display = ("gone", "survivor", "merged_by", "merged_at", "undone_at", "undoing_link")
    list_filter = ("content_type", ("undone_at", admin.EmptyFieldListFilter))
    list_select_related = ("content_type", "merged_by")
    date_hierarchy = "merged_at"
    search_fields = ("loser__name",)
    ordering = ("-id",)

    @admin.display(description=_("undo"))
    def undoing_link(self, merge: Merge) -> SafeString | str:
        """Link to where the merge is undone."""
        if merge.undone_at:
            return "–"
        return format_html('<a href="{}">{}</a>', reverse("admin:merge_undo", args=[merge.pk]), _("Undo…"))

    @admin.display(description=_("merged"))
    def gone(self, merge: Merge) -> str:
        return str(merge.loser.get("name") or merge.loser.get("title") or merge.loser_id)

    @admin.display(description=_("survivor"))
    def survivor(self, merge: Merge) -> SafeString | str:
        return record_link(merge.content_type, merge.survivor_id)
