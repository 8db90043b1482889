"""A release that comes again, changed: what tests of new versions share."""

from __future__ import annotations

from typing import Any

from archive.models import Proposal
from etl.document import Given
from etl.parse.values import ParsedRelease
from etl.run import Outcome
from tests.etl.archive import store

BEFORE = "Un paragraphe tout neuf se glisse devant le communiqué.\n"
SAID = "Plus de 120 pêcheurs ont été secourus grâce à NEPTUNE"


def again(parsed: ParsedRelease, **options: Any) -> Outcome:
    """Store a new version of the release, known by its identifier."""
    return store(parsed, **{"given": Given(identifier="7"), **options})


def waiting() -> list[tuple[str, dict[str, Any]]]:
    return [(one.group, one.values) for one in Proposal.objects.order_by("group") if one.state == "waiting"]
