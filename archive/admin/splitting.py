"""Pages on which one record is split in two, and chosen quotes are given to another speaker."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.admin.links import address
from archive.admin.reason import given_reason
from archive.curation.decidable import ENTITIES
from archive.curation.merging.refusing import NotMergedError
from archive.curation.merging.relations import relations
from archive.curation.merging.splitting import give_quotes, split
from archive.models import Person, Quote
from archive.roles import Act, only_for

SHOWN = 200


def splitting_addresses(site: AdminSite) -> list[URLPattern]:
    """Where a record is split."""
    return [path("split/<slug:kind>/<int:pk>/", site.admin_view(split_view), name="split")]


@only_for(Act.MERGE)
def split_view(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Choose what is another's, and make that other."""
    if kind not in ENTITIES:
        raise Http404
    record: Any = get_object_or_404(apps.get_model("archive", kind), pk=pk)
    given = request.POST
    if request.method == "POST":
        own = {one.name: given.getlist(one.name) for one in relations(type(record))}
        chosen = {name: [int(pk) for pk in ids if pk.isdigit()] for name, ids in own.items()}
        try:
            new = split(
                record, given.get("name", ""), given.getlist("alias"), chosen, request.user.pk, given_reason(request)
            )
        except NotMergedError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Split: “%(name)s” is a record of its own.") % {"name": new})
            return HttpResponseRedirect(address(new))
    title = _("Split “%(name)s” in two") % {"name": record}
    context = {"record": record, "back": address(record), "groups": pointing(record), "title": title}
    return TemplateResponse(request, "archive/admin/split.html", {**admin.site.each_context(request), **context})


def pointing(record: Any) -> list[dict[str, Any]]:
    """The rows that point at a record, by relation, the first SHOWN of each."""
    found = []
    for one in relations(type(record)):
        rows = list(one.pointing_at(record.pk).order_by("pk")[:SHOWN])
        if rows:
            column: Any = one.model._meta.get_field(one.column)
            label = f"{capfirst(str(one.model._meta.verbose_name_plural))} ({column.verbose_name})"
            found.append({"name": one.name, "label": label, "rows": rows})
    return found


class SpeakerForm(forms.Form):
    """To whom chosen quotes are given, and why."""

    speaker = forms.ModelChoiceField(
        queryset=Person.objects.all(),
        label=gettext_lazy("Speaker"),
        widget=AutocompleteSelect(Quote._meta.get_field("speaker"), admin.site),
    )
    reason = forms.CharField(required=False, max_length=200, label=gettext_lazy("Reason"))


def give_view(request: HttpRequest, chosen: QuerySet[Quote], action: str) -> HttpResponse | None:
    """Ask who said the chosen quotes, then give them to that person."""
    given: Mapping[str, Any] | None = request.POST if "give" in request.POST else None
    form = SpeakerForm(given)
    ids = list(chosen.values_list("pk", flat=True))
    if given is not None and form.is_valid():
        count = give_quotes(ids, form.cleaned_data["speaker"], request.user.pk, form.cleaned_data["reason"])
        told = ngettext("%(count)d quote was given to %(name)s.", "%(count)d quotes were given to %(name)s.", count)
        messages.success(request, told % {"count": count, "name": form.cleaned_data["speaker"]})
        return None
    context = {
        "form": form,
        "ids": ids,
        "action": action,
        "title": _("Who said these quotes?"),
        "quotes": chosen[:SHOWN],
    }
    return TemplateResponse(
        request, "archive/admin/give_quotes.html", {**admin.site.each_context(request), **context, "media": form.media}
    )
