"""A release's text for reviewing: each annotation marked by colour, line and name, and linked to its card."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from django.utils.safestring import SafeString, mark_safe

from archive.models import Annotation
from archive.presentation.marking import Mark, Segment, marked_segments, paragraphs
from archive.presentation.marks import anchor_of, kind_of, own_marks
from archive.presentation.passage import KINDS
from archive.presentation.readings import Readings
from archive.presentation.wording import summary

TAG = 3  # letters of a kind's name that stand before a mark


def reviewed_marks(readings: Readings) -> list[Mark]:
    """The places of the release's own fields, and of all annotations that are not rejected; the anchor is the card."""
    key = f"release-{readings.release.pk}"
    own = (Mark(mark.start, mark.end, mark.kind, anchor=key) for mark in own_marks(readings.release))
    placed = (one for one in readings.all if one.start is not None and one.review != Annotation.Review.REJECTED)
    return [*own, *(Mark(one.start, one.end, kind_of(one), summary(one), "", anchor_of(one)) for one in placed)]  # type: ignore[arg-type]


def reviewed_text(text: str, marks: Iterable[Mark], readings: Readings) -> SafeString:
    """The text, a `<p>` a line that knows its first character (`data-start`), with its marks."""
    reviews = {anchor_of(one): one.review for one in readings.all}
    names = {kind: str(name) for kind, name in KINDS.items()}
    lines = paragraphs(marked_segments(text, marks))
    html = "\n".join(
        f'<p data-start="{line[0].start}">{"".join(marked(segment, reviews, names) for segment in line)}</p>'
        for line in lines
    )
    return mark_safe(html)  # noqa: S308 each part is escaped


def marked(segment: Segment, reviews: Mapping[str, str], names: Mapping[str, str]) -> str:
    """The words within their marks, the widest outside; they lead to the card of the closest.

    The first letters of its kind stand before a mark (`data-tag`): it is told by more than its colour.
    """
    html = escape(segment.text)
    if not segment.marks:
        return html
    said = "\n".join(f"{names[mark.kind]} · {mark.label}".rstrip(" ·") for mark in reversed(segment.marks))
    html = f'<a href="#{segment.marks[-1].anchor}" title="{escape(said)}">{html}</a>'
    for mark in reversed(segment.marks):
        opens = f' data-tag="{escape(names[mark.kind][:TAG])}"' if mark.start == segment.start else ""
        state = reviews.get(mark.anchor, "own")
        html = f'<mark class="mark mark-{mark.kind} is-{state}" data-key="{mark.anchor}"{opens}>{html}</mark>'
    return html
