"""What an editor does on the review screen: each act does one thing and says what to put back on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.db.models import Model
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from archive.admin.accepting import accept
from archive.admin.refusal import sentence
from archive.admin.review.form import ReviewForm, form_for
from archive.admin.review.undoing import Step, Steps
from archive.curation import making, reviewing
from archive.curation.decidable import ANNOTATIONS
from archive.curation.reviewing import Seen
from archive.models import Annotation, Proposal, Quote, Release


@dataclass(slots=True)
class Outcome:
    """What became of an act: a sentence, the records to show anew, whether the text's marks changed, where to go."""

    said: str = ""
    changed: list[Any] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    marks: bool = False
    at: str = ""
    leave: str = ""


@dataclass(slots=True)
class Asked:
    """An act that was asked for: of which release, by which request, with which words (`confirm quote-12 3`)."""

    request: HttpRequest
    release: Release
    words: list[str]

    @property
    def steps(self) -> Steps:
        return Steps(self.request.session, self.release.pk)

    def seen(self, at: int = 1) -> Seen:
        """The record that the words name, and the version of it that was on the page. Raises Http404."""
        try:
            kind, _dash, pk = self.words[at].rpartition("-")
            seen = Seen(kind, int(pk), int(self.words[at + 1]))
        except (IndexError, ValueError) as error:
            raise Http404("No record is named.") from error
        self.check(seen.kind)
        if not self.has(seen):
            raise reviewing.GoneError(seen)
        return seen

    def has(self, seen: Seen) -> bool:
        """Whether the record is this release or stands in it."""
        if seen.kind == "release":
            return seen.id == self.release.pk
        rows = reviewing.model_of(seen.kind)._default_manager
        return bool(rows.filter(pk=seen.id, release=self.release).exists())

    def check(self, kind: str, right: str = "change") -> None:
        """Raises PermissionDenied, and Http404 for what is no kind of record."""
        if kind not in (*ANNOTATIONS, "release"):
            raise Http404(f"There are no records of the kind {kind}.")
        if not self.request.user.has_perm(f"archive.{right}_{kind}"):
            raise PermissionDenied

    def form(self, kind: str, record: Any = None) -> ReviewForm:
        return form_for(kind, self.release, record, self.request.POST)


def judge(asked: Asked, review: Annotation.Review) -> Outcome:
    seen = asked.seen()
    if seen.kind == "release":
        raise Http404("A release is not confirmed or rejected.")
    before = reviewing.model_of(seen.kind)._default_manager.values_list("review", flat=True).get(pk=seen.id)
    one = reviewing.judge(seen, review)
    asked.steps.add(Step(seen.kind, seen.id, one.version, before))
    told = _("%(review)s: %(words)s") % {"review": one.get_review_display(), "words": short(one)}
    is_marked = Annotation.Review.REJECTED in (before, review)
    return Outcome(told, [one], marks=is_marked)


def confirm(asked: Asked) -> Outcome:
    return judge(asked, Annotation.Review.CONFIRMED)


def reject(asked: Asked) -> Outcome:
    return judge(asked, Annotation.Review.REJECTED)


def pending(asked: Asked) -> Outcome:
    return judge(asked, Annotation.Review.PENDING)


def same(asked: Asked) -> Outcome:
    """Give a quote the speaker of the quote before it in the text."""
    seen = asked.seen()
    quote = Quote.objects.filter(pk=seen.id, release=asked.release).first()
    before = quote and quote_before(quote)
    if before is None:
        return Outcome(_("No quote before this one has a speaker."), at=f"{seen.kind}-{seen.id}")
    values = {name: getattr(before, name) for name in ("speaker", "organization", "role")}
    one = reviewing.edit(seen, values)
    return Outcome(_("Speaker: %(name)s") % {"name": before.speaker or before.organization}, [one], at=key_of(one))


def quote_before(quote: Quote) -> Quote | None:
    """The nearest quote before it whose speaker is known."""
    known = Quote.objects.filter(release=quote.release_id, start__lt=quote.start or 0)
    known = known.exclude(review=Annotation.Review.REJECTED).exclude(speaker=None, organization=None)
    return known.select_related("speaker", "organization", "role").order_by("-start").first()


def save(asked: Asked) -> Outcome:
    """Write what the editor touched in the form; `save confirm …` confirms it too."""
    at = 2 if asked.words[1:2] == ["confirm"] else 1
    seen = asked.seen(at)
    form = asked.form(seen.kind, reviewing.locked(seen))
    if not form.is_valid():
        raise FormError(form, seen)
    reference = form.cleaned_data.get("reference", "")
    with refusing(form, seen):
        values = with_stored(form.values())
        one = reviewing.supply(seen, values, reference) if reference else reviewing.edit(seen, values)
        if at == 2:
            one = reviewing.confirm(Seen.of(one))
    return Outcome(_("Saved: %(words)s") % {"words": short(one)}, [one], marks=seen.kind != "release")


def make(asked: Asked) -> Outcome:
    """Make an annotation of the words that were selected or written."""
    kind = asked.words[1] if len(asked.words) > 1 else ""
    asked.check(kind, "add")
    form = asked.form(kind)
    if not form.is_valid():
        raise FormError(form, Seen(kind, 0, 0))
    place = form.cleaned_data["start"], form.cleaned_data["end"]
    with refusing(form, Seen(kind, 0, 0)):
        one = making.make(asked.release, kind, *place, with_stored(form.values()))
    asked.steps.add(Step(kind, one.pk, one.version, None))
    return Outcome(_("Made: %(words)s") % {"words": short(one)}, [one], marks=True, at=key_of(one))


