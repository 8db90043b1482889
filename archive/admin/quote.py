"""Admin of quotes."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from archive.admin.annotation import AnnotationAdmin
from archive.admin.filters import SpeakerFilter
from archive.admin.forms import AnnotationForm
from archive.admin.links import link
from archive.admin.search import ByWords
from archive.models import Quote


class QuoteForm(AnnotationForm):
    """A speaker that an editor gives is known by the editor, unless they say how else."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        who = {"speaker", "organization"}
        if who & set(self.changed_data) and "basis" not in self.changed_data:
            known = cleaned.get("speaker") or cleaned.get("organization")
            cleaned["basis"] = Quote.Basis.EDITOR if known else None
        return cleaned


@admin.register(Quote)
class QuoteAdmin(ByWords, AnnotationAdmin):
    """Who said what, where it stands, and how that is known."""

    form = QuoteForm
    facts = ("text", ("kind", "basis"), "speaker", "organization", "role", "attribution")
    list_display = ("said_words", "who", "role_link", "kind", "release_link", "published_on", "sureness", "verdict")
    list_filter = ("kind", SpeakerFilter, "basis")
    actions = (*AnnotationAdmin.actions, "give")
    list_select_related = ("release", "speaker", "organization", "role__organization", "run")

    @admin.action(description=_("Give the selected quotes to another speaker"), permissions=["change"])
    def give(self, request: HttpRequest, chosen: QuerySet[Quote]) -> HttpResponse | None:
        from archive.admin.splitting import give_view

        return give_view(request, chosen, "give")

    @admin.display(description=_("text"), ordering="text")
    def said_words(self, quote: Quote) -> str:
        return Truncator(quote.text).chars(110)

    @admin.display(description=_("speaker"), ordering="speaker__name")
    def who(self, quote: Quote) -> SafeString | str:
        return link(quote.speaker or quote.organization)

    @admin.display(description=_("role"), ordering="role__name")
    def role_link(self, quote: Quote) -> SafeString | str:
        return link(quote.role, quote.role and quote.role.name)
