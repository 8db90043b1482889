"""Noun phrases: where one ends, and the singular of a noun."""

from __future__ import annotations

from functools import lru_cache

from etl.lexicon import load, words
from etl.parse.reading import WIDEST_GAP, Reading

JOINTS = words("nouns", "joints")
ARTICLES = words("nouns", "articles")
STOPS = words("words", "clause_words") | words("nouns", "stops")
INVARIABLE = words("nouns", "invariable")
PLURAL_IN_EUX = words("nouns", "plural_in_eux")
PLURAL_IN_IS_OR_US = words("nouns", "plural_in_is_or_us")
IRREGULAR: dict[str, str] = load("nouns")["irregular"]
LONGEST = 14


def phrase_end(reading: Reading, first: int, longest: int = LONGEST) -> int:
    """Last token of the noun phrase that begins at `first`: nouns, adjectives and what de, à, en … bring."""
    low, at, last = reading.low, first, first
    limit = min(len(low), first + longest)
    while at + 1 < limit and reading.starts[at + 1] - reading.ends[at] <= WIDEST_GAP:
        at += 1
        word = low[at]
        if word in JOINTS:
            if at + 1 < limit and low[at + 1] in ARTICLES:
                at += 1
            if at + 1 >= limit or not low[at + 1][0].isalpha() or low[at + 1] in STOPS:
                break
            continue
        if not word[0].isalpha() or word in STOPS or word in ARTICLES or "-t-" in word:
            break
        last = at
    return last


@lru_cache(maxsize=8192)
def singular(noun: str) -> str:
    """The singular of a French noun or adjective: hauts → haut, journaux → journal, pays → pays."""
    if noun in IRREGULAR:
        return IRREGULAR[noun]
    if noun in INVARIABLE or len(noun) < 4:
        return noun
    if "-" in noun:
        return "-".join(singular(part) for part in noun.split("-"))
    if noun.endswith("eux"):
        return noun[:-1] if noun in PLURAL_IN_EUX else noun
    if noun.endswith(("eaux", "oux")):
        return noun[:-1]
    if noun.endswith("aux"):
        return noun[:-3] + "al"
    if noun.endswith(("is", "us")):
        return noun[:-1] if noun in PLURAL_IN_IS_OR_US else noun
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
