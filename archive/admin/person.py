"""Admin of persons."""

from __future__ import annotations

from django.contrib import admin

from archive.admin.entity import EntityAdmin
from archive.admin.scale import count_of
from archive.models import Mention, Person, Quote


@admin.register(Person)
class PersonAdmin(EntityAdmin):
    """Who is spoken of, and who speaks."""

    facts = ("gender",)
    list_display = ("name", "other_names", "gender", "quote_count", "mention_count")
    list_filter = ("gender", *EntityAdmin.list_filter)
    counts = {"quotes_counted": count_of(Quote, "speaker"), "mentions_counted": count_of(Mention, "person")}
