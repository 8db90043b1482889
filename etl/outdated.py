"""Which releases to read again: all, some, those that another parser or Authority read, those of an older parser.

A version (`1.` and a digest of rules and lexicon) tells nothing of its age: one is older than another if the archive
used it first. Each run has its version, so the runs tell.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext as _

from etl.document import RefusedError
from etl.parse import PARSER_VERSION
from etl.tables import rows

TODAY = "today"
Sized = tuple[int, int]  # a release and its text's bytes
SIZED = "SELECT r.id, octet_length(r.text) FROM archive_release r WHERE {} ORDER BY r.id"
# What is not French is not parsed, and has no version; an editor may have said that it is, or that it is not.
IS_FRENCH = "split_part(r.language, '-', 1) = 'fr'"
OTHER_PARSER = f"r.parser_version <> CASE WHEN {IS_FRENCH} THEN %s ELSE '' END"


def every_release(cursor: CursorWrapper) -> list[Sized]:
    """All releases."""
    return rows(cursor, SIZED.format("true"), [])


def these_releases(cursor: CursorWrapper, ids: Sequence[int]) -> list[Sized]:
    """The releases of these ids. Raises RefusedError with those that there are not."""
    found = rows(cursor, SIZED.format("r.id = ANY(%s)"), [list(ids)])
    if missing := sorted(set(ids) - {id_ for id_, _size in found}):
        raise RefusedError(_("There is no release %(ids)s.") % {"ids": ", ".join(map(str, missing))})
    return found


def outdated_releases(cursor: CursorWrapper, authority_hash: str) -> list[Sized]:
    """Those that another parser than today's read, or that were read when editors had taught other things."""
    return rows(cursor, SIZED.format(f"{OTHER_PARSER} OR r.authority_hash <> %s"), [PARSER_VERSION, authority_hash])


def releases_older_than(cursor: CursorWrapper, version: str) -> list[Sized]:
    """Those last read by a parser that the archive used before `version`; for «today», by any other than today's.

    Raises RefusedError for a version that no run had.
    """
    if version in (TODAY, PARSER_VERSION):
        return rows(cursor, SIZED.format(OTHER_PARSER), [PARSER_VERSION])
    used = rows(cursor, "SELECT parser_version, min(id) FROM archive_run GROUP BY 1 ORDER BY 2", [])
    first = dict(used)
    if version not in first:
        known = ", ".join(one for one, _first in used) or "–"
        raise RefusedError(
            _("No run had the parser %(version)s. Known, from the oldest: %(known)s, and today’s: %(today)s.")
            % {"version": version, "known": known, "today": PARSER_VERSION}
        )
    older = [one for one, run in used if run < first[version]]
    return rows(cursor, SIZED.format("r.parser_version = ANY(%s)"), [older])
