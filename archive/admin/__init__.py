"""The archive in Django's admin: one module a model."""

from archive.admin import (
    curation,
    event,
    figure,
    indicator,
    job,
    mention,
    notes,
    organization,
    people,
    person,
    programme,
    quote,
    relation,
    release,
    run,
    source,
)

__all__ = [
    "curation",
    "event",
    "figure",
    "indicator",
    "job",
    "mention",
    "notes",
    "organization",
    "people",
    "person",
    "programme",
    "quote",
    "relation",
    "release",
    "run",
    "source",
]
