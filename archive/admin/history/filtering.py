"""Which changes a page of the history shows: by whom, of which kind, which page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from archive.curation.history.action_undoing import shared
from archive.curation.history.changes import Change, recent
from archive.curation.history.telling import Told, tell

PAGE = 50
MOST_PAGES = 200
KINDS = ("made", "changed", "deleted")
BY_SQL, BY_RUNS = "sql", "runs"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for: `who` is a user's id, runs or sql."""

    who: str = ""
    kind: str = ""
    day: date | None = None
    page: int = 1

    @classmethod
    def of(cls, request: HttpRequest) -> Wanted:
        """Read the address; nonsense in it asks for nothing."""
        given = request.GET
        who, kind, page = given.get("who", ""), given.get("kind", ""), given.get("page", "")
        return cls(
            who=who if who in (BY_SQL, BY_RUNS) or who.isdecimal() else "",
            kind=kind if kind in KINDS else "",
            day=day_of(given),
            page=min(int(page), MOST_PAGES) if page.isdecimal() and int(page) else 1,
        )

    def conditions(self) -> dict[str, Any]:
        """The same as conditions on the history's own columns."""
        found: dict[str, Any] = {"pgh_label": self.kind} if self.kind else {}
        if self.who.isdecimal():
            found["pgh_context__user"] = int(self.who)
        elif self.who == BY_RUNS:
            found["pgh_context__has_key"] = "run"
        elif self.who == BY_SQL:
            found["pgh_context__isnull"] = True
        if self.day:
            start = datetime.combine(self.day, time(), UTC)
            found |= {"pgh_created_at__gte": start, "pgh_created_at__lt": start + timedelta(days=1)}
        return found


def day_of(given: QueryDict) -> date | None:
    """The day asked for; None for none, for nonsense, and for the last there can be, after which no day comes."""
    try:
        day = date.fromisoformat(given.get("day", ""))
    except ValueError:
        return None
    return day if day < date.max else None


def page_of(request: HttpRequest, conditions: dict[str, Any], models: Sequence[Any]) -> dict[str, Any]:
    """The changes that a page shows, newest first, and its filters."""
    wanted = Wanted.of(request)
    found = recent({**conditions, **wanted.conditions()}, wanted.page * PAGE + 1, models, (wanted.page - 1) * PAGE)
    return listing(request, wanted, found[:PAGE], has_more=len(found) > PAGE and wanted.page < MOST_PAGES)


def listing(request: HttpRequest, wanted: Wanted, changes: Sequence[Change], has_more: bool) -> dict[str, Any]:
    told: list[Told] = tell(changes)
    query = request.GET.copy()
    query["page"] = str(wanted.page + 1)
    people = get_user_model().objects.filter(is_active=True, is_staff=True).order_by("username")
    return {
        "told": told,
        "shared": shared(changes),
        "wanted": wanted,
        "older": query.urlencode() if has_more else "",
        "who_choices": [
            (BY_RUNS, _("runs")),
            (BY_SQL, _("by SQL, outside the archive")),
            *((str(one.pk), str(one)) for one in people),
        ],
        "kind_choices": [("made", _("made")), ("changed", _("changed")), ("deleted", _("deleted"))],
    }
