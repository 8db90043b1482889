"""Entities as a text names them, before anybody knows which record that is."""

from __future__ import annotations

from typing import Any, NamedTuple

from archive.curation.offices import office_title
from etl.lexicon import words

PEERS = words("titles", "peers")
ENTITIES = ("organization", "person", "office", "programme", "event", "indicator", "subject")


class Named(NamedTuple):
    """What one release says that tells an entity from others. `table` is the model's name in lower case.

    `organization` belongs to offices and events; `kind`, `ordinal` and `date` (EDTF) to events. `known` is the record's
    id where the Authority, not the text, says which it is.
    """

    table: str
    name: str
    organization: str | None = None
    kind: str | None = None
    ordinal: int | None = None
    date: str | None = None
    known: int | None = None

    @property
    def year(self) -> str | None:
        """The year of an event, where the text tells it."""
        return self.date[:4] if self.date and self.date[:4].isdigit() else None

    def as_json(self) -> dict[str, Any]:
        """As kept in `parsed`."""
        known = {
            "name": self.name,
            "organization": self.organization,
            "kind": self.kind,
            "ordinal": self.ordinal,
            "date": self.date,
        }
        return {field: value for field, value in known.items() if value is not None}


def from_json(table: str, said: object) -> Named | None:
    """Read back what `as_json` (or a mention, which says more) left in `parsed`; None if it names nobody."""
    if not isinstance(said, dict) or not said.get("name"):
        return None
    if table == "event":
        return Named(
            table, said["name"], said.get("organization"), said.get("kind"), said.get("ordinal"), said.get("date")
        )
    if table == "office":
        return Named(table, said["name"], said.get("organization"))
    return Named(table, said["name"])


def is_office(title: str) -> bool:
    """Whether somebody can hold what a text calls a person: «son homologue letton» nobody does."""
    return office_title(title).split(" ")[0] not in PEERS


def office(title: str, organization: str | None) -> Named:
    """The office that a title in the text's words stands for."""
    return Named("office", office_title(title, organization), organization)
