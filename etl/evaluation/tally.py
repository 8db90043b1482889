"""What was found, missed and made up in one task, over all documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from etl.evaluation.matching import G, Matched, P

Failing = Literal["extra", "missed", "wrong"]


@dataclass(frozen=True, slots=True)
class Error:
    """One thing that went wrong in a document, with its words; `wrong` is something else than what was to be found."""

    document: str
    failing: Failing
    words: str


@dataclass(slots=True)
class Tally:
    """Finds that are right, finds that are not, answers not found.

    `asked` counts what there was to find, for tasks that only look at what another task matched: where that matched
    nothing, recall is 0, not 1.
    """

    right: int = 0
    extra: int = 0
    missed: int = 0
    asked: int = 0
    errors: list[Error] = field(default_factory=list)

    @property
    def gold(self) -> int:
        """How many answers the task looked at."""
        return self.right + self.missed

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.extra) if self.right + self.extra else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else float(not self.asked)

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def judge(self, document: str, right: bool, words: str, *, said: bool, known: bool = True) -> None:
        """Count one fact that is right; or else wrong where something was `said`, missed where it is `known`."""
        if right:
            self.right += 1
            return
        self.extra += said
        self.missed += known
        if said or known:
            failing: Failing = "wrong" if said and known else "extra" if said else "missed"
            self.errors.append(Error(document, failing, words))

    def count(
        self, document: str, matched: Matched[G, P], of_gold: Callable[[G], str], of_found: Callable[[P], str]
    ) -> None:
        """Count what was matched, missed and made up; the functions give the words to show."""
        self.right += len(matched.pairs)
        self.missed += len(matched.missed)
        self.extra += len(matched.extra)
        self.errors += [Error(document, "missed", of_gold(one)) for one in matched.missed]
        self.errors += [Error(document, "extra", of_found(one)) for one in matched.extra]
