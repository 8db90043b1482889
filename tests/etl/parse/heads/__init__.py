"""Heads of releases in many layouts, with the title, day and dateline that a reader finds in them.

A file holds heads one after the other: «# what it is», `title:`, `day:`, `dateline: city / country` where there is one,
a blank line, the text. A line «~» stands for paragraphs of prose, as the body of every release goes on; «\\# » begins a
line with «# ».
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
PROSE = (HERE / "prose.txt").read_text(encoding="utf-8").strip()


class Head(NamedTuple):
    """A head and its answers; what it has not is null."""

    name: str
    text: str
    title: str | None
    day: str | None
    city: str | None
    country: str | None


def heads(file: str) -> list[Head]:
    """The heads of a file beside this module, in order."""
    written = (HERE / file).read_text(encoding="utf-8")
    return [head_of(block) for block in written.removeprefix("# ").split("\n# ")]


def head_of(block: str) -> Head:
    """One head with its answers."""
    name, _, rest = block.strip("\n").partition("\n")
    answers, _, text = rest.partition("\n\n") if not rest.startswith("\n") else ("", "", rest.lstrip("\n"))
    said = dict(line.split(": ", 1) for line in answers.splitlines())
    city, _, country = said.get("dateline", "").partition("/")
    text = "\n".join(PROSE if line == "~" else line.removeprefix("\\") for line in text.split("\n"))
    return Head(name, text, said.get("title"), said.get("day"), city.strip() or None, country.strip() or None)
