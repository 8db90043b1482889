"""Ordinals before a noun: 84ème, 93e, XVe, troisième, vingt et unième."""

from __future__ import annotations

import re
from functools import lru_cache

from etl.lexicon import load, words
from etl.parse.numbers import CARDINALS, cardinal_word
from etl.parse.reading import Reading

SUFFIXES = words("numbers", "ordinal_suffixes")
FIRST: dict[str, int] = load("numbers")["ordinals"]
ROMAN = re.compile(r"(?=[IVXL])(X{0,4}|XL|L?X{0,3})(IX|IV|V?I{0,3})\Z")
ROMAN_ORDINAL = re.compile(r"(?!L[eE]\Z)([IVXL]+)(?:e|è|ᵉ|ème|ième|re|er)")
ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50}


def ordinal_at(reading: Reading, at: int) -> tuple[int, int] | None:
    """First token and number of the ordinal that ends at token `at`, or None."""
    low = reading.low
    if low[at] == "unième" and at > 1 and low[at - 1] == "et" and low[at - 2] in CARDINALS:
        return at - 2, CARDINALS[low[at - 2]] + 1
    spelt = ordinal_word(low[at])
    if spelt is not None:
        return at, spelt
    roman = ROMAN_ORDINAL.fullmatch(reading.words[at])
    if roman:
        return at, roman_value(roman[1])
    return suffixed(reading, at)


def suffixed(reading: Reading, at: int) -> tuple[int, int] | None:
    """«84 ème», «XV ᵉ»: a number and its suffix, two tokens."""
    if not at or reading.low[at] not in SUFFIXES or not reading.tight(at - 1):
        return None
    if reading.low[at - 1].isdecimal():
        return at - 1, int(reading.low[at - 1])
    return (at - 1, roman_value(reading.words[at - 1])) if ROMAN.match(reading.words[at - 1]) else None


@lru_cache(maxsize=2048)
def ordinal_word(word: str) -> int | None:
    """troisième → 3, dix-neuvième → 19, soixante-sixième → 66."""
    if word in FIRST:
        return FIRST[word]
    if not word.endswith("ième"):
        return None
    root = word.removesuffix("ième")
    if "-" in root:
        root = root.replace("-neuv", "-neuf").replace("-cinqu", "-cinq")
    else:
        root = {"neuv": "neuf", "cinqu": "cinq"}.get(root, root)
    return cardinal_word(root) or cardinal_word(f"{root}e") or cardinal_word(f"{root}s")


def roman_value(word: str) -> int:
    """XV → 15."""
    values = [ROMAN_DIGITS[char] for char in word]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )
