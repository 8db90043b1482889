"""Ranges: «entre 30 et 40», «2 à 3 millions», «30-40»."""

from __future__ import annotations

from etl.lexicon import load
from etl.parse.numbers import CARDINALS, MULTIPLIERS, Number, number_at
from etl.parse.reading import Reading

CHANGES = tuple(load("figures")["change_stems"])


def range_end(reading: Reading, number: Number) -> tuple[float | None, int]:
    """Upper end and last token of «entre 30 et 40», «30 à 40», «30-40»; (None, last) where there is no range."""
    at = number.last + 1
    if number.value is None or number.form == "fraction" or not is_joint(reading, number, at):
        return None, number.last
    other = number_at(reading, at + 1)
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
    if low[at] == "à":
        return not (before == "de" and changes(reading, number.first - 2))
    return low[at] in ("-", "–")


def changes(reading: Reading, i: int) -> bool:
    """Whether a verb of change stands just before: «est passé de 12 à 15» are two figures."""
    return any(word.startswith(CHANGES) for word in reading.low[max(0, i - 3) : i + 1])


def scaled_like(reading: Reading, number: Number, last: int, value: float, upper: float) -> float:
    """«2 à 3 millions»: the lower end takes the upper one's scale."""
    factor = MULTIPLIERS.get(reading.low[last])
    plain = number.last == number.first and reading.low[number.first] not in MULTIPLIERS
    return value * factor if factor and plain and value * factor < upper else value
