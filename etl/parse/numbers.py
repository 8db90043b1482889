"""Numbers as French texts write them.

7 700 · 110'000 · 12,5 millions · quatre-vingt-dix · une quarantaine · les deux tiers · un patient sur cinq.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from etl.lexicon import load, words
from etl.parse.reading import Reading

_LEXICON = load("numbers")
CARDINALS: dict[str, int] = _LEXICON["cardinals"]
MULTIPLIERS: dict[str, float] = _LEXICON["multipliers"]
ROUND: dict[str, int] = _LEXICON["round"]
FRACTIONS: dict[str, float] = _LEXICON["fractions"]
LONGEST_DIGITS = 18  # more digits than that count nothing
LONGEST_SPELT = 12  # tokens
SEPARATED = re.compile(r"\d{1,3}(?:[ '.]\d{3})+(?:,\d+)?\Z")
MANY = words("numbers", "many")
ONE_MEASURE = words("numbers", "one_measure")
HALVED = words("numbers", "halved")
# Without one of them among the next five words, an article begins no number.
SINGULARS = words("numbers", "singulars")
ENDS_COLLECTIVE = SINGULARS | ONE_MEASURE | {*ROUND, *FRACTIONS, "demie", "sur"} | {f"demi-{noun}" for noun in HALVED}
THOUSANDS_AND_MORE = ("milliers", "millions", "milliards")
WHOLES = frozenset(
    [3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 100, 1000, 10000]
)  # «24 heures sur 24», «67 sur 188» are no shares


class Number(NamedTuple):
    """A number at tokens first..last; `value` null for «plusieurs centaines».

    `form` says how it is written: digits, words, round (a collective noun, joined by «de»), fraction, percent, many.
    """

    first: int
    last: int
    value: float | None
    form: str


@lru_cache(maxsize=4096)
def digits(word: str) -> float | None:
    """The value of digits with any French separator, or None: 1.234 and 1 234 are 1234, 6.1 and 6,1 are 6.1."""
    if not word[0].isdecimal() or not word[-1].isdigit():
        return None
    if SEPARATED.match(word):
        word = re.sub(r"[ '.]", "", word)
    return float(word.replace(",", ".")) if len(word) <= LONGEST_DIGITS else None


@lru_cache(maxsize=4096)
def cardinal_word(word: str) -> int | None:
    """The value of one hyphenated group of number words: vingt-trois, quatre-vingt-dix, soixante-et-onze."""
    value = CARDINALS.get(word)
    if value is not None or "-" not in word:
        return value
    return cardinal_of([part for part in word.split("-") if part != "et"])


def cardinal_of(parts: list[str]) -> int | None:
    """The value of number words in order (quatre vingt dix sept, mille deux cents), or None if they are no number."""
    total, group = 0, 0
    for at, part in enumerate(parts):
        value = 1 if part in ("un", "une") and at else CARDINALS.get(part)
        if value is None:
            return None
        if value == 1000:
            total, group = total + max(group, 1) * 1000, 0
        elif value == 100:
            group = max(group, 1) * 100
        elif value == 20 and group % 100 == 4:
            group += 76
        else:
            group += value
    return total + group


def number_at(reading: Reading, i: int) -> Number | None:
    """Read the number that begins at token i, with its multiplier, or None."""
    word = reading.low[i]
    if word[0].isdecimal():
        value = digits(word)
        return None if value is None else multiplied(reading, i, i, value, "digits")
    if word in ("un", "une", "la", "le", "les", "au", "du", "de"):
        return collective(reading, i)
    if word in MANY:
        return many(reading, i, i + 1)
    if word in ROUND and (i == 0 or reading.low[i - 1] not in ("la", "cette")):
        return many(reading, i, i) if word.endswith("s") else None
    return None if cardinal_word(word) is None else spelt(reading, i)


def spelt(reading: Reading, i: int) -> Number | None:
    """The number in words that begins at token i: «deux mille cinq cents», «trois quarts», «neuf sur dix»."""
    last = i
    while last + 1 < reading.count and last - i < LONGEST_SPELT and (step := spelt_step(reading, last)):
        last += step
    parts = [part for word in reading.low[i : last + 1] for part in word.split("-") if part != "et"]
    value = cardinal_of(parts)
    if value is None:
        return None
    return (
        proportion(reading, i, last, value)
        or fraction_after(reading, i, last, value)
        or multiplied(reading, i, last, float(value), "words")
    )


def spelt_step(reading: Reading, last: int) -> int:
    """How many tokens go on with the number in words behind token `last`: 2 for «et un», 1 for a number word, or 0."""
    if not reading.tight(last):
        return 0
    word, following = reading.low[last], reading.low[last + 1]
    if following == "et":
        tens = word.endswith(("e", "t")) and cardinal_word(word) in (20, 30, 40, 50, 60, 70)
        return 2 if tens and reading.low[last + 2 : last + 3] in (["un"], ["une"], ["onze"]) else 0
    one = following in ("un", "une") and cardinal_word(word) in (100, 1000)
    return 1 if one or cardinal_word(following) is not None else 0


def multiplied(reading: Reading, first: int, last: int, value: float, form: str) -> Number:
    """Take millions, milliards, Mds or a percent sign after the number into it."""
    if not reading.tight(last):
        return Number(first, last, value, form)
    after, low = last + 1, reading.low[last + 1]
    percent = percent_end(reading, after)
    if percent is not None:
        return Number(first, percent, value, "percent")
    if low == "mille" and form == "digits":
        return multiplied(reading, first, after, value * 1000, form)
    factor = MULTIPLIERS.get(low) or (1e6 if reading.words[after] == "M" and currency_follows(reading, after) else None)
    if factor is not None:
        half = reading.low[after + 1 : after + 3] == ["et", "demi"]
        return Number(first, after + 2 * half, rounded((value + 0.5 * half) * factor), "round")
    out_of = proportion(reading, first, last, value)
    if out_of is None and low in FRACTIONS and form == "digits" and value < 10 and low != "demi":
        return Number(first, after, value * FRACTIONS[low], "fraction")
    return out_of or Number(first, last, value, form)


def percent_end(reading: Reading, at: int) -> int | None:
    """Last token of the percent sign or of «pour cent» at token `at`."""
    if reading.low[at] in ("%", "pc"):
        return at
    return at + 1 if reading.low[at : at + 2] == ["pour", "cent"] else None


def rounded(value: float) -> float:
    """Undo what binary multiplication adds: 9.8 × 10⁶ is 9800000."""
    return round(value, 6)


def currency_follows(reading: Reading, at: int) -> bool:
    """Whether «M» is a million: «4,2 M€», «3 M EUR»."""
    return at + 1 < reading.count and reading.low[at + 1] in ("€", "eur", "euros", "d'", "$", "usd", "chf")


def collective(reading: Reading, i: int) -> Number | None:
    """What an article begins: «une quarantaine», «un millier», «un sur dix», «la moitié», «un tiers»."""
    if ENDS_COLLECTIVE.isdisjoint(reading.low[i + 1 : i + 6]) or not reading.tight(i):
        return None
    one = one_at(reading, i) if reading.low[i] in ("un", "une") else None
    return one or part_at(reading, i)


def one_at(reading: Reading, i: int) -> Number | None:
    """«une quarantaine», «une bonne dizaine de milliers», «un million», «un sur dix», «près d’une tonne»."""
    following = reading.low[i + 1]
    at = i + 2 if following in ("bonne", "petite") and i + 2 < reading.count else i + 1
    noun = reading.low[at]
    if noun in ROUND and not noun.endswith("s"):
        return dozens(reading, i, at, float(ROUND[noun]))
    half = reading.low[at + 1 : at + 3] in (["et", "demi"], ["et", "demie"])
    if noun in SINGULARS:
        return Number(i, at + 2 * half, MULTIPLIERS[noun] * (1.5 if half else 1), "round")
    out_of = proportion(reading, i, i, 1)
    if out_of:
        return out_of
    if half and following in ONE_MEASURE:
        return Number(i, i, 1.0, "words")
    return halved(i, following) or compared_with_one(reading, i, following)


def halved(i: int, following: str) -> Number | None:
    """«un demi-euro», «un demi-million»."""
    noun = following.removeprefix("demi-")
    if noun == following or noun not in HALVED:
        return None
    return Number(i, i + 1, MULTIPLIERS[noun] / 2, "round") if noun in MULTIPLIERS else Number(i, i + 1, 0.5, "half")


def compared_with_one(reading: Reading, i: int, following: str) -> Number | None:
    """«près d’une tonne», «moins d’une heure»."""
    compared = i and reading.low[i - 1] == "d'" and reading.low[i - 2] in ("près", "plus", "moins")
    return Number(i, i, 1.0, "words") if compared and following in ONE_MEASURE else None


def part_at(reading: Reading, i: int) -> Number | None:
    """«un tiers», «le quart», «un dixième des …», «la moitié», «plus de moitié»."""
    word, following = reading.low[i], reading.low[i + 1]
    if following == "moitié":
        half = word == "la" or (word == "de" and not followed_by_of(reading, i + 1))
        return Number(i, i + 1, 0.5, "fraction") if half else None
    if word not in ("un", "le", "au", "du") or following not in FRACTIONS or following == "demi":
        return None
    if following not in ("tiers", "quart") and not followed_by_of(reading, i + 1):
        return None
    if following == "tiers" and is_third_party(reading, i):
        return None
    return Number(i, i + 1, FRACTIONS[following], "fraction")


def is_third_party(reading: Reading, i: int) -> bool:
    """«au nom d’un tiers», «par un tiers»: somebody else, no share."""
    before = reading.low[i - 1] if i else ""
    if before == "d'" and i > 1 and reading.low[i - 2] in ("moins", "plus", "près", "autour"):
        return False
    return (
        reading.low[i] == "un" and before in ("d'", "par", "à", "pour", "chez") and not followed_by_of(reading, i + 1)
    )


def dozens(reading: Reading, first: int, last: int, value: float) -> Number:
    """«une dizaine», and «une dizaine de millions»."""
    if last + 2 < reading.count and reading.low[last + 1] == "de" and reading.low[last + 2] in THOUSANDS_AND_MORE:
        return Number(first, last + 2, value * MULTIPLIERS[reading.low[last + 2]], "round")
    return Number(first, last, value, "round")


def followed_by_of(reading: Reading, i: int) -> bool:
    """Whether «de», «des», «du» or «d’» comes next, «à peine» or «environ» aside."""
    i += 2 if reading.low[i + 1 : i + 3] == ["à", "peine"] else reading.low[i + 1 : i + 2] == ["environ"]
    return i + 1 < reading.count and reading.low[i + 1] in ("de", "des", "du", "d'")


def fraction_after(reading: Reading, first: int, last: int, value: float) -> Number | None:
    """«deux tiers», «trois quarts», «quatre cinquièmes»."""
    if (
        last + 1 < reading.count
        and value < 10
        and reading.low[last + 1] in ("tiers", "quarts", "cinquièmes", "dixièmes")
    ):
        return Number(first, last + 1, value * FRACTIONS[reading.low[last + 1]], "fraction")
    return None


def proportion(reading: Reading, first: int, last: int, value: float) -> Number | None:
    """«neuf sur dix», «un patient sur cinq»: a share. «67 pays sur 188» are two numbers, «24 heures sur 24» none."""
    at = last + 1
    longest = 4 if value == 1 else 3 if value < 10 else 2
    end = min(at + longest, reading.count)
    if "sur" not in reading.low[at:end]:
        return None
    while at < end and reading.words[at].isalpha() and reading.low[at] != "sur":
        at += 1
    if at >= end or reading.low[at] != "sur" or at + 1 >= reading.count:
        return None
    word, end = reading.low[at + 1], at + 1
    if word[0].isdecimal():
        whole = digits(word)
    else:
        while end + 1 < reading.count and end - at < LONGEST_SPELT and (step := spelt_step(reading, end)):
            end += step
        whole = cardinal_of(
            [part for said in reading.low[at + 1 : end + 1] for part in said.split("-") if part != "et"]
        )
    if not whole or whole < 2 or value >= whole or (value != 1 and whole not in WHOLES):
        return None
    if at > last + 1 and reading.low[at - 1] in ("heures", "jours", "h", "j"):
        return None
    return Number(first, end, value / whole, "fraction")


def many(reading: Reading, i: int, at: int) -> Number | None:
    """«plusieurs centaines», «des dizaines de milliers»: a quantity without a value, its noun at token `at`."""
    if at >= reading.count or not reading.low[at].endswith("s"):
        return None
    if reading.low[at] not in ROUND and reading.low[at] not in THOUSANDS_AND_MORE:
        return None
    last = at
    while last + 2 < reading.count and reading.low[last + 1] == "de" and reading.low[last + 2] in THOUSANDS_AND_MORE:
        last += 2
    return Number(i, last, None, "many")
