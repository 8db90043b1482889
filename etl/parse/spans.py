"""Sets of spans, asked whether they hold a character."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable


class Spans:
    """Spans (start, end), merged where they overlap; a look-up takes the logarithm of their number."""

    __slots__ = ("ends", "starts")

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        merged: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        self.starts = [start for start, _ in merged]
        self.ends = [end for _, end in merged]

    def holds(self, offset: int) -> bool:
        """Whether the character at `offset` lies in one of them."""
        at = bisect_right(self.starts, offset) - 1
        return at >= 0 and offset < self.ends[at]
