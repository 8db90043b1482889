"""Annotations as marks over their release's text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from archive.models import Annotation, Mention, Release
from archive.presentation.marking import Mark
from archive.presentation.wording import summary

OWN_SPANS = ("title", "published_on", "dateline")


def kind_of(annotation: Annotation) -> str:
    """Give the kind under which an annotation is marked; a mention goes by what it names."""
    if not isinstance(annotation, Mention):
        return str(annotation._meta.model_name)
    if annotation.country_code:
        return "country"
    return next(
        name
        for name in ("person", "organization", "event", "programme", "subject")
        if getattr(annotation, f"{name}_id")
    )


def marks_of(annotations: Iterable[Annotation], address: Callable[[Annotation], str]) -> Iterator[Mark]:
    """Give a mark for each annotation that is placed and not rejected, linked to its `address`."""
    for one in annotations:
        if one.start is not None and one.end is not None and one.review != Annotation.Review.REJECTED:
            yield Mark(one.start, one.end, kind_of(one), summary(one), address(one), anchor_of(one))


def own_marks(release: Release) -> Iterator[Mark]:
    """Give the places from which the release's own fields were read."""
    spans = release.parsed.get("spans", {}) if isinstance(release.parsed, dict) else {}
    for kind in OWN_SPANS:
        if kind in spans:
            yield Mark(spans[kind]["start"], spans[kind]["end"], kind)


def anchor_of(annotation: Annotation) -> str:
    """Give the fragment that names an annotation's place on its release's page."""
    return f"{annotation._meta.model_name}-{annotation.pk}"
