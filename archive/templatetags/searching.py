"""What the page of a search writes: texts with the words that were searched for marked in them."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from archive.search.extracts import Part

register = template.Library()


@register.filter
def with_marks(parts: Iterable[Part]) -> SafeString:
    """The parts of a text, those that matched in <mark>."""
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", part.words) if part.is_match else part.words,) for part in parts)
    )
