"""What the server answers to an act: the parts of the page to put back, or the page itself where there is no script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import DatabaseError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from archive.admin.review.act import ACTS
from archive.admin.review.asked import Asked, FormError, Outcome
from archive.admin.review.form import form_for, rebased
from archive.admin.review.page import held, page, read, release_to_review, shown_cards, shown_form
from archive.admin.review.passage import reviewed_marks, reviewed_text
from archive.curation import queue
from archive.curation.history.undoing import NotUndoneError
from archive.curation.making import NoPlaceError
from archive.curation.proposals import NotAcceptedError
from archive.curation.queue import StillPendingError, TakenError
from archive.curation.refusal import sentence
from archive.curation.reviewing import GoneError, StaleError
from archive.models import Release

STALE, REFUSED, GONE, TAKEN = 409, 422, 410, 423
DESK_ACTS = ("done", "give-back", "reopen")


@require_POST
def act_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Do what `act` says (`confirm quote-12 3`): JSON for the script, else back to the page."""
    release = release_to_review(request, pk)
    words = request.POST.get("act", "").split()
    if not words or words[0] not in ACTS:
        raise Http404("No such act.")
    asked = Asked(request, release, words)
    try:
        return answer(asked, perform(asked))
    except TOLD as error:
        return next(way for kind, way in WAYS if isinstance(error, kind))(asked, error)


def perform(asked: Asked) -> Outcome:
    """Do it, in one transaction; the release is in the editor's hands from now on, or for another half an hour."""
    does = asked.words[0]
    with transaction.atomic():
        if does not in DESK_ACTS:
            queue.keep(asked.release.pk, asked.editor)
        outcome = ACTS[does](asked)
        if does not in {*DESK_ACTS, "undo"}:
            asked.steps.add()
    return outcome


def taken(asked: Asked, error: TakenError) -> HttpResponse:
    return answer(asked, Outcome(held(error.release)), TAKEN)


def gone(asked: Asked, error: GoneError) -> HttpResponse:
    told = Outcome(_("This record is no longer there."), gone=[f"{error.seen.kind}-{error.seen.id}"], marks=True)
    return answer(asked, told, GONE)


def refused(asked: Asked, error: Exception) -> HttpResponse:
    return answer(asked, Outcome(sentence(error) if isinstance(error, DatabaseError) else str(error)), REFUSED)


def answer(asked: Asked, outcome: Outcome, status: int = 200) -> HttpResponse:
    """The changed cards and, where marks changed, the text; without a script the page, at the card."""
    if not wants_parts(asked.request):
        messages.add_message(asked.request, messages.SUCCESS if status == 200 else messages.WARNING, outcome.said)
        return HttpResponseRedirect(outcome.leave or address(asked, outcome))
    release = Release.objects.select_related("issuer").get(pk=asked.release.pk)
    return JsonResponse(
        {
            "said": outcome.said,
            "cards": shown_cards(asked.request, release, outcome.changed),
            "gone": outcome.gone,
            "text": text_of(release) if outcome.marks else None,
            "at": outcome.at,
            "leave": outcome.leave,
        },
        status=status,
    )


def text_of(release: Release) -> str:
    readings = read(release)
    return reviewed_text(release.text, reviewed_marks(readings), readings)


def still_pending(asked: Asked, error: StillPendingError) -> HttpResponse:
    """Ask whether the rest is to be confirmed."""
    if not wants_parts(asked.request):
        return page(asked.request, asked.release, status=REFUSED, ask_rest=True)
    return JsonResponse(
        {"said": "", "cards": {}, "gone": [], "text": None, "at": "", "rest": error.count}, status=REFUSED
    )


def address(asked: Asked, outcome: Outcome) -> str:
    """The page, at the card that the act leads to."""
    here = reverse("admin:archive_release_review", args=[asked.release.pk])
    at = outcome.at or next((word for word in asked.words[1:] if "-" in word), "")
    return f"{here}#{at}" if at and at not in outcome.gone else here


def conflict(asked: Asked, error: StaleError) -> HttpResponse:
    """Somebody was quicker: show the row as it is now, and the editor's own values beside it if there are any."""
    record, key = error.record, f"{error.seen.kind}-{error.seen.id}"
    notice = _("Somebody changed this record while you had it open. Nothing of yours was written yet: look again.")
    notice = f"{notice} {changed_fields(error)}".strip()
    forms = {}
    if asked.words[0] == "save":
        mine = form_for(error.seen.kind, asked.release, record, asked.request.POST)
        forms[key] = rebased(mine, record)
        forms[key].theirs = changes(mine)
    return parts(asked, [record], forms, {key: notice}, STALE, notice)


def changed_fields(error: StaleError) -> str:
    """Which fields came to be others meanwhile, by their names."""
    model = type(error.record)
    columns = {column.attname: column.verbose_name for column in model._meta.concrete_fields}
    names = sorted({str(columns[one]) for change in error.between for one in change.changed if one in columns})
    return _("Changed: %(fields)s.") % {"fields": ", ".join(names)} if names else ""


def changes(mine: Any) -> list[tuple[str, str, str]]:
    """Field by field what the editor saw and what it has become since."""
    return [(str(mine.fields[name].label or name), was, now) for name, was, now in mine.changed_meanwhile()]


def faulty(asked: Asked, error: FormError) -> HttpResponse:
    """The form again, with what is wrong beside its fields."""
    told = _("Not saved: see what is wrong beside the fields.")
    if not error.seen.id:
        if not wants_parts(asked.request):
            return page(asked.request, asked.release, {f"{error.seen.kind}-new": error.form}, status=REFUSED)
        made = shown_form(asked.request, asked.release, error.form)
        return JsonResponse(
            {"said": told, "cards": {}, "gone": [], "text": None, "at": "", "made": made}, status=REFUSED
        )
    record = error.form.instance.__class__._default_manager.get(pk=error.seen.id)
    return parts(asked, [record], {f"{error.seen.kind}-{error.seen.id}": error.form}, {}, REFUSED, told)


def parts(
    asked: Asked, records: list[Any], forms: dict[str, Any], notices: dict[str, str], status: int, said: str
) -> HttpResponse:
    """Cards with their forms open, or the whole page with them."""
    if not wants_parts(asked.request):
        return page(asked.request, asked.release, forms, notices, status)
    cards = shown_cards(asked.request, asked.release, records, forms, notices)
    at = next(iter(cards), "")
    return JsonResponse({"said": said, "cards": cards, "gone": [], "text": None, "at": at}, status=status)


def wants_parts(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


WAYS: tuple[tuple[type[Exception], Callable[[Asked, Any], HttpResponse]], ...] = (
    (StaleError, conflict),
    (FormError, faulty),
    (TakenError, taken),
    (GoneError, gone),
    (StillPendingError, still_pending),
    (NoPlaceError, refused),
    (NotAcceptedError, refused),
    (NotUndoneError, refused),
    (DatabaseError, refused),
)
TOLD = tuple(kind for kind, _way in WAYS)
