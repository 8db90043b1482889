"""Qualifiers of numbers: «plus de», «environ», «au moins», before a number or behind what it counts."""

from __future__ import annotations

import re

from etl.lexicon import load, words
from etl.parse.numbers import MANY, Number
from etl.parse.reading import Reading

NOT_QUALIFYING = words("figures", "not_qualifying")
AFTER = words("figures", "after")
OPENS_AFTER = frozenset(phrase.split()[0] for phrase in AFTER)
BEFORE_ARTICLE = words("figures", "before_article")


def qualifier_table() -> dict[str, list[tuple[str, ...]]]:
    """Qualifiers by their last word, longest first."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in load("figures")["qualifiers"]:
        parts = tuple(re.findall(r"[^\W\d_]+(?:-[^\W_]+)*'?|[^\w ]", phrase))
        table.setdefault(parts[-1], []).append(parts)
    for phrases in table.values():
        phrases.sort(key=len, reverse=True)
    return table


QUALIFIERS = qualifier_table()


def qualifier_of(reading: Reading, number: Number) -> tuple[str | None, int]:
    """The qualifier before a number, or in it («plusieurs centaines»), with the first token of both."""
    first = reading.low[number.first]
    qualifier, low = qualifier_before(reading, number.first)
    if qualifier is None and number.form == "many" and first in MANY and first != "des":
        qualifier = first
    return qualifier, low


def qualifier_before(reading: Reading, i: int) -> tuple[str | None, int]:
    """The qualifier that ends right before token i, with the token where it begins; (None, i) where there is none."""
    low, at = reading.low, i - 1
    if at > 0 and low[at] in ("les", "ces") and low[at - 1] in BEFORE_ARTICLE:
        return reading.plain[reading.starts[at - 1] : reading.ends[at - 1]], at - 1
    if at >= 0 and low[i] in ("du", "de") and low[at] in ("près", "plus", "moins"):
        return reading.plain[reading.starts[at] : reading.ends[i]], at
    if at < 0 or is_plain_article(reading, at):
        return None, i
    for phrase in QUALIFIERS.get(low[at], ()):
        begin = i - len(phrase)
        if begin >= 0 and tuple(low[begin:i]) == phrase:
            said = " ".join(phrase).replace("' ", "'")
            written = reading.plain[reading.starts[begin] : reading.ends[at]]
            return None if said in NOT_QUALIFYING else written, begin
    return None, i


def is_plain_article(reading: Reading, at: int) -> bool:
    """Whether token `at` is an article that no qualifier ends with or leads up to: «les 12», not «près des 12»."""
    low = reading.low
    article = at > 0 and low[at] in ("les", "des", "ses", "leurs", "nos", "ces")
    return article and low[at - 1] not in QUALIFIERS and low[at] not in QUALIFIERS


def qualifier_after(reading: Reading, at: int) -> str | None:
    """«800 personnes environ»."""
    if at >= reading.count or reading.low[at] not in OPENS_AFTER:
        return None
    for length in (3, 2, 1):
        said = " ".join(reading.low[at : at + length])
        if said in AFTER:
            return said
    return None
