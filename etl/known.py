"""Documents by their bytes: which the archive has, and which it keeps but has not read yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import connection
from django.utils.translation import gettext as _

from archive.models import Expunged
from etl.document import Document, Given
from etl.patience import patient
from etl.tables import loaded


@dataclass(frozen=True, slots=True)
class Known:
    """A source with the bytes of a document; not `is_read` if it waits for a worker, or failed in one."""

    id: int
    name: str
    other_names: list[str]
    release: int | None
    is_read: bool
    given: dict[str, str]  # what a table gives for it until it is read

    def completing(self, document: Document) -> Document:
        """The document with what is kept for it."""
        return replace(document, given=document.given.over(Given.from_json(self.given))) if self.given else document


@patient
def known(hashes: Sequence[str]) -> dict[str, Known]:
    """Sources by the hash of their bytes."""
    statement = """
        SELECT sha256, id, name, other_names, release_id, waits_for_id IS NULL AND failure = '', given
        FROM archive_source WHERE sha256 = ANY(%s)
    """
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(hashes)])
        return {
            sha256: Known(id_, name, other_names, release, is_read, loaded(given))
            for sha256, id_, name, other_names, release, is_read, given in cursor.fetchall()
        }


@patient
def expunged(hashes: Sequence[str]) -> dict[str, str]:
    """Which bytes may not come back, by hash, and the sentence that says so."""
    found = Expunged.objects.filter(sha256__in=hashes) if hashes else Expunged.objects.none()
    told = _("It was expunged on %(day)s and is not taken in again: %(reason)s")
    return {one.sha256: told % {"day": one.expunged_at.date().isoformat(), "reason": one.reason} for one in found}


@patient
def note_name(source: Known, name: str) -> int:
    """Record another name of the same bytes, no more; give the number of rows written."""
    if name == source.name or name in source.other_names:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE archive_source SET other_names = array_append(other_names, %s) "
            "WHERE id = %s AND name <> %s AND NOT other_names @> ARRAY[%s]",
            [name, source.id, name, name],
        )
        return int(cursor.rowcount)
