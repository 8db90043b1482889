"""Which fields an editor can decide, and which of them go together.

The database's triggers carry the same groups (migration 0003); a test holds the two to each other.
"""

from __future__ import annotations

SPAN = ("start", "end", "exact")
PLACE = ("city", "country", "country_code")
NAMES = (("name",), ("aliases",), ("identifiers",))

GROUPS: dict[str, tuple[tuple[str, ...], ...]] = {
    "release": (("issuer",), ("title",), ("language",), ("published_on",), PLACE),
    "person": (*NAMES, ("gender",)),
    "organization": (*NAMES, ("acronym",)),
    "office": (*NAMES, ("organization",)),
    "programme": (*NAMES, ("kind",)),
    "event": (*NAMES, ("kind",), ("organization",), ("ordinal",), PLACE, ("date",)),
    "indicator": (*NAMES, ("unit",), ("organization",)),
    "subject": NAMES,
    "quote": (SPAN, ("text",), ("kind",), ("speaker", "organization", "basis"), ("attribution",), ("role",)),
    "figure": (
        SPAN,
        ("value", "upper", "qualifier", "unit"),
        ("subject",),
        ("indicator",),
        ("period",),
        ("part_of",),
        ("quote",),
        ("event",),
        ("programme",),
    ),
    "tenure": (SPAN, ("person",), ("office",), ("term",)),
    "participation": (SPAN, ("event",), ("person", "organization", "country_code"), ("part",)),
    "mention": (SPAN, ("person", "organization", "event", "programme", "subject", "country_code")),
}
ANNOTATIONS = ("quote", "figure", "tenure", "participation", "mention")
ENTITIES = ("person", "organization", "office", "programme", "event", "indicator", "subject")
