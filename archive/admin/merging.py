"""Pages on which two records are compared, made one, and two again; or said not to be the same."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.admin.links import address, link
from archive.admin.reason import given_reason
from archive.admin.search import with_name_like
from archive.curation.history.telling import plain
from archive.curation.likenesses import in_words
from archive.curation.merging.comparing import EMPTY, JOINED, Comparison, Side, compare, counts
from archive.curation.merging.distinct import not_the_same
from archive.curation.merging.merging import MERGEABLE, NotMergedError, merge
from archive.curation.merging.undoing import Unmerged, undo_merge
from archive.models import Likeness, Merge, Release
from archive.roles import Act, may, only_for

FOUND = 20


def merging_addresses(site: AdminSite) -> list[URLPattern]:
    """Choosing whom to merge, comparing, undoing."""
    return [
        path("merge/undo/<int:pk>/", site.admin_view(undo_view), name="merge_undo"),
        path("merge/<slug:kind>/<int:pk>/", site.admin_view(choose_view), name="merge_choose"),
        path("merge/<slug:kind>/<int:pk>/<int:other>/", site.admin_view(compare_view), name="merge_compare"),
    ]


def merging_address(request: HttpRequest, record: Model) -> str:
    """Where `record` is merged with another, for who may; else nothing."""
    kind = str(record._meta.model_name)
    if kind not in MERGEABLE or not may(request.user, Act.MERGE):
        return ""
    return reverse("admin:merge_choose", args=[kind, record.pk])


def model_of(kind: str) -> Any:
    if kind not in MERGEABLE:
        raise Http404
    return apps.get_model("archive", kind)


def page(request: HttpRequest, template: str, title: str, context: dict[str, Any]) -> HttpResponse:
    return TemplateResponse(
        request, f"archive/admin/{template}.html", {**admin.site.each_context(request), "title": title, **context}
    )


@only_for(Act.MERGE)
def choose_view(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Choose the other record: of those that look alike, or by name."""
    record = get_object_or_404(model_of(kind), pk=pk)
    words = request.GET.get("q", "").strip()
    others = called(model_of(kind), words).exclude(pk=pk)[:FOUND] if words else []
    context = {"record": record, "back": address(record), "words": words, "others": options(record, others)}
    return page(request, "merge_choose", _("Merge “%(name)s” with…") % {"name": record}, context)


def called(model: Any, words: str) -> QuerySet[Any]:
    """Records by their names, releases by their titles."""
    if model is Release:
        return Release.objects.filter(title__unaccent__icontains=words)
    return with_name_like(model.objects.all(), words)


def options(record: Any, others: Any) -> list[dict[str, Any]]:
    """Those that look alike, then those that were searched for."""
    kind = ContentType.objects.get_for_model(record)
    pairs = Likeness.objects.filter(content_type=kind, state=Likeness.State.SUSPECTED)
    alike = pairs.filter(Q(first_id=record.pk) | Q(second_id=record.pk)).order_by("-score")[:FOUND]
    reasons = {one.first_id if one.second_id == record.pk else one.second_id: one.reason for one in alike}
    named = type(record).objects.in_bulk(reasons)
    found = [(named[pk], reason) for pk, reason in reasons.items() if pk in named]
    found += [(one, "") for one in others if one.pk not in reasons]
    return [
        {
            "record": one,
            "reason": in_words(reason),
            "counts": sum(counts(one).values()),
            "where": reverse("admin:merge_compare", args=[record._meta.model_name, record.pk, one.pk]),
        }
        for one, reason in found
    ]


@only_for(Act.MERGE)
def compare_view(request: HttpRequest, kind: str, pk: int, other: int) -> HttpResponse:
    """Show two records side by side and, once somebody says so, make them one."""
    model = model_of(kind)
    survivor, loser = get_object_or_404(model, pk=pk), get_object_or_404(model, pk=other)
    if request.method == "POST":
        return merged(request, survivor, loser)
    if survivor == loser:
        return redirect("admin:merge_choose", kind, pk)
    context = {
        "survivor": survivor,
        "loser": loser,
        "links": (link(survivor), link(loser)),
        "rows": [compared(survivor, one) for one in compare(survivor, loser)],
        "joined": [joined(survivor, loser, name) for name in JOINED if hasattr(survivor, name)],
        "pointing": pointing(counts(survivor), counts(loser)),
        "likeness": (pair := likeness_of(survivor, loser)),
        "reason": in_words(pair.reason) if pair else "",
        "swapped": reverse("admin:merge_compare", args=[kind, other, pk]),
    }
    return page(request, "merge_compare", _("The same?"), context)


