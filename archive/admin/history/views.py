"""Views of the history. Reading takes the permission to see the record, taking back the one to change it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.admin.history.filtering import page_of
from archive.admin.links import address
from archive.admin.reason import given_reason
from archive.curation.decidable import ANNOTATIONS
from archive.curation.history.action_undoing import changed_values_only, models_of, undo_action
from archive.curation.history.changes import Change, change
from archive.curation.history.run_rows import BY_TABLE
from archive.curation.history.run_undoing import RunUndone, undo_run
from archive.curation.history.telling import model_named, tell
from archive.curation.history.undoing import NotUndoneError, undo
from archive.models import REMEMBERED, Release, Run
from archive.models.history import CHANGED
from archive.roles import Act, may


def history_addresses(site: AdminSite) -> list[URLPattern]:
    """Everything lately, one run, one action, taking back a change."""
    return [
        path("history/", site.admin_view(recent_view), name="recent_changes"),
        path("history/run/<int:pk>/", site.admin_view(run_view), name="run_changes"),
        path("history/action/<uuid:action>/", site.admin_view(action_view), name="action_changes"),
        path("history/<slug:table>/<int:event>/undo/", site.admin_view(undo_view), name="undo_change"),
    ]


def page(request: HttpRequest, title: str, context: dict[str, Any]) -> HttpResponse:
    return TemplateResponse(
        request, "archive/admin/history.html", {**admin.site.each_context(request), "title": title, **context}
    )


def recent_view(request: HttpRequest) -> HttpResponse:
    """What was changed lately, of everything that the person may see."""
    seen = [model for model in REMEMBERED if request.user.has_perm(f"archive.view_{model._meta.model_name}")]
    if not seen:
        raise PermissionDenied
    return page(request, _("Recent changes"), {**page_of(request, {}, seen), "is_mixed": True})


def record_view(request: HttpRequest, model: type[Model], pk: int) -> HttpResponse:
    """What became of one record, which may be gone; a release's annotations are told of too."""
    record = model._default_manager.filter(pk=pk).first()
    listed = page_of(request, {"id": pk}, [model])
    if model is Release:
        own = [BY_TABLE[table] for table in ANNOTATIONS if request.user.has_perm(f"archive.view_{table}")]
        of_it = page_of(request, {"release_id": pk}, own)
        listed |= {"annotations": of_it["told"], "shared": listed["shared"] | of_it["shared"]}
    if record is None and not listed["told"] and not request.GET:
        raise Http404
    around = {"record": record, "record_address": address(record) if record else ""}
    name = str(record) if record else f"{model._meta.verbose_name} {pk}"
    return page(request, _("History of “%(name)s”") % {"name": name}, {**listed, **around})


def undo_view(request: HttpRequest, table: str, event: int) -> HttpResponse:
    """Show a change and, once it is confirmed, take it back."""
    model = model_named(table)
    one = change(model, event) if model else None
    if one is None:
        raise Http404
    if not may_undo(request, one):
        raise PermissionDenied
    if request.method == "POST":
        return take_back(request, one)
    context = {"told": tell([one])[0], "back": back_from(one)}
    return TemplateResponse(
        request,
        "archive/admin/undo.html",
        {**admin.site.each_context(request), "title": _("Undo this change?"), **context},
    )


def may_undo(request: HttpRequest, one: Change) -> bool:
    """Values are put back by whoever may change the record; rows come and go by whoever may delete it."""
    verb = "change" if one.kind == CHANGED else "delete"
    return request.user.has_perm(f"archive.{verb}_{one.table}")


def take_back(request: HttpRequest, one: Change) -> HttpResponse:
    try:
        done = undo(one, request.user.pk, given_reason(request))
    except NotUndoneError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(request.path)
    messages.success(request, _("The change was undone."))
    for kept in done.kept:
        since = tell([kept.since])[0].who if kept.since else "–"
        named = {"fields": ", ".join(kept.columns), "who": since}
        messages.warning(request, _("Left as they are, since they were changed later: %(fields)s (%(who)s).") % named)
    return HttpResponseRedirect(back_from(one))


