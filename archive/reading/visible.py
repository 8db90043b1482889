"""Which annotations a reader sees: never a rejected one; none but the confirmed ones where the reader asks for these.

The only place that decides it: pages, search, reports and API filter through it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from archive.models import Annotation

PARAMETER = "confirmed"
CONFIRMED, REJECTED = Annotation.Review.CONFIRMED, Annotation.Review.REJECTED


@dataclass(frozen=True, slots=True)
class Visible:
    """What one reader sees: everything that is not rejected, or (`confirmed`) only what an editor confirmed."""

    confirmed: bool = False

    @classmethod
    def to(cls, request: HttpRequest) -> Visible:
        """What the request asks for: `?confirmed=1`, or all."""
        return cls(request.GET.get(PARAMETER) == "1")

    def where(self, relation: str = "") -> Q:
        """The condition on annotations, or on those behind a relation: `where("quotes")`."""
        review = f"{relation}__review" if relation else "review"
        return Q(**{review: CONFIRMED}) if self.confirmed else ~Q(**{review: REJECTED})

    def of(self, annotations: QuerySet[Any]) -> QuerySet[Any]:
        """Those of the annotations that the reader sees."""
        return annotations.filter(self.where())

    def sql(self, table: str) -> str:
        """The same condition for SQL, on a table or its alias: `q.review = 'confirmed'`."""
        return f"{table}.review = 'confirmed'" if self.confirmed else f"{table}.review <> 'rejected'"

    def shows(self, annotation: Annotation) -> bool:
        """Whether the reader sees this one."""
        return annotation.review == CONFIRMED if self.confirmed else annotation.review != REJECTED

    def keep(self, address: str) -> str:
        """An address of the archive's own under which the reader goes on seeing the same."""
        return with_parameters(address, **{PARAMETER: "1" if self.confirmed else None})


def with_parameters(address: str, **parameters: str | None) -> str:
    """An address with these parameters set, in the order they are given; None takes one away."""
    parts = urlsplit(address)
    kept = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name not in parameters]
    given = [(name, value) for name, value in parameters.items() if value is not None]
    return urlunsplit(parts._replace(query=urlencode([*kept, *given])))
