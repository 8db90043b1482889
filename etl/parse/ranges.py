"""Ranges: «entre 30 et 40», «2 à 3 millions», «30-40»."""

from __future__ import annotations

from etl.lexicon import load
from etl.parse.numbers import CARDINALS, MULTIPLIERS, Number, cardinal_word, number_at
from etl.parse.reading import Reading

CHANGES = tuple(load("figures")["change_stems"])
FROM_WHAT = tuple(load("figures")["from_what_stems"])


def range_end(reading: Reading, number: Number) -> tuple[float | None, int]:
    """Upper end and last token of «entre 30 et 40», «30 à 40», «30-40»; (None, last) where there is no range."""
    at = number.last + 1
    if number.value is None or number.form == "fraction" or not is_joint(reading, number, at):
        return None, number.last
    other = number_at(reading, at + 1)
    if is_change(reading, number) and not (
        other is not None and other.form == "percent" and by_how_much(reading, number)
    ):
        return None, number.last
    if other is None or other.value is None or other.form == "fraction":
        return None, number.last
    if other.value <= scaled_like(reading, number, other.last, number.value, other.value):
        return None, number.last
    return other.value, other.last


def is_joint(reading: Reading, number: Number, at: int) -> bool:
    """Whether token `at` may join the two ends of a range that begins with `number`."""
    low = reading.low
    if at + 1 >= len(low):
        return False
    before = low[number.first - 1] if number.first else ""
    if low[at] == "et":
        return before == "entre" or (before in ("d'", "les") and low[number.first - 2] == "entre")
    if low[at] == "ou":
        return low[at + 1] in CARDINALS
    return low[at] in ("à", "-", "–")


def is_change(reading: Reading, number: Number) -> bool:
    """Whether the number begins «est passé de 12 à 15», which are two figures."""
    i, at = number.first, number.last + 1
    if i < 2 or at + 1 >= reading.count or reading.low[i - 1] not in ("de", "d'") or reading.low[at] != "à":
        return False
    return any(word.startswith(CHANGES) for word in reading.low[max(0, i - 5) : i - 1])


def by_how_much(reading: Reading, number: Number) -> bool:
    """«progresse de 4 à 6 %»: the verb says by how much, not from what to what."""
    i = number.first
    return not any(word.startswith(FROM_WHAT) for word in reading.low[max(0, i - 5) : i - 1])


def scaled_like(reading: Reading, number: Number, last: int, value: float, upper: float) -> float:
    """«2 à 3 millions», «trois à quatre mille»: the lower end takes the upper one's scale."""
    thousands = reading.low[last] == "mille" and cardinal_word(reading.low[last - 1]) is not None
    millions = 1e6 if reading.low[last] == "m" else None  # «entre 3 et 5 M€»
    factor = 1000.0 if thousands else MULTIPLIERS.get(reading.low[last], millions)
    plain = number.last == number.first and reading.low[number.first] not in MULTIPLIERS
    return value * factor if factor and plain and value * factor < upper else value