def split(asked: Asked) -> Outcome:
    """Cut a quote before the caret, or before words that are written."""
    seen = asked.seen()
    quote = reviewing.locked(seen)
    before, at = asked.request.POST.get("before", ""), asked.request.POST.get("at", "")
    place = int(at) if at.isdigit() else quote.start + quote.exact.find(before) if before in quote.exact else 0
    first, second = making.split(seen, place)
    return Outcome(
        _("Split in two: the second is now in front of you."), [first, second], marks=True, at=key_of(second)
    )


def join(asked: Asked) -> Outcome:
    """Make a quote and the one after it one."""
    both = [asked.seen(1), asked.seen(3)]
    whole = making.join(both)
    other = both[1] if both[0].id == whole.pk else both[0]
    left = Quote.objects.filter(pk=other.id).first()
    gone = [] if left else [f"quote-{other.id}"]
    told = _("Joined: %(words)s") % {"words": short(whole)}
    return Outcome(told, [whole, *([left] if left else [])], gone, marks=True, at=key_of(whole))


def erase(asked: Asked) -> Outcome:
    """Delete what a person made; what the parser found is rejected."""
    seen = asked.seen()
    asked.check(seen.kind, "delete")
    left = reviewing.erase(seen)
    key = f"{seen.kind}-{seen.id}"
    return Outcome(_("Rejected.") if left else _("Deleted."), [left] if left else [], [] if left else [key], marks=True)


def accept_proposals(asked: Asked) -> Outcome:
    """Accept all that is proposed for a record, or the one whose id is the last word."""
    seen = asked.seen()
    with transaction.atomic():
        reviewing.locked(seen)
        chosen = proposals(seen, asked.words[3:])
        for proposal in chosen:
            accept(proposal, asked.request)
    one = reviewing.model_of(seen.kind)._default_manager.get(pk=seen.id)
    return Outcome(_("Accepted: %(count)d") % {"count": len(chosen)}, [one], marks=True, at=key_of(one))


def dismiss_proposals(asked: Asked) -> Outcome:
    """Dismiss all that is proposed for a record, or the one whose id is the last word: what was decided stays."""
    seen = asked.seen()
    with transaction.atomic():
        one = reviewing.locked(seen)
        chosen = [proposal.pk for proposal in proposals(seen, asked.words[3:])]
        count = Proposal.objects.filter(pk__in=chosen).update(
            state=Proposal.State.DISMISSED, decided_by=asked.request.user, decided_at=timezone.now()
        )
    return Outcome(_("Dismissed: %(count)d") % {"count": count}, [one], at=key_of(one))


def proposals(seen: Seen, chosen: list[str]) -> list[Proposal]:
    """What waits for the record; only the chosen ones if any are."""
    rows = Proposal.objects.filter(
        content_type__app_label="archive",
        content_type__model=seen.kind,
        object_id=seen.id,
        state=Proposal.State.WAITING,
    ).select_related("content_type")
    return list(rows.filter(pk__in=[one for one in chosen if one.isdigit()]) if chosen else rows)


def undo(asked: Asked) -> Outcome:
    """Take back this editor's last act on this release."""
    step = asked.steps.last()
    if step is None:
        return Outcome(_("There is nothing of yours to undo here."))
    asked.check(step.kind)
    one = step.take_back()
    asked.steps.drop()
    key = f"{step.kind}-{step.id}"
    if one is None:
        return Outcome(_("Undone."), gone=[key], marks=True)
    asked.steps.renew(step, one.version)
    return Outcome(_("Undone: %(words)s") % {"words": short(one)}, [one], marks=True, at=key)


class FormError(Exception):
    """Raised with a form whose errors are shown beside its fields."""

    def __init__(self, form: ReviewForm, seen: Seen) -> None:
        super().__init__(form.errors.as_text())
        self.form, self.seen = form, seen


@contextmanager
def refusing(form: ReviewForm, seen: Seen) -> Iterator[None]:
    """Turn what the database refuses into an error of the form."""
    try:
        with transaction.atomic():
            yield
    except (DatabaseError, making.NoPlaceError) as error:
        form.add_error(None, str(error) if isinstance(error, making.NoPlaceError) else sentence(error))
        raise FormError(form, seen) from error


def with_stored(values: dict[str, Any]) -> dict[str, Any]:
    """The values, new records among them stored."""
    for value in values.values():
        if isinstance(value, Model) and value.pk is None:
            value.save()
    return values


def key_of(record: Any) -> str:
    return f"{record._meta.model_name}-{record.pk}"


def short(record: Any) -> str:
    return Truncator(str(record)).chars(60)


ACTS: dict[str, Callable[[Asked], Outcome]] = {
    "confirm": confirm,
    "reject": reject,
    "pending": pending,
    "same": same,
    "save": save,
    "make": make,
    "split": split,
    "join": join,
    "erase": erase,
    "accept": accept_proposals,
    "dismiss": dismiss_proposals,
    "undo": undo,
}
