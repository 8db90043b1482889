"""Quantities: a number with what it counts, found behind it, inside it or taken over from what was said before.

Rules: `figure.noun` (640 chefs de police), `figure.partitive` (51 de ces pays), `figure.round` (une quarantaine),
`figure.range` (entre 30 et 40), `figure.many` (plusieurs centaines), `figure.fraction` (les deux tiers des plaignants),
`figure.inherited` (dont 51 …, contre 81 …), `figure.listed` (Arrestations : 45), `figure.bare` (110 000).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from etl.lexicon import words
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
from etl.parse.nouns import singular
from etl.parse.numbers import MULTIPLIERS, Number
from etl.parse.qualifiers import qualifier_after
from etl.parse.reading import Reading

ANAPHORIC = words("figures", "anaphoric")
IDIOMS = frozenset(["reprises", "sens", "mains", "exemplaires"])
NEAR = 60  # tokens between the sentences of two figures of which one takes over the other's noun


@dataclass(slots=True)
class Quantity:
    """A number with what stands around it, in tokens; `low` and `high` are the first and last token of its words."""

    low: int
    high: int
    number: Number
    value: float | None
    upper: float | None
    qualifier: str | None
    unit: str | None = None
    of: str | None = None
    rule: str = "figure.noun"
    confidence: float = 0.93
    part_of: bool = False


def with_noun(reading: Reading, quantity: Quantity, before: Quantity | None) -> Quantity | None:
    """Find what is counted; a number that counts nothing is a figure only where it takes its noun from elsewhere."""
    number, at = quantity.number, quantity.number.last + 1
    partitive = False
    if at < len(reading) and reading.low[at] in ("de", "d'", "des", "du"):
        at, partitive = behind_of(reading, at), number.form in ("digits", "words")
    if number.form == "fraction":
        return share(reading, quantity, at)
    noun = None if counts_nothing_behind(reading, number, partitive=partitive) else noun_at(reading, number, at)
    if noun is None:
        return without_noun(reading, quantity, before)
    return None if is_idiom(reading, number, noun) else counting(reading, quantity, noun, partitive=partitive)


def noun_at(reading: Reading, number: Number, at: int) -> int | None:
    """The counted noun at token `at`; a plain number from two on wants a plural."""
    return head_noun(reading, at, plural=number.form in ("digits", "words") and (number.value or 0) >= 2)


def counts_nothing_behind(reading: Reading, number: Number, *, partitive: bool) -> bool:
    """«4 millions apportés par la France», «51 de la liste»: what is counted stands before, or nowhere."""
    following = reading.low[number.last + 1 : number.last + 3]
    if number.form == "round" and reading.low[number.last] in MULTIPLIERS:
        return following[:1] not in (["de"], ["d'"])
    return partitive and (following[0] in ("du", "d'") or following == ["de", "la"])


def counting(reading: Reading, quantity: Quantity, noun: int, *, partitive: bool) -> Quantity:
    """The quantity with its noun: «640 chefs de police environ», «trois ans et demi»."""
    end = compound_end(reading, noun)
    half = reading.low[end + 1 : end + 3] in (["et", "demi"], ["et", "demie"])
    return replace(
        quantity,
        high=end,
        value=(quantity.value or 0) + 0.5 if half else quantity.value,
        unit=unit_of(reading, noun),
        of=of_phrase(reading, noun),
        qualifier=quantity.qualifier or qualifier_after(reading, end + 1),
        rule=rule_of(quantity, partitive=partitive),
        confidence=certainty(reading, quantity.number),
    )


def rule_of(quantity: Quantity, *, partitive: bool) -> str:
    """The rule that reads a counted noun."""
    if quantity.number.form in ("round", "many"):
        return f"figure.{quantity.number.form}"
    if quantity.upper:
        return "figure.range"
    return "figure.partitive" if partitive else "figure.noun"


def share(reading: Reading, quantity: Quantity, at: int) -> Quantity:
    """A fraction: «les deux tiers des plaignants», «un patient sur cinq» (the noun stands inside)."""
    number, fraction = quantity.number, replace(quantity, rule="figure.fraction", confidence=0.9)
    inside = head_noun(reading, number.first + 1) if number.last - number.first > 2 else None
    if inside is not None and inside < number.last - 1:
        return replace(fraction, unit=unit_of(reading, inside), of=reading.low[inside])
    if at == number.last + 1:
        return replace(fraction, high=number.last)
    noun, of = head_noun(reading, at), of_share(reading, number.last + 1)
    if noun is None:
        return replace(fraction, high=number.last, of=of)
    return replace(fraction, high=noun, unit=unit_of(reading, noun), of=of)


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
    small = (number.value or 0) < 3
    return small and (word == "fois" or before in ("les", "ces", "tous", "toutes", "des", "aux", "entre"))


def without_noun(reading: Reading, quantity: Quantity, before: Quantity | None) -> Quantity | None:
    """The quantity with a noun from elsewhere, or None where it states nothing."""
    return (
        listed(reading, quantity)
        or (inherited(reading, quantity, before) if before is not None else None)
        or bare(reading, quantity, before)
    )


def listed(reading: Reading, quantity: Quantity) -> Quantity | None:
    """«Arrestations : 45»."""
    colon = quantity.low - 1
    if colon < 0 or reading.low[colon] != ":" or quantity.number.form != "digits":
        return None
    label = label_before(reading, colon)
    if label is None:
        return None
    unit, of = singular(reading.low[label]), of_phrase(reading, label)
    return replace(quantity, low=label, unit=unit, of=of, rule="figure.listed", confidence=0.8)


def inherited(reading: Reading, quantity: Quantity, before: Quantity) -> Quantity | None:
    """«dont 51 de …», «contre 81 l’an passé», «huit d’entre elles»: with the noun of the figure before."""
    begin = reading.sentence_of(quantity.number.first)[0]
    if not before.unit or reading.sentence_of(before.number.first)[0] < begin - NEAR:
        return None
    previous = reading.low[quantity.low - 1] if quantity.low else "\n"
    linked = previous in ("dont", "contre", "sur") and same_sentence(reading, quantity, before)
    if not (linked or is_amount(reading, quantity, before.unit) or counts_again(reading, quantity, before)):
        return None
    part = previous == "dont"
    return replace(quantity, unit=before.unit, of=before.of, rule="figure.inherited", confidence=0.75, part_of=part)


def same_sentence(reading: Reading, one: Quantity, other: Quantity) -> bool:
    """Whether two quantities stand in one sentence."""
    return reading.sentence_of(one.number.first) == reading.sentence_of(other.number.first)


def is_amount(reading: Reading, quantity: Quantity, unit: str) -> bool:
    """«soit 71 millions» behind an amount of money."""
    millions = reading.low[quantity.number.last] in ("millions", "milliards", "million", "milliard")
    return millions and len(unit) == 3 and unit.isupper()


def counts_again(reading: Reading, quantity: Quantity, before: Quantity) -> bool:
    """«huit d’entre elles», «trois autres», «deux ont …»: what the figure before counts."""
    last = quantity.number.last
    following = reading.low[last + 1] if last + 1 < len(reading) else "\n"
    if following in ("d'", "d'entre"):
        return True
    if quantity.number.form != "words":
        return False
    verb = following in ("ont", "l'", "étaient", "sont", "avaient", "seraient")
    return following in ("autres", "autre") or (verb and same_sentence(reading, quantity, before))


def bare(reading: Reading, quantity: Quantity, before: Quantity | None) -> Quantity | None:
    """A large, round or open number, or a range, that counts what the sentence says is numbered."""
    number = quantity.number
    grouped = number.form == "digits" and number.first == number.last and (number.value or 0) >= 1000
    if number.form not in ("round", "many") and quantity.upper is None and not grouped:
        return None
    unit = numbered_before(reading, number.first)
    if not unit and before is not None and same_sentence(reading, quantity, before):
        unit = before.unit
    return replace(quantity, unit=unit, rule="figure.bare", confidence=0.5)
