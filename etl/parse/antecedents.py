"""The noun of a number that has none of its own: «dont 51 …», «contre 81 l’an passé», «huit d’entre elles».

A number takes over the noun of a quantity before it, in its sentence or a near one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from etl.lexicon import words
from etl.parse.counted import numbered_before
from etl.parse.nouns import singular
from etl.parse.numbers import Number
from etl.parse.quantity import Quantity
from etl.parse.ranges import FROM_WHAT
from etl.parse.reading import Reading

NEAR = 60  # tokens between the sentences of two figures of which one takes over the other's noun
COMPLEMENT = words("figures", "complement")
AGAIN_VERBS = words("figures", "again_verbs")
TIME_UNITS = words("figures", "time_units")
COUNTING_VERBS = words("figures", "counting_verbs")
PLACED = words("figures", "placed")
DETERMINERS = frozenset(["les", "ses", "ces", "leurs", "nos", "des"])
PLURAL_ARTICLES = DETERMINERS | {"aux"}
REMEMBERED = 8  # quantities


def antecedent(reading: Reading, number: Number, low: int, found: Sequence[Quantity]) -> Quantity | None:
    """Whose noun the number at `low` takes over, or None."""
    begin = reading.sentence_of(number.first)[0]
    near = [one for one in found[-REMEMBERED:] if one.unit and reading.sentence_of(one.number.first)[0] >= begin - NEAR]
    here = [one for one in near if one.number.first >= begin]
    previous = reading.low[low - 1] if low else "\n"
    if previous == "les" and reading.low[low - 2] == "sur":  # «19 pays sur les 28»
        previous = "sur"
    if previous in ("dont", "contre", "sur") and here:
        return compared(reading, number, previous, here)
    if is_amount(reading, number) and near and is_money(near[-1].unit):
        return near[-1]
    if among(reading, number):
        return next((one for one in reversed(near) if is_whole(one, number)), None)
    if begins_with_whole(reading, begin) and reading.low[begin + 1] in ("eux", "elles", "celles-ci", "ceux-ci"):
        return next((one for one in reversed(near) if is_whole(one, number)), None)
    if here and in_brackets(reading, number, begin):
        return here[-1]
    if here and (is_gapped(reading, number, low, here[-1]) or counts_here(reading, number, low)):
        return here[-1]
    if not counts_again(reading, number, low):
        return None
    return next((one for one in reversed(near) if one.unit not in TIME_UNITS), None)


def compared(reading: Reading, number: Number, joint: str, here: list[Quantity]) -> Quantity:
    """«dont 51», «contre 81»: the quantity before; where times are compared, one that is no complement of it."""
    if here[-1].high >= number.first - 2:  # «13 voix contre 8»
        return here[-1]
    if joint == "contre" or reading.low[number.last + 1 : number.last + 3] in (["au", "cours"], ["au", "total"]):
        return next((one for one in reversed(here) if not is_complement(reading, one)), here[0])
    return next((one for one in reversed(here) if one.unit not in TIME_UNITS), here[-1])


def is_complement(reading: Reading, one: Quantity) -> bool:
    """«dans les onze pays», «en trois dimensions»: a place or a manner of what the sentence counts."""
    if reading.low[one.low] == "dans":  # «dans les» may be a qualifier
        return True
    at = one.low - 1
    while at >= 0 and reading.low[at] in DETERMINERS:
        at -= 1
    return at >= 0 and reading.low[at] in COMPLEMENT


def is_money(unit: str | None) -> bool:
    """Whether the unit is a currency."""
    return unit is not None and len(unit) == 3 and unit.isupper()


def is_amount(reading: Reading, number: Number) -> bool:
    """«soit 71 millions» behind an amount of money."""
    return reading.low[number.last] in ("millions", "milliards", "million", "milliard")


def among(reading: Reading, number: Number) -> bool:
    """«huit d’entre elles»."""
    return reading.low[number.last + 1 : number.last + 2] in (["d'"], ["d'entre"])


def in_brackets(reading: Reading, number: Number, begin: int) -> bool:
    """«empreintes digitales (38 cas), données dentaires (22)»: alone in brackets, behind another number in brackets."""
    first, last = number.first, number.last
    if reading.low[first - 1 : first] != ["("] or reading.low[last + 1 : last + 2] != [")"] or number.form != "digits":
        return False
    return any(
        reading.low[i] == "(" and reading.low[i + 1][0].isdigit() for i in range(max(begin, first - 60), first - 1)
    )


def is_whole(one: Quantity, number: Number) -> bool:
    """Whether «huit d’entre elles» may be of what the quantity counts: no money, share or time, and not fewer."""
    if is_money(one.unit) or one.unit == "%" or one.unit in TIME_UNITS or one.number.form == "fraction":
        return False
    return one.value is None or number.value is None or one.value >= number.value


def is_gapped(reading: Reading, number: Number, low: int, before: Quantity) -> bool:
    """«dont 19 en Italie et 8 en Pologne», «131 concernaient le tennis et 44 le football»."""
    following = reading.low[number.last + 1] if number.last + 1 < reading.count else "\n"
    joined = reading.low[low - 1 : low] in (["et"], [","])
    taken_over = before.rule == "figure.inherited" or before.high + 6 >= low
    return joined and taken_over and following in PLACED and low - before.number.last < 12


def counts_here(reading: Reading, number: Number, low: int) -> bool:
    """«neuf seulement», «33 se sont prononcés», «en employait désormais 83»: of the sentence's noun."""
    following = reading.low[number.last + 1] if number.last + 1 < reading.count else "\n"
    if following in AGAIN_VERBS or following == "seulement":
        return True
    previous = reading.low[low - 1] if low else "\n"
    return (previous in ("dans", "pour") and following == ",") or counted_by_en(reading, low)


