"""Assigning figures to an indicator: those chosen in the list, or one with all that are like it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.admin.links import address
from archive.curation.measuring import assign, indicator_from, like
from archive.models import Figure, Indicator
from archive.presentation.wording import summary

LISTED = 50


class MeasuringForm(forms.Form):
    """An indicator that there is, or the name of a new one."""

    indicator = forms.ModelChoiceField(
        queryset=Indicator.objects.all(),
        required=False,
        label=gettext_lazy("Indicator"),
        widget=AutocompleteSelect(Figure._meta.get_field("indicator"), admin.site),
    )
    name = forms.CharField(
        required=False,
        label=gettext_lazy("or a new one, named"),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    unit = forms.CharField(
        required=False,
        label=gettext_lazy("with the unit"),
        max_length=80,
        help_text=Indicator._meta.get_field("unit").help_text,
    )
    alike = forms.BooleanField(
        required=False, label=gettext_lazy("All figures like these too: same unit, same words for what they count")
    )
    teach = forms.BooleanField(
        required=False,
        initial=True,
        label=gettext_lazy("The figures’ words for what they count become aliases: the next parse knows them"),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(cleaned.get("indicator")) == bool((cleaned.get("name") or "").strip()):
            raise forms.ValidationError(_("Choose an indicator, or name a new one: one of the two."))
        return cleaned

    def chosen(self) -> Indicator:
        """The indicator, made if it is new."""
        found: Indicator | None = self.cleaned_data["indicator"]
        return found or Indicator.objects.create(
            name=self.cleaned_data["name"].strip(), unit=self.cleaned_data["unit"].strip()
        )


def measuring_page(request: HttpRequest, figures: QuerySet[Figure], action: str = "") -> HttpResponse:
    """Ask for the indicator; once it is given (POST with `assign`), assign it and lead to its page."""
    if not request.user.has_perm("archive.change_figure"):
        raise PermissionDenied
    shown = list(figures.select_related("release").order_by("pk")[:LISTED])
    form = MeasuringForm(request.POST) if "assign" in request.POST else MeasuringForm(initial=beginning(shown))
    if "assign" in request.POST and form.is_valid():
        return assigned(request, figures, form)
    context = {
        **admin.site.each_context(request),
        "title": _("Assign figures to an indicator"),
        "form": form,
        "media": form.media,
        "count": figures.count(),
        "figures": [(summary(one), one) for one in shown],
        "alike": like(shown[0]).count() if len(shown) == 1 else 0,
        "chosen": request.POST.getlist("_selected_action"),
        "select_across": request.POST.get("select_across", "0"),
        "action": action,
        "may_add": request.user.has_perm("archive.add_indicator"),
    }
    return TemplateResponse(request, "archive/admin/measuring.html", context)


def beginning(figures: list[Figure]) -> dict[str, Any]:
    """What the first figure would call a new indicator."""
    if not figures:
        return {}
    one = indicator_from(figures[0])
    return {"unit": one.unit, "name": "" if figures[0].indicator_id else one.name, "indicator": figures[0].indicator_id}


def assigned(request: HttpRequest, figures: QuerySet[Figure], form: MeasuringForm) -> HttpResponse:
    if form.cleaned_data["name"] and not request.user.has_perm("archive.add_indicator"):
        raise PermissionDenied
    ids = set(figures.values_list("pk", flat=True))
    if form.cleaned_data["alike"]:
        ids |= {pk for one in list(figures) for pk in like(one).values_list("pk", flat=True)}
    indicator = form.chosen()
    count = assign(Figure.objects.filter(pk__in=ids), indicator, teach=form.cleaned_data["teach"])
    told = ngettext("%(count)d figure assigned to %(name)s.", "%(count)d figures assigned to %(name)s.", count)
    messages.success(request, told % {"count": count, "name": indicator})
    return HttpResponseRedirect(address(indicator))


def one_figure_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The same for one figure, from its own page."""
    figure = get_object_or_404(Figure, pk=pk)
    return measuring_page(request, Figure.objects.filter(pk=figure.pk))


def one_figure_address(figure: Figure) -> str:
    return reverse("admin:archive_figure_indicator", args=[figure.pk])
