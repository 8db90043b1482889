"""Quantities: a number with what it counts, found behind it, inside it or taken over from what was said before.

Rules: `figure.noun` (640 chefs de police), `figure.partitive` (51 de ces pays), `figure.round` (une quarantaine),
`figure.range` (entre 30 et 40), `figure.many` (plusieurs centaines), `figure.fraction` (les deux tiers des plaignants),
`figure.inherited` (dont 51 …, contre 81 …), `figure.listed` (Arrestations : 45), `figure.bare` (110 000).
"""

from __future__ import annotations

from etl.lexicon import words
from etl.parse.antecedents import TIME_UNITS, antecedent, changed_before, plural_before
from etl.parse.counted import (
    behind_of,
    compound_end,
    head_noun,
    label_before,
    numbered_before,
    of_phrase,
    of_share,
    unit_of,
)
from etl.parse.money import CURRENCIES
from etl.parse.nouns import singular
from etl.parse.numbers import MULTIPLIERS, ROUND, Number
from etl.parse.qualifiers import qualifier_after
from etl.parse.quantity import Quantity
from etl.parse.reading import Reading

ANAPHORIC = words("figures", "anaphoric")
MULTIPLIERS_OR_HALF = frozenset([*MULTIPLIERS, "demi"])
IDIOMS = words("figures", "idioms")


def with_noun(reading: Reading, quantity: Quantity, found: list[Quantity]) -> Quantity | None:
    """Find what is counted; a number that counts nothing is a figure only where it takes its noun from elsewhere."""
    number, at = quantity.number, quantity.number.last + 1
    partitive = False
    if at < reading.count and reading.low[at] in ("de", "d'", "des", "du"):
        at, partitive = behind_of(reading, at), number.form in ("digits", "words")
    if number.form == "half":
        return half(reading, quantity)
    if number.form == "fraction":
        return share(reading, quantity, at)
    noun = None if counts_nothing_behind(reading, number, partitive=partitive) else noun_at(reading, number, at)
    if noun is None:
        return without_noun(reading, quantity, found)
    return None if is_idiom(reading, number, noun) else counting(reading, quantity, noun, partitive=partitive)


def noun_at(reading: Reading, number: Number, at: int) -> int | None:
    """The counted noun at token `at`; a plain number from two on wants a plural."""
    return head_noun(reading, at, plural=number.form in ("digits", "words") and (number.value or 0) >= 2)


def counts_nothing_behind(reading: Reading, number: Number, *, partitive: bool) -> bool:
    """«4 millions apportés par la France», «51 de la liste»: what is counted stands before, or nowhere."""
    following = reading.low[number.last + 1 : number.last + 3]
    if number.form == "round" and reading.low[number.last] in ROUND:
        return following[:1] not in (["de"], ["d'"], ["des"], ["du"])
    if number.form == "round" and reading.low[number.last] in MULTIPLIERS_OR_HALF:
        return following[:1] not in (["de"], ["d'"])
    return partitive and (following[0] in ("du", "d'") or following == ["de", "la"])


def counting(reading: Reading, quantity: Quantity, noun: int, *, partitive: bool) -> Quantity:
    """The quantity with its noun: «640 chefs de police environ», «trois ans et demi»."""
    end = compound_end(reading, noun)
    half = reading.low[end + 1 : end + 3] in (["et", "demi"], ["et", "demie"])
    quantity.high = end
    quantity.value = (quantity.value or 0) + 0.5 if half else quantity.value
    quantity.qualifier = quantity.qualifier or qualifier_after(reading, end + 1)
    rule, confidence = rule_of(quantity, partitive=partitive), certainty(reading, quantity.number)
    return quantity.counts(unit_of(reading, noun), of_phrase(reading, noun), rule, confidence)


def rule_of(quantity: Quantity, *, partitive: bool) -> str:
    """The rule that reads a counted noun."""
    if quantity.number.form in ("round", "many"):
        return f"figure.{quantity.number.form}"
    if quantity.upper:
        return "figure.range"
    return "figure.partitive" if partitive else "figure.noun"


def half(reading: Reading, quantity: Quantity) -> Quantity:
    """«un demi-euro», «une demi-tonne»: the noun stands in the word."""
    noun = reading.low[quantity.number.last].removeprefix("demi-")
    of = of_phrase(reading, quantity.number.last + 1)
    return quantity.counts(CURRENCIES.get(noun, noun), of, quantity.rule, quantity.confidence)


