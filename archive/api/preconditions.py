"""If-Match: what a program changes is what it has seen, or it learns what came between."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.request import Request

from archive.api.problems import ProblemError
from archive.curation.reviewing import Seen, StaleError

ETAG = r'^(W/)?"([0-9]{1,9})\.[0-9a-f]+"$'


def seen(request: Request, kind: str, pk: int) -> Seen:
    """The record as the program saw it. Raises ProblemError: 428 without If-Match, 400 for what is no ETag of ours."""
    given = request.headers.get("If-Match", "")
    if not given:
        raise ProblemError(428, _("If-Match is needed: it names the version that you have seen, by its ETag."))
    found = re.search(ETAG, given.strip())
    if found is None:
        raise ProblemError(400, _("If-Match has no ETag of this record: read it first."))
    return Seen(kind, pk, int(found[2]))


def stale(error: StaleError) -> ProblemError:
    """412 with the version as it is, and what was changed since, newest first."""
    changes = [
        {"at": one.at, "fields": {name: told(one, name) for name in one.changed if name != "parsed"}}
        for one in error.between
    ]
    return ProblemError(412, _("Somebody changed it since you read it."), version=error.record.version, changes=changes)


def told(change: Any, name: str) -> list[Any]:
    """A column before and after."""
    return [plain((change.before or {}).get(name)), plain((change.after or {}).get(name))]


def plain(value: Any) -> Any:
    return value if isinstance(value, (str, int, float, bool, list, dict)) or value is None else str(value)
