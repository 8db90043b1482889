"""What an editor does on the review screen: each act does one thing and says what to put back on the page."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from archive.admin.review.asked import Asked, FormError, Outcome, key_of, refusing, short, with_stored
from archive.admin.review.desk import done, give_back, reopen, undo
from archive.curation import making, proposals, reviewing
from archive.curation.reviewing import Seen
from archive.models import Annotation, Proposal, Quote


def judge(asked: Asked, review: Annotation.Review) -> Outcome:
    seen = asked.seen()
    if seen.kind == "release":
        raise Http404("A release is not confirmed or rejected.")
    before = reviewing.model_of(seen.kind)._default_manager.values_list("review", flat=True).get(pk=seen.id)
    one = reviewing.judge(seen, review)
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
    return Outcome(_("Made: %(words)s") % {"words": short(one)}, [one], marks=True, at=key_of(one))


def split(asked: Asked) -> Outcome:
    """Cut a quote before the caret, or before words that are written."""
    seen = asked.seen()
    quote = reviewing.locked(seen)
    before, at = asked.request.POST.get("before", ""), asked.request.POST.get("at", "")
    place = int(at) if at.isdecimal() else quote.start + quote.exact.find(before) if before in quote.exact else 0
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
        chosen = waiting(seen, asked.words[3:])
        for proposal in chosen:
            proposals.accept(proposal, asked.editor.pk)
    one = reviewing.model_of(seen.kind)._default_manager.get(pk=seen.id)
    return Outcome(_("Accepted: %(count)d") % {"count": len(chosen)}, [one], marks=True, at=key_of(one))


def dismiss_proposals(asked: Asked) -> Outcome:
    """Dismiss all that is proposed for a record, or the one whose id is the last word: what was decided stays."""
    seen = asked.seen()
    with transaction.atomic():
        one = reviewing.locked(seen)
        chosen = [proposal.pk for proposal in waiting(seen, asked.words[3:])]
        count = proposals.dismiss(chosen, asked.editor.pk)
    return Outcome(_("Dismissed: %(count)d") % {"count": count}, [one], at=key_of(one))


def waiting(seen: Seen, chosen: list[str]) -> list[Proposal]:
    """What waits for the record; only the chosen ones if any are."""
    rows = proposals.waiting_for(reviewing.model_of(seen.kind)(pk=seen.id)).select_related("content_type")
    return list(rows.filter(pk__in=[one for one in chosen if one.isdecimal()]) if chosen else rows)


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
    "done": done,
    "give-back": give_back,
    "reopen": reopen,
}
