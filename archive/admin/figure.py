"""Admin of figures."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from archive.admin.annotation import AnnotationAdmin
from archive.admin.filters import IndicatorFilter
from archive.admin.links import link
from archive.admin.measuring import measuring_page, one_figure_address, one_figure_view
from archive.models import Figure
from archive.presentation.wording import quantity


@admin.register(Figure)
class FigureAdmin(AnnotationAdmin):
    """Which number was claimed, of what, and by whom."""

    facts = (
        ("qualifier", "value", "upper", "unit"),
        "subject",
        "period",
        "indicator",
        "part_of",
        "quote",
        "event",
        "programme",
    )
    list_display = ("number", "counted", "period", "claimed_by", "release_link", "published_on", "sureness", "verdict")
    list_filter = (IndicatorFilter, ("quote", admin.EmptyFieldListFilter))
    list_select_related = (
        "release",
        "indicator__organization",
        "part_of",
        "quote__speaker",
        "quote__organization",
        "event",
        "programme",
        "run",
    )
    search_fields = ("exact__unaccent", "subject__unaccent", "unit__unaccent", "indicator__name__unaccent")
    search_help_text = _("Words of the figure, what it counts, its unit or its indicator, with or without accents.")
    actions = (*AnnotationAdmin.actions, "assign_indicator")

    def get_urls(self) -> list[URLPattern]:
        one = path("<int:pk>/indicator/", self.admin_site.admin_view(one_figure_view), name="archive_figure_indicator")
        return [one, *super().get_urls()]

    def around(self, request: HttpRequest, record: Any) -> dict[str, Any]:
        return {**super().around(request, record), "indicator_address": one_figure_address(record)}

    @admin.action(description=_("Assign the selected figures to an indicator"), permissions=["change"])
    def assign_indicator(self, request: HttpRequest, chosen: QuerySet[Figure]) -> HttpResponse:
        return measuring_page(request, Figure.objects.filter(pk__in=chosen.values("pk")), "assign_indicator")

    @admin.display(description=_("number"), ordering="value")
    def number(self, figure: Figure) -> str:
        return quantity(figure) or figure.exact

    @admin.display(description=_("of"), ordering="subject")
    def counted(self, figure: Figure) -> SafeString | str:
        return link(figure.indicator) if figure.indicator else Truncator(figure.subject or "–").chars(70)

    @admin.display(description=_("claimed by"))
    def claimed_by(self, figure: Figure) -> SafeString | str:
        return (
            link(figure.quote, figure.quote.speaker or figure.quote.organization or _("quote")) if figure.quote else "–"
        )
