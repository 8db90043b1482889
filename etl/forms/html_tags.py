"""How many attributes an element of a page has, told before it is parsed: parsers take quadratic time for them."""

from __future__ import annotations

import re

# Where a tag begins, where a quoted value does, where a tag ends.
STEP = re.compile(r"<[a-zA-Z]|=\s{0,99}[\"']|>")
SEPARATOR = re.compile(r"[\s/]+")


def most_attributes(page: str, enough: int) -> int:
    """The most that one element has, or a number above `enough` as soon as one has more. Linear in the page."""
    most, at = 0, 0
    while tag := STEP.search(page, at):
        at = tag.end()
        if tag[0][0] != "<":
            continue
        count, ended = 0, False
        while not ended:
            step = STEP.search(page, at)
            until = step.start() if step else len(page)
            count += len(SEPARATOR.findall(page, at, until))
            if count > enough:
                return count
            at, ended = after(page, step) if step else (until, True)
        most = max(most, count)
    return most


def after(page: str, step: re.Match[str]) -> tuple[int, bool]:
    """Where to go on within a tag, behind a quoted value as a whole; and whether the tag has ended."""
    if step[0] == ">":
        return step.end(), True
    if step[0][0] == "<":
        return step.end(), False
    closing = page.find(step[0][-1], step.end())
    return (closing + 1, False) if closing >= 0 else (len(page), True)
