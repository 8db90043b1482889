"""Admin of mentions."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Model
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from archive.admin.annotation import AnnotationAdmin
from archive.admin.filters import MentionKindFilter
from archive.admin.links import link
from archive.models import Mention
from archive.presentation.marks import kind_of
from archive.presentation.passage import KINDS


@admin.register(Mention)
class MentionAdmin(AnnotationAdmin):
    """Where a text names somebody or something."""

    facts = ("person", "organization", "event", "programme", "subject", "country_code")
    list_display = ("words", "kind", "named", "release_link", "published_on", "sureness", "verdict")
    list_filter = (MentionKindFilter,)
    list_select_related = ("release", "person", "organization", "event", "programme", "subject", "run")
    search_fields = ("exact__unaccent",)
    search_help_text = _("Words as the text has them, with or without accents.")

    @admin.display(description=_("kind"))
    def kind(self, mention: Mention) -> str:
        return str(KINDS[kind_of(mention)])

    @admin.display(description=_("names"))
    def named(self, mention: Mention) -> SafeString | str:
        return link(mention.target) if isinstance(mention.target, Model) else str(mention.target)