def counts_again(reading: Reading, number: Number, low: int) -> bool:
    """«trois autres», «en a placé trois», «Ils en ont effectué 4,8 millions»: the noun may stand a sentence before."""
    following = reading.low[number.last + 1] if number.last + 1 < reading.count else "\n"
    return following in ("autres", "autre") or counted_by_en(reading, low)


def counted_by_en(reading: Reading, low: int) -> bool:
    """«en employait désormais 83», «en a placé trois»: the pronoun stands before the verb."""
    words_ = reading.low
    for at in range(low - 2, max(low - 5, 0), -1):
        if words_[at] == "en" and words_[at + 1] not in TIME_UNITS:
            verb = words_[at + 1]
            return verb in COUNTING_VERBS or verb.endswith(("ions", "ons", "ait", "aient", "ent"))
    return False


def plural_before(reading: Reading, number: Number, low: int) -> int | None:
    """The plural noun that «…, dont 48 …» or «seize d’entre eux» is of, where no figure was before."""
    begin = reading.sentence_of(number.first)[0]
    if among(reading, number):
        return next(plurals(reading, begin, low), None) or next(plurals(reading, begin - NEAR // 2, begin), None)
    if begins_with_whole(reading, begin) and counts_here(reading, number, low):
        return next(plurals(reading, begin, low), None) or next(plurals(reading, begin - NEAR // 2, begin), None)
    if reading.low[low - 1 : low] == ["dont"]:
        return next(reversed(list(plurals(reading, max(begin, low - 9), low))), None)
    return None


def begins_with_whole(reading: Reading, begin: int) -> bool:
    """«Parmi les voitures retrouvées, 71 …», «Parmi eux, quatre …»."""
    return reading.low[begin] == "parmi"


def changed_before(reading: Reading, at: int) -> str | None:
    """«Le nombre de plaintes est passé de 120 à 340», «Les plaintes sont passées de …»: the noun, singular, or None."""
    if reading.low[at - 1 : at] not in (["de"], ["à"], ["d'"]):
        return None
    begin = max(reading.sentence_of(at)[0], at - 14)
    verb = next((i for i in range(at - 2, begin, -1) if reading.low[i].startswith(FROM_WHAT)), None)
    if verb is None or reading.low[verb - 1] not in ("est", "sont", "était", "étaient", "soit", "soient"):
        return None
    said = numbered_before(reading, at)
    if said is not None:
        return said
    noun = next(plurals(reading, begin, verb), None)
    return None if noun is None else singular(reading.low[noun])


def plurals(reading: Reading, first: int, after: int) -> Iterator[int]:
    """Nouns behind «les», «des», «aux» at tokens first to after - 1."""
    for i in range(max(first, 1), after):
        if reading.low[i - 1] in PLURAL_ARTICLES and reading.low[i][0].isalpha() and reading.low[i][-1] in "sx":
            yield i