def back_from(one: Change) -> str:
    return reverse(f"admin:archive_{one.table}_history", args=[one.record])


def action_view(request: HttpRequest, action: UUID) -> HttpResponse:
    """What one action of a person changed; and taking all of it back."""
    models = models_of(action)
    if not models:
        raise Http404
    if not all(request.user.has_perm(f"archive.view_{model._meta.model_name}") for model in models):
        raise PermissionDenied
    may_change = all(request.user.has_perm(f"archive.change_{model._meta.model_name}") for model in models)
    if request.method == "POST":
        if not may_change:
            raise PermissionDenied
        return take_action_back(request, action)
    context = {"is_action": True, "may_undo_action": may_change and changed_values_only(action), "is_mixed": True}
    return page(
        request, _("Changed together"), {**page_of(request, {"pgh_context_id": action}, list(models)), **context}
    )


def take_action_back(request: HttpRequest, action: UUID) -> HttpResponse:
    try:
        done = undo_action(action, request.user.pk, given_reason(request))
    except NotUndoneError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(request.path)
    told = ngettext("%(count)d record was put back.", "%(count)d records were put back.", done.put_back)
    messages.success(request, told % {"count": done.put_back})
    if done.kept:
        told = ngettext(
            "%(count)d record was changed since: that stays.",
            "%(count)d records were changed since: that stays.",
            done.kept,
        )
        messages.warning(request, told % {"count": done.kept})
    return HttpResponseRedirect(request.path)


def run_view(request: HttpRequest, pk: int) -> HttpResponse:
    """What a run made and changed; a preview of taking it back; and taking it back."""
    run = get_object_or_404(Run, pk=pk)
    if not request.user.has_perm("archive.view_run"):
        raise PermissionDenied
    context: dict[str, Any] = {"run": run, "may_undo_run": may(request.user, Act.UNDO_RUN) and not run.undone_at}
    if request.method == "POST":
        if not may(request.user, Act.UNDO_RUN):
            raise PermissionDenied
        is_preview = "preview" in request.POST
        try:
            undone = undo_run(pk, request.user.pk, given_reason(request), dry_run=is_preview)
        except NotUndoneError as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(request.path)
        if not is_preview:
            messages.success(request, _("The run was undone."))
            return HttpResponseRedirect(request.path)
        context["preview"] = told_undone(undone)
    listed = page_of(request, {"pgh_context__run": pk}, REMEMBERED)
    return page(request, str(run), {**listed, **context, "made": made_by(pk), "is_mixed": True})


def made_by(run: int) -> list[tuple[str, int]]:
    """How many rows of which kind the run made that are still there."""
    kinds = [model for model in REMEMBERED if any(one.name == "run" for one in model._meta.fields)]
    counted = [(model, model._default_manager.filter(run=run).count()) for model in kinds]
    return [(named(model, count), count) for model, count in counted if count]


def named(model: type[Model], count: int) -> str:
    """What so many records are called."""
    return str(model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural)


def told_undone(undone: RunUndone) -> dict[str, Any]:
    """The counts by kind, and what stays with why, the first hundred."""

    def told(counts: dict[str, int]) -> list[tuple[str, int]]:
        return [(named(BY_TABLE[table], count), count) for table, count in counts.items() if count]

    kept = [
        (
            BY_TABLE[one.table]._meta.verbose_name,
            one.id,
            reverse(f"admin:archive_{one.table}_change", args=[one.id]),
            one,
        )
        for one in undone.kept[:100]
    ]
    return {
        "taken_away": told(undone.taken_away),
        "put_back": told(undone.put_back),
        "brought_back": told(undone.brought_back),
        "kept": kept,
        "kept_count": len(undone.kept),
    }
