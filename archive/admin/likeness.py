"""Likenesses in the admin: their list, «not the same», and looking for more of them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.admin.base import ArchiveAdmin
from archive.admin.filters import KindFilter, OfReleasesFilter
from archive.admin.named import NamingChangeList, named_link
from archive.curation.likenesses import in_words
from archive.curation.merging.distinct import are_not_the_same
from archive.curation.merging.merging import MERGEABLE
from archive.curation.suggesting import not_looked_at
from archive.models import Likeness
from archive.presentation.wording import percent
from archive.roles import Act, may, require

COUNTED = 1_000


@admin.register(Likeness)
class LikenessAdmin(ArchiveAdmin):
    """Pairs that may be the same; an editor says that they are not."""

    import_export_change_list_template = "archive/admin/likeness_list.html"
    list_display = ("first", "second", "comparing", "why", "alike", "kind", "state", "decided_by")
    list_display_links = ("alike",)
    list_filter = ("state", OfReleasesFilter, KindFilter)
    list_select_related = ("content_type", "decided_by")
    date_hierarchy = "noted_at"
    search_fields = ("reason__unaccent",)
    ordering = ("-score", "id")
    fields = ("first", "second", "score", "why", "state", "decided_by", "noted_at")
    readonly_fields = ("first", "second", "score", "why", "decided_by", "noted_at")
    actions = ("part",)
    named = ("first_id", "second_id")

    def get_urls(self) -> list[URLPattern]:
        look = path("look/", self.admin_site.admin_view(self.look), name="archive_likeness_look")
        return [look, *super().get_urls()]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[NamingChangeList]:
        return NamingChangeList

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        may_look = may(request.user, Act.MERGE)
        new = not_looked_at(most=COUNTED) if may_look else 0
        return super().changelist_view(
            request, {**(extra_context or {}), "may_look": may_look, "not_looked_at": new, "most_counted": COUNTED}
        )

    def look(self, request: HttpRequest) -> HttpResponse:
        """Look for pairs among what is new, or leave that to a worker; then go back to the list."""
        from etl.jobs import look_for_likenesses

        require(request, Act.MERGE)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        noted = look_for_likenesses()
        if noted is None:
            told = _("There is much that is new: a worker looks at it.")
        else:
            told = ngettext("%(count)d new pair looks alike.", "%(count)d new pairs look alike.", noted.pairs)
            told %= {"count": noted.pairs}
        messages.info(request, told)
        return HttpResponseRedirect(reverse("admin:archive_likeness_changelist"))

    @admin.action(
        description=gettext_lazy("The selected pairs are not the same: do not suggest them again"),
        permissions=["change"],
    )
    def part(self, request: HttpRequest, chosen: QuerySet[Likeness]) -> None:
        count = are_not_the_same(chosen.values_list("pk", flat=True), request.user.pk)
        told = ngettext(
            "%(count)d pair is remembered as not the same.", "%(count)d pairs are remembered as not the same.", count
        )
        self.message_user(request, told % {"count": count}, messages.SUCCESS)

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

    @admin.display(description=gettext_lazy("merge"))
    def comparing(self, likeness: Likeness) -> SafeString | str:
        """Link to the two side by side."""
        kind = likeness.content_type.model
        if kind not in MERGEABLE or likeness.state == Likeness.State.MERGED:
            return "–"
        where = reverse("admin:merge_compare", args=[kind, likeness.first_id, likeness.second_id])
        return format_html('<a href="{}">{}</a>', where, _("Compare"))

    @admin.display(description=gettext_lazy("kind"), ordering="content_type")
    def kind(self, likeness: Likeness) -> str:
        return likeness.content_type.name

    @admin.display(description=gettext_lazy("score"), ordering="score")
    def alike(self, likeness: Likeness) -> str:
        return percent(likeness.score)

    @admin.display(description=gettext_lazy("reason"), ordering="reason")
    def why(self, likeness: Likeness) -> str:
        return in_words(likeness.reason) or "–"

    @admin.display(description=gettext_lazy("first"))
    def first(self, likeness: Likeness) -> SafeString | str:
        return named_link(likeness, "first_id")

    @admin.display(description=gettext_lazy("second"))
    def second(self, likeness: Likeness) -> SafeString | str:
        return named_link(likeness, "second_id")