def compared(survivor: Any, one: Comparison) -> dict[str, Any]:
    labels = [capfirst(str(survivor._meta.get_field(name).verbose_name)) for name in one.group]
    return {"name": one.group[0], "label": ", ".join(labels), "kept": one.kept, "differs": one.differs} | {
        "survivor": shown(survivor, one.group, one.survivor),
        "loser": shown(survivor, one.group, one.loser),
    }


def shown(record: Any, names: tuple[str, ...], values: tuple[Any, ...]) -> str:
    """The values of a group as a reader takes them."""

    def word(name: str, value: Any) -> str:
        choices = dict(record._meta.get_field(name).flatchoices) if not isinstance(value, Model) else {}
        return str(choices.get(value, plain(value)))

    told = [word(name, value) for name, value in zip(names, values, strict=True) if value not in EMPTY]
    return " · ".join(told) or "–"


def joined(survivor: Any, loser: Any, name: str) -> tuple[str, str, str]:
    values = (getattr(one, name) for one in (survivor, loser))
    label = capfirst(str(survivor._meta.get_field(name).verbose_name))
    one, other = (plain(value) if value else "–" for value in values)
    return label, one, other


def pointing(one: dict[str, int], other: dict[str, int]) -> list[tuple[str, int, int]]:
    """How many rows point at either, by relation."""

    def named(relation: str) -> str:
        table, column = relation.split(".")
        model = apps.get_model("archive", table)
        plural = capfirst(str(model._meta.verbose_name_plural))
        field: Any = model._meta.get_field(column)
        return f"{plural} ({field.verbose_name})"

    return [(named(name), one.get(name, 0), other.get(name, 0)) for name in sorted(one.keys() | other.keys())]


def likeness_of(one: Model, other: Model) -> Likeness | None:
    first, second = sorted((one.pk, other.pk))
    kind = ContentType.objects.get_for_model(one)
    return Likeness.objects.filter(content_type=kind, first_id=first, second_id=second).first()


def merged(request: HttpRequest, survivor: Any, loser: Any) -> HttpResponse:
    if "distinct" in request.POST:
        not_the_same(survivor, loser, request.user.pk, given_reason(request))
        messages.success(request, _("They are remembered as not the same, and will not be suggested again."))
        return HttpResponseRedirect(address(survivor))
    sides: dict[str, Side] = {"survivor": "survivor", "loser": "loser"}
    given = {name: sides[value] for name, value in request.POST.items() if value in sides}
    try:
        one = merge(survivor, loser, given, request.user.pk, given_reason(request))
    except NotMergedError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(request.path)
    count = sum(map(len, one.moved.values()))
    told = ngettext(
        "Merged: %(count)d row moved. It can be undone.", "Merged: %(count)d rows moved. It can be undone.", count
    )
    messages.success(
        request, (told if count else _("Merged: nothing pointed at it. It can be undone.")) % {"count": count}
    )
    return HttpResponseRedirect(address(survivor))


@only_for(Act.MERGE)
def undo_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a merge and, once it is confirmed, make the records two again."""
    one = get_object_or_404(Merge, pk=pk)
    back = reverse("admin:archive_merge_changelist")
    if request.method != "POST":
        return page(request, "merge_undo", _("Undo this merge?"), {"merge": one, "back": back, "name": name_of(one)})
    try:
        done = undo_merge(one, request.user.pk, given_reason(request))
    except NotMergedError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(back)
    tell_unmerged(request, done)
    return HttpResponseRedirect(reverse(f"admin:archive_{one.content_type.model}_change", args=[one.loser_id]))


def name_of(one: Merge) -> str:
    return str(one.loser.get("name") or one.loser.get("title") or one.loser_id)


def tell_unmerged(request: HttpRequest, done: Unmerged) -> None:
    messages.success(request, _("They are two records again."))
    for relation, ids in done.stays.items():
        told = {"kind": relation.partition(".")[0], "ids": ", ".join(map(str, ids[:FOUND]))}
        messages.warning(request, _("Came after the merge and stay with the survivor: %(kind)s %(ids)s.") % told)
    if done.kept:
        told = {"fields": ", ".join(done.kept)}
        messages.warning(request, _("Changed since, and left as they are: %(fields)s.") % told)
