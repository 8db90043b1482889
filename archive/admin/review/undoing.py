"""What an editor did last to a release, to take it back."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import Any

from archive.curation import reviewing
from archive.curation.reviewing import Seen
from archive.models import Annotation

REMEMBERED = 50
KEPT_RELEASES = 5


@dataclass(frozen=True, slots=True)
class Step:
    """One act: what it was done to, the version it left, and the review before it; None if it made the record."""

    kind: str
    id: int
    version: int
    before: str | None

    def take_back(self) -> Any:
        """Undo the act, if nobody has changed the record since. Raises StaleError, GoneError."""
        seen = Seen(self.kind, self.id, self.version)
        if self.before is None:
            return reviewing.erase(seen)
        return reviewing.judge(seen, Annotation.Review(self.before))


class Steps:
    """The acts of one editor's session on one release, the last one last."""

    def __init__(self, session: Any, release: int) -> None:
        self.session, self.release = session, str(release)
        self.steps = [Step(*one) for one in session.get("review_steps", {}).get(self.release, [])]

    def add(self, step: Step) -> None:
        self.steps.append(step)
        self.keep()

    def last(self) -> Step | None:
        return self.steps[-1] if self.steps else None

    def drop(self) -> None:
        self.steps.pop()
        self.keep()

    def renew(self, undone: Step, version: int) -> None:
        """Let earlier acts on the same record know the version that undoing a later one has left."""
        for at in range(len(self.steps) - 1, -1, -1):
            one = self.steps[at]
            if (one.kind, one.id) == (undone.kind, undone.id):
                self.steps[at] = Step(one.kind, one.id, version, one.before)
                break
        self.keep()

    def keep(self) -> None:
        everything = dict(self.session.get("review_steps", {}))
        everything.pop(self.release, None)
        everything[self.release] = [astuple(one) for one in self.steps[-REMEMBERED:]]
        self.session["review_steps"] = dict(list(everything.items())[-KEPT_RELEASES:])