def share(reading: Reading, quantity: Quantity, at: int) -> Quantity:
    """A fraction: «les deux tiers des plaignants», «un patient sur cinq» (the noun stands inside)."""
    number, unit, of = quantity.number, None, None
    inside = head_noun(reading, number.first + 1) if number.last - number.first > 2 else None
    if inside is not None and inside < number.last - 1:
        unit, of = unit_of(reading, inside), reading.low[inside]
    elif at != number.last + 1:
        noun, of = head_noun(reading, at), of_share(reading, number.last + 1)
        quantity.high = number.last if noun is None else noun
        unit = None if noun is None else unit_of(reading, noun)
    return quantity.counts(unit, of, "figure.fraction", 0.9)


def certainty(reading: Reading, number: Number) -> float:
    """A small number in words after an article is often no more than a reference («les deux organisations»)."""
    before = reading.low[number.first - 1] if number.first else ""
    return 0.6 if number.form == "words" and before in ANAPHORIC else 0.94


def is_idiom(reading: Reading, number: Number, noun: int) -> bool:
    """«à deux reprises», «deux fois», «les deux»: nothing is claimed."""
    if number.form != "words":
        return False
    word, before = reading.low[noun], reading.low[number.first - 1] if number.first else ""
    if word in IDIOMS:
        return True
    small = (number.value or 0) < 3 and word not in TIME_UNITS
    return small and (word == "fois" or before in ("les", "ces", "tous", "toutes", "des", "aux", "entre"))


def without_noun(reading: Reading, quantity: Quantity, found: list[Quantity]) -> Quantity | None:
    """The quantity with a noun from elsewhere, or None where it states nothing."""
    return (
        listed(reading, quantity, found)
        or numbered_behind(reading, quantity)
        or inherited(reading, quantity, found)
        or of_plural(reading, quantity)
        or bare(reading, quantity, found)
    )


def listed(reading: Reading, quantity: Quantity, found: list[Quantity]) -> Quantity | None:
    """«Arrestations : 45»; of «Colis de 2 500 g : 45» the label is left out, since it has a figure of its own."""
    colon = quantity.low - 1
    if colon < 0 or reading.low[colon] != ":" or quantity.number.form != "digits":
        return None
    label = label_before(reading, colon)
    if label is None:
        return None
    if not found or found[-1].high < label:
        quantity.low = label
    return quantity.counts(singular(reading.low[label]), of_phrase(reading, label), "figure.listed", 0.8)


def inherited(reading: Reading, quantity: Quantity, found: list[Quantity]) -> Quantity | None:
    """«dont 51 de …», «contre 81 l’an passé», «huit d’entre elles»: with the noun of a figure before."""
    before = antecedent(reading, quantity.number, quantity.low, found)
    return None if before is None else quantity.counts(before.unit, before.of, "figure.inherited", 0.75)


def same_sentence(reading: Reading, one: Quantity, other: Quantity) -> bool:
    """Whether two quantities stand in one sentence."""
    return reading.sentence_of(one.number.first) == reading.sentence_of(other.number.first)


def of_plural(reading: Reading, quantity: Quantity) -> Quantity | None:
    """«les policiers malgaches, dont 48 …», «les pays …, que seize d’entre eux utilisent»: of a noun without number."""
    at = plural_before(reading, quantity.number, quantity.low)
    if at is None:
        return None
    return quantity.counts(unit_of(reading, at), of_phrase(reading, at), "figure.inherited", 0.6)


def numbered_behind(reading: Reading, quantity: Quantity) -> Quantity | None:
    """«porte à 14 le nombre de fugitifs»: the noun stands behind «le nombre de»."""
    last = quantity.number.last
    following = reading.low[last + 1 : last + 4]
    if following[:2] != ["le", "nombre"] or following[2:] not in (["de"], ["d'"], ["des"]):
        return None
    noun = head_noun(reading, last + 4, plural=True)
    if noun is None:
        return None
    quantity.high = noun
    return quantity.counts(unit_of(reading, noun), of_phrase(reading, noun), quantity.rule, 0.85)


def bare(reading: Reading, quantity: Quantity, found: list[Quantity]) -> Quantity | None:
    """A large, round or open number, or a range, that counts what the sentence says is numbered."""
    number = quantity.number
    grouped = number.form == "digits" and number.first == number.last and (number.value or 0) >= 1000
    alone = number.first > 0 and reading.low[number.first - 1] in ("seuls", "seules")
    unit = changed_before(reading, number.first)
    if number.form not in ("round", "many") and quantity.upper is None and not (grouped or alone or unit):
        return None
    unit = unit or numbered_before(reading, number.first)
    if not unit:
        here = (one for one in reversed(found[-4:]) if same_sentence(reading, quantity, one))
        unit = next((one.unit for one in here if one.unit not in TIME_UNITS), None)
    return quantity.counts(unit, None, "figure.bare", 0.5)
