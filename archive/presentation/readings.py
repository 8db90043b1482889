"""All annotations of one release."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from archive.models import Annotation, Figure, Mention, Participation, Quote, Release, Tenure

NAMED = ("person", "organization", "event", "programme", "subject")


@dataclass(frozen=True, slots=True)
class Readings:
    """All annotations of one release, read in five queries."""

    release: Release
    quotes: Sequence[Quote]
    figures: Sequence[Figure]
    tenures: Sequence[Tenure]
    participations: Sequence[Participation]
    mentions: Sequence[Mention]

    @classmethod
    def of(cls, release: Release) -> Self:
        """Read the annotations of `release` in the order of its text, the unplaced ones last."""

        def read(model: type[Any], *related: str) -> Sequence[Any]:
            return list(model.objects.filter(release=release).select_related(*related))

        return cls(
            release=release,
            quotes=read(Quote, "speaker", "organization", "role__organization"),
            figures=read(Figure, "indicator", "quote"),
            tenures=read(Tenure, "person", "office__organization"),
            participations=read(Participation, "event", "person", "organization"),
            mentions=read(Mention, *NAMED),
        )

    @property
    def all(self) -> list[Annotation]:
        """All annotations, kind by kind."""
        return [*self.quotes, *self.figures, *self.tenures, *self.participations, *self.mentions]
