"""Figures: the quantities of a release that state a fact, each once.

Rules: `figure.money` (3 millions d’euros), `figure.percent` (70 % des victimes); those of a number with its
noun stand in `quantities`.
"""

from __future__ import annotations

from etl.parse.counted import of_phrase, of_share
from etl.parse.dates import Dated
from etl.parse.money import currency
from etl.parse.numbers import CARDINALS, FRACTIONS, MANY, MULTIPLIERS, ROUND, Number, number_at
from etl.parse.numbers_in_names import is_name_or_rank, years_and_phones
from etl.parse.qualifiers import qualifier_after, qualifier_of
from etl.parse.quantities import with_noun
from etl.parse.quantity import Quantity
from etl.parse.ranges import is_change, range_end, scaled_like
from etl.parse.reading import Reading
from etl.parse.spans import Spans

ARTICLES = frozenset(["la", "le", "au", "du", "de"])
STARTS_NUMBER = frozenset(CARDINALS) | frozenset(ROUND) | MANY | ARTICLES | {"un", "une"}


def figures(reading: Reading, dates: list[Dated], names: list[tuple[int, int]]) -> list[Quantity]:
    """All figures of the text; numbers inside dates and `names` (spans of programmes, noise …) are left out."""
    masked = Spans([*((one.start, one.end) for one in dates), *years_and_phones(reading.plain), *names])
    found: list[Quantity] = []
    after = 0
    for i in number_sites(reading):
        if i < after or masked.holds(reading.starts[i]):
            continue
        quantity = quantity_at(reading, i, found)
        if quantity is not None:
            if found and quantity.low and reading.low[quantity.low - 1] == "dont":
                quantity.part_of = len(found) - 1
            found.append(quantity)
            after = quantity.number.last + 1
    return once(found)


def number_sites(reading: Reading) -> list[int]:
    """Tokens at which a number can begin; an article begins one only before a fraction."""
    sites = (word for word in reading.index if word in STARTS_NUMBER or "0" <= word[0] <= "9" or "-" in word)
    return sorted(i for word in sites for i in reading.index[word] if word not in ARTICLES or begins_share(reading, i))


def begins_share(reading: Reading, i: int) -> bool:
    """«la moitié», «le tiers»: whether a fraction follows token i."""
    return i + 1 < reading.count and reading.low[i + 1] in FRACTIONS


def quantity_at(reading: Reading, i: int, found: list[Quantity]) -> Quantity | None:
    """The quantity whose number begins at token i, or None where it is none."""
    number = number_at(reading, i)
    if number is None or is_name_or_rank(reading, number):
        return None
    value = number.value
    upper, last = range_end(reading, number)
    if upper is not None and value is not None and number.last + 1 < last:
        value = scaled_like(reading, number, last, value, upper)
    qualifier, low = qualifier_of(reading, number)
    if last > number.last:
        number = number._replace(last=last, form=form_of_range(reading, number, last))
    quantity = Quantity(low, last, number, value, upper, qualifier)
    return (
        money(reading, quantity)
        or percent(reading, quantity)
        or changed(reading, quantity)
        or with_noun(reading, quantity, found)
    )


def form_of_range(reading: Reading, number: Number, last: int) -> str:
    """How the upper end at token `last` is written: «2 à 3 millions», «30 à 40 pour cent»."""
    if reading.low[last - 1 : last + 1] == ["pour", "cent"]:
        return "percent"
    return "round" if reading.low[last] in MULTIPLIERS else number.form


def money(reading: Reading, quantity: Quantity) -> Quantity | None:
    """«3 millions d’euros de fausse monnaie»."""
    found = currency(reading, quantity.number)
    if found is None:
        return None
    code, first, high = found
    quantity.low, quantity.high = min(quantity.low, first), high
    quantity.qualifier = quantity.qualifier or qualifier_after(reading, high + 1)
    return quantity.counts(code, of_phrase(reading, high + 1), "figure.money", 0.97)


def percent(reading: Reading, quantity: Quantity) -> Quantity | None:
    """«70 % des victimes», «30 à 40 %»."""
    last = quantity.number.last
    if quantity.number.form != "percent" and reading.low[last] != "%":
        return None
    return quantity.counts("%", of_share(reading, last + 1), "figure.percent", 0.97)


def changed(reading: Reading, quantity: Quantity) -> Quantity | None:
    """«est passé de 38 à 57 %», «de 250 000 à 410 000 francs CFA»: the first end has the second one's unit."""
    at = quantity.number.last + 1
    if quantity.upper is not None or not is_change(reading, quantity.number):
        return None
    other = number_at(reading, at + 1)
    if other is None or other.value is None:
        return None
    end = Quantity(at + 1, other.last, other, other.value, None, None)
    told = money(reading, end) or percent(reading, end)
    if quantity.value is not None:  # «de 32 à 46 millions de dollars»
        quantity.value = scaled_like(reading, quantity.number, other.last, quantity.value, other.value)
    return None if told is None else quantity.counts(told.unit, told.of, told.rule, 0.85)


def once(found: list[Quantity]) -> list[Quantity]:
    """The same quantity said again counts once; references to others are kept right."""
    kept: list[Quantity] = []
    place: list[int] = []
    seen: dict[tuple[float | None, float | None, str | None, str], int] = {}
    for one in found:
        of = "" if (one.value or 0) > 20 else (one.of or "").lower()
        key = (one.value, one.upper, one.unit, of)
        if one.value is not None and key in seen:
            place.append(seen[key])
            known = kept[seen[key]]
            known.qualifier = known.qualifier or one.qualifier  # a title often leaves it out
            continue
        seen[key] = len(kept)
        place.append(len(kept))
        if one.part_of is not None:
            one.part_of = place[one.part_of]
        kept.append(one)
    return kept
