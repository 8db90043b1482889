"""What an editor does with a release as a whole: done, given back, taken up again; and undoing what they did to it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from archive.admin.review.asked import Asked, Outcome, key_of, short
from archive.admin.review.undoing import take_back
from archive.curation import queue
from archive.curation.queue_filters import Wanted


def undo(asked: Asked) -> Outcome:
    """Take back this editor's last act on this release, whole: what was split is one again."""
    asked.check("release")
    step = asked.steps.last()
    if step is None:
        return Outcome(_("There is nothing of yours to undo here."))
    changes = [one for one in take_back(step, asked.release, asked.editor) if one.table != "proposal"]
    asked.steps.drop()
    left = [one.model._default_manager.filter(pk=one.record).first() for one in changes]
    gone = [f"{one.table}-{one.record}" for one, record in zip(changes, left, strict=True) if record is None]
    changed = list({key_of(record): record for record in left if record is not None}.values())
    if not changed:
        return Outcome(_("Undone."), gone=gone, marks=True)
    return Outcome(
        _("Undone: %(words)s") % {"words": short(changed[0])}, changed, gone, marks=True, at=key_of(changed[0])
    )


def done(asked: Asked) -> Outcome:
    """Say that nothing is missing; `done rest` confirms what is pending; `next` leads to the next of the queue."""
    asked.check("release")
    queue.finish(asked.release.pk, asked.editor, confirm_rest="rest" in asked.words)
    told = _("Done: %(title)s") % {"title": Truncator(str(asked.release)).chars(60)}
    if "next" not in asked.words:
        return Outcome(told, leave=reverse("admin:queue"))
    following = queue.take_next(asked.editor, Wanted(**asked.request.session.get("queue_wanted", {})))
    if following is None:
        return Outcome(f"{told} {_('Nothing else waits.')}", leave=reverse("admin:queue"))
    return Outcome(told, leave=reverse("admin:archive_release_review", args=[following.pk]))


def give_back(asked: Asked) -> Outcome:
    """Let others have the release."""
    queue.give_back(asked.release.pk, asked.editor)
    return Outcome(_("It waits for whoever comes next."), leave=reverse("admin:queue"))


def reopen(asked: Asked) -> Outcome:
    """Take up again what was done."""
    asked.check("release")
    queue.reopen(asked.release.pk, asked.editor)
    return Outcome(_("In your hands again."), leave=reverse("admin:archive_release_review", args=[asked.release.pk]))
