"""Filters on what editors look for."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from archive.presentation.counting import COUNTED_TO, estimated_rows

LATEST = 2_000


class YesNoFilter(admin.SimpleListFilter):
    """Rows for which `condition` holds, or does not."""

    yes: Any = _("Yes")
    no: Any = _("No")
    condition: Q

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", self.yes), ("no", self.no)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return {"yes": queryset.filter(self.condition), "no": queryset.exclude(self.condition)}.get(
            self.value() or "", queryset
        )


class DecidedFilter(YesNoFilter):
    """What a person has set or confirmed something of."""

    title = _("decided by an editor")
    parameter_name = "is_decided"
    condition = ~Q(decided=[])


class FlaggedFilter(YesNoFilter):
    """What an editor should look at."""

    title = _("flagged")
    parameter_name = "is_flagged"
    condition = ~Q(flags=[])


class PlacedFilter(YesNoFilter):
    """Whether the text still has the words."""

    title = _("place in the text")
    parameter_name = "placed"
    yes, no = _("Placed"), _("Unplaced")
    condition = Q(start__isnull=False)


class SpeakerFilter(YesNoFilter):
    """Whether it is known who said it."""

    title = _("speaker known")
    parameter_name = "speaker_known"
    condition = Q(speaker__isnull=False) | Q(organization__isnull=False)


class DayFilter(YesNoFilter):
    """Undated releases are left out by the days above the list: here they are."""

    title = _("day of publication")
    parameter_name = "dated"
    yes, no = _("Dated"), _("Undated")
    condition = Q(published_on__isnull=False)


class TitleFilter(YesNoFilter):
    """Whether the text has a title."""

    title = _("title")
    parameter_name = "titled"
    yes, no = _("With a title"), _("Without a title")
    condition = ~Q(title=None)


class EventDayFilter(YesNoFilter):
    """Events whose year no text gives are left out by the days above the list: here they are."""

    title = _("year known")
    parameter_name = "dated"
    condition = Q(earliest__isnull=False)


class WaitingFilter(YesNoFilter):
    """Documents that are kept, and that a worker is still to read."""

    title = _("waits for a worker")
    parameter_name = "waits"
    condition = Q(waits_for__isnull=False)


class FailureFilter(YesNoFilter):
    """Documents that a worker could not read."""

    title = _("failed in a worker")
    parameter_name = "failed"
    condition = ~Q(failure="")


class IndicatorFilter(YesNoFilter):
    """Figures that were assigned to an indicator, and those that wait for it."""

    title = _("indicator assigned")
    parameter_name = "assigned"
    condition = Q(indicator__isnull=False)


class OfReleasesFilter(YesNoFilter):
    """Releases that may be versions of one document, apart from entities that may be one and the same."""

    title = _("what is alike")
    parameter_name = "releases"
    yes, no = _("Possible versions of a release"), _("Likely duplicates")
    condition = Q(content_type__model="release")


class ValueFilter(admin.SimpleListFilter):
    """Rows with one value of a column, of those that its rows have; in a large table, of those that the latest have."""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        field, rows = str(self.parameter_name), model_admin.model._default_manager
        if estimated_rows(model_admin.model) > COUNTED_TO:
            found = set(rows.order_by("-pk").values_list(field, flat=True)[:LATEST])
        else:
            found = set(rows.order_by().values_list(field, flat=True).distinct())
        return [(value, value) for value in sorted({*found, request.GET.get(field, "")} - {""})]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(**{str(self.parameter_name): self.value()}) if self.value() else queryset


class RuleFilter(ValueFilter):
    """Which rule of the parser found it."""

    title = _("rule")
    parameter_name = "rule"


class LanguageFilter(ValueFilter):
    """What a text is written in."""

    title = _("language")
    parameter_name = "language"


class MediaTypeFilter(ValueFilter):
    """What form a document has."""

    title = _("media type")
    parameter_name = "media_type"


class EncodingFilter(ValueFilter):
    """What its characters were encoded in."""

    title = _("encoding")
    parameter_name = "encoding"


class MentionKindFilter(admin.SimpleListFilter):
    """What sort of thing is named."""

    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("person", _("person")),
            ("organization", _("organization")),
            ("event", _("event")),
            ("programme", _("programme")),
            ("subject", _("subject")),
            ("country_code", _("country")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        kind = self.value()
        return queryset.filter(**{f"{kind}__isnull": False}) if kind in dict(self.lookup_choices) else queryset


class KindFilter(admin.SimpleListFilter):
    """Of which kind of record a row tells, of those that there are in the list."""

    title = _("kind of record")
    parameter_name = "of"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        # Of each kind, the next that the index has: to ask which kinds the rows have would read them all.
        after = model_admin.model.objects.filter(content_type__gte=OuterRef("pk")).order_by("content_type_id")
        there = ContentType.objects.alias(next=Subquery(after.values("content_type_id")[:1])).filter(next=F("pk"))
        return sorted(((one.model, one.name) for one in there), key=lambda one: one[1])

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(content_type__model=self.value()) if self.value() else queryset
