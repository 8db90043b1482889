"""A release's text with annotations marked in it, as HTML: everything from the text is escaped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from archive.presentation.marking import Mark, Segment, marked_segments, paragraphs, surroundings

KINDS: dict[str, str | Promise] = {
    "quote": _("quote"),
    "figure": _("figure"),
    "person": _("person"),
    "organization": _("organization"),
    "tenure": _("tenure"),
    "event": _("event"),
    "participation": _("participation"),
    "programme": _("programme"),
    "subject": _("subject"),
    "country": _("country"),
    "title": _("title"),
    "published_on": _("day"),
    "dateline": _("dateline"),
}


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A kind of mark, its name, and how many there are."""

    kind: str
    name: str
    count: int


def legend_of(marks: Iterable[Mark]) -> list[LegendEntry]:
    """Say which kinds are marked, and how often each."""
    counts = Counter(mark.kind for mark in marks)
    return [LegendEntry(kind, str(name), counts[kind]) for kind, name in KINDS.items() if counts[kind]]


def marked_text(text: str, marks: Iterable[Mark]) -> SafeString:
    """Give the whole `text`, a `<p>` a line, its marks linked to their records."""
    return _paragraphs(marked_segments(text, marks))


def marked_passage(text: str, mark: Mark) -> SafeString:
    """Give only the paragraphs in which `mark` stands."""
    start, end = surroundings(text, mark.start, mark.end)
    moved = replace(mark, start=mark.start - start, end=mark.end - start, anchor="")
    return _paragraphs(marked_segments(text[start:end], [moved]))


def _paragraphs(segments: list[Segment]) -> SafeString:
    lines = (("".join(_segment(segment) for segment in line),) for line in paragraphs(segments))
    return format_html_join("\n", "<p>{}</p>", ((SafeString(line),) for (line,) in lines))


def _segment(segment: Segment) -> SafeString:
    """Nest the marks around the words, widest outside; the closest one that has a record is the link."""
    html = SafeString(escape(segment.text))
    linked = next((mark for mark in reversed(segment.marks) if mark.url), None)
    for mark in reversed(segment.marks):
        opens = mark in segment.opening
        if mark is linked:
            html = format_html('<a href="{}" title="{}">{}</a>', mark.url, _title(segment), html)
        if opens:
            html = format_html('<span class="visually-hidden">{}{}</span>{}', KINDS[mark.kind], ": ", html)
        anchor = format_html(' id="{}"', mark.anchor) if opens and mark.anchor else ""
        state = f" is-{mark.state}" if mark.state else ""
        html = format_html('<mark class="mark mark-{}{}"{}>{}</mark>', mark.kind, state, anchor, html)
    return html


def _title(segment: Segment) -> str:
    """Say what each mark over the words is, the closest first."""
    said = (f"{KINDS[mark.kind]} · {mark.label}" if mark.label else KINDS[mark.kind] for mark in segment.marks[::-1])
    return "\n".join(map(str, said))
