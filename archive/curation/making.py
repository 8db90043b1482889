"""Annotations that an editor makes: from selected words, by splitting a quote, by joining several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from archive.curation.reviewing import EDITOR, Seen, as_seen, consequences, decidable, erase, locked, model_of
from archive.models import Annotation, Figure, Quote, Release

OUTER = " \t\n\r\u00a0\u202f\u2009"
MARKS = '«»“”„"'
SHARED_BY_PARTS = ("kind", "speaker", "organization", "basis", "attribution", "role")


class NoPlaceError(ValueError):
    """Raised with a reason where words do not stand where they would have to."""


def make(release: Release, kind: str, start: int, end: int, values: Mapping[str, Any]) -> Any:
    """Make an annotation of `kind` from `release.text[start:end]`: confirmed, its rule is the editor.

    Spaces around the words are left out, quotation marks around a quote too; a quote's `text` is its words unless it is
    given. Raises NoPlaceError, ValueError for fields that nobody decides, and what the database refuses.
    """
    start, end = trimmed(kind, release.text, start, end)
    one = model_of(kind)(
        release=release,
        start=start,
        end=end,
        exact=release.text[start:end],
        rule=EDITOR,
        confidence=1.0,
        review=Annotation.Review.CONFIRMED,
        **decidable(kind, values),
    )
    complete(one, values)
    one.save(force_insert=True)
    one.refresh_from_db(fields=["version", "decided"])
    return one


def complete(one: Any, values: Mapping[str, Any]) -> None:
    """Give a new annotation what its other fields bring with them."""
    for name, value in consequences(one, values).items():
        setattr(one, name, value)
    if isinstance(one, Quote):
        one.text = one.text or said(one.exact)
        one.kind = one.kind or Quote.Kind.DIRECT


def trimmed(kind: str, text: str, start: int, end: int) -> tuple[int, int]:
    """The place without what surrounds the words. Raises NoPlaceError where nothing is left."""
    if not 0 <= start < end <= len(text):
        raise NoPlaceError(
            _("The text has %(count)d characters; %(start)d to %(end)d is no place in it.")
            % {"count": len(text), "start": start, "end": end}
        )
    around = OUTER + MARKS if kind == "quote" else OUTER
    words = text[start:end]
    start += len(words) - len(words.lstrip(around))
    end -= len(words) - len(words.rstrip(around))
    if start >= end:
        raise NoPlaceError(_("Nothing but spaces and marks is selected."))
    return start, end


def said(exact: str) -> str:
    """The words of a quote on one line, without the marks that a paragraph break repeats.

    >>> said("Nous sommes prêts.\\n« Demain aussi.")
    'Nous sommes prêts. Demain aussi.'
    """
    lines = (line.strip(OUTER).lstrip("«“" + OUTER) for line in exact.split("\n"))
    return " ".join(line for line in lines if line)


def unmarked(words: str) -> str:
    """What was said by selected words, without the marks around them."""
    return said(words.strip(OUTER + MARKS))


def split(seen: Seen, at: int) -> tuple[Quote, Quote]:
    """Cut a quote before character `at` of the release's text: the row keeps the first part, the second is new.

    Both have the same speaker; figures in the second part go with it. Raises StaleError, GoneError, NoPlaceError.
    """
    with as_seen(seen) as quote:
        if quote.start is None or not quote.start < at < quote.end:
            raise NoPlaceError(_("A quote is split at a place within its words."))
        first, second = texts_of_parts(quote, at)
        end = quote.end
        release = Release.objects.get(pk=quote.release_id)
        shared = {name: getattr(quote, name) for name in SHARED_BY_PARTS}
        part = make(release, "quote", at, end, {**shared, "text": second})
        quote.end = trimmed("quote", release.text, quote.start, at)[1]
        quote.exact, quote.text = release.text[quote.start : quote.end], first
        quote.save(update_fields=["end", "exact", "text"])
        Figure.objects.filter(quote=quote, start__gte=part.start).update(quote=part)
    return quote, part


def texts_of_parts(quote: Quote, at: int) -> tuple[str, str]:
    """The text of a quote on both sides of a place in its words, whatever was left out of it or mended in it."""
    into = at - (quote.start or 0)
    place = 0
    for block in SequenceMatcher(None, quote.exact, quote.text, autojunk=False).get_matching_blocks():
        if block.a >= into:
            break
        place = block.b + min(block.size, into - block.a)
    halves = quote.text[:place].strip(OUTER + MARKS), quote.text[place:].strip(OUTER + MARKS)
    words = unmarked(quote.exact[:into]), unmarked(quote.exact[into:])
    return halves[0] or words[0], halves[1] or words[1]


def join(seen: Sequence[Seen]) -> Quote:
    """Make several quotes of one release one: the first takes the words of all, and all that lies between them.

    The others go: what a person made is deleted, what the parser found is rejected. The speaker is that of the first
    that has one. Raises StaleError, GoneError, and NoPlaceError if they are fewer than two, unplaced, or not of one
    release.
    """
    with transaction.atomic():
        parts: list[Quote] = sorted((locked(one) for one in seen), key=lambda part: part.start or 0)
        if len(parts) < 2 or any(part.start is None for part in parts):
            raise NoPlaceError(_("Two quotes or more that stand in the text can be joined."))
        if len({part.release_id for part in parts}) > 1:
            raise NoPlaceError(_("Only quotes of one release can be joined."))
        first, *others = parts
        take(first, parts)
        Figure.objects.filter(quote__in=others).update(quote=first)
        for other in others:
            erase(Seen.of(other))
    first.refresh_from_db()
    return first


def take(first: Quote, parts: Sequence[Quote]) -> None:
    """Give the first of the parts the words and the speaker of all."""
    text = Release.objects.values_list("text", flat=True).get(pk=first.release_id)
    first.end = max(part.end or 0 for part in parts)
    first.exact = text[first.start : first.end]
    first.text = " ".join(part.text for part in parts)
    known = next((part for part in parts if part.speaker_id or part.organization_id), first)
    for name in ("speaker", "organization", "basis", "attribution", "role"):
        setattr(first, name, getattr(known, name))
    first.save(update_fields=["end", "exact", "text", "speaker", "organization", "basis", "attribution", "role"])
