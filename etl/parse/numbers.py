"""Numbers as French texts write them: 7 700 · 110'000 · 12,5 millions · quatre-vingt-dix · une quarantaine · les deux tiers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from etl.lexicon import load
from etl.parse.reading import Reading

_LEXICON = load("numbers")
CARDINALS: dict[str, int] = _LEXICON["cardinals"]
MULTIPLIERS: dict[str, float] = _LEXICON["multipliers"]
ROUND: dict[str, int] = _LEXICON["round"]
FRACTIONS: dict[str, float] = _LEXICON["fractions"]
LONGEST_DIGITS = 18  # more digits than that count nothing
SEPARATED = re.compile(r"\d{1,3}(?:[ '.]\d{3})+(?:,\d+)?\Z")
MANY = frozenset(
    ["plusieurs", "quelques", "des", "nombreux", "nombreuses", "diverses", "certaines", "certains", "différentes"]
)
ONE_MEASURE = frozenset(
    [
        "tonne",
        "million",
        "kilo",
        "kilogramme",
        "litre",
        "mètre",
        "kilomètre",
        "heure",
        "semaine",
        "décennie",
        "hectare",
        "an",
        "année",
        "mois",
        "siècle",
    ]
)


@dataclass(frozen=True, slots=True)
class Number:
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
    if not word[0].isdigit() or not word[-1].isdigit():
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
    if word[0].isdigit():
        value = digits(word)
        return None if value is None else multiplied(reading, i, i, value, "digits")
    if word in ("un", "une", "la", "le", "les", "au", "du", "de"):
        return collective(reading, i)
    if word in MANY:
        return many(reading, i)
    if word in ROUND and (i == 0 or reading.low[i - 1] not in ("la", "cette")):
        return many(reading, i, at=i) if word.endswith("s") else None
    if cardinal_word(word) is None:
        return None
    last, parts = i, word.split("-")
    while last + 1 < len(reading) and last - i < 12 and reading.tight(last):
        following = reading.low[last + 1]
        if (
            following == "et"
            and last + 2 < len(reading)
            and reading.low[last + 2] in ("un", "une", "onze")
            and reading.low[last].endswith(("e", "t"))
            and cardinal_word(reading.low[last]) in (20, 30, 40, 50, 60, 70)
        ):
            parts += [reading.low[last + 2]]
            last += 2
            continue
        if cardinal_word(following) is None and not (
            following in ("un", "une") and cardinal_word(reading.low[last]) in (100, 1000)
        ):
            break
        parts += following.split("-")
        last += 1
    value = cardinal_of([part for part in parts if part != "et"])
    if value is None:
        return None
    out_of = proportion(reading, i, last, value)
    if out_of:
        return out_of
    fraction = fraction_after(reading, i, last, value)
    return fraction or multiplied(reading, i, last, float(value), "words")


def multiplied(reading: Reading, first: int, last: int, value: float, form: str) -> Number:
    """Take millions, milliards, Mds or a percent sign after the number into it."""
    after = last + 1
    if after < len(reading) and reading.starts[after] - reading.ends[last] <= 1:
        low = reading.low[after]
        if low == "%" or low == "pc":
            return Number(first, after, value, "percent")
        if low == "pour" and after + 1 < len(reading) and reading.low[after + 1] == "cent":
            return Number(first, after + 1, value, "percent")
        if low == "mille" and form == "digits":
            return multiplied(reading, first, after, value * 1000, form)
        factor = MULTIPLIERS.get(low) or (
            1e6 if reading.words[after] == "M" and currency_follows(reading, after) else None
        )
        if factor is not None:
            return Number(first, after, rounded(value * factor), "round")
        out_of = proportion(reading, first, last, value)
        if out_of:
            return out_of
        if low in FRACTIONS and form == "digits" and value < 10 and low != "demi":
            return Number(first, after, value * FRACTIONS[low], "fraction")
    return Number(first, last, value, form)


def rounded(value: float) -> float:
    """Undo what binary multiplication adds: 9.8 × 10⁶ is 9800000."""
    return round(value, 6)


def currency_follows(reading: Reading, at: int) -> bool:
    """Whether «M» is a million: «4,2 M€», «3 M EUR»."""
    return at + 1 < len(reading) and reading.low[at + 1] in ("€", "eur", "euros", "d'", "$", "usd", "chf")


def collective(reading: Reading, i: int) -> Number | None:
    """«une quarantaine», «un millier», «la moitié», «un tiers», «un million», «un sur dix», «près d’une tonne»."""
    if i + 1 >= len(reading) or not reading.tight(i):
        return None
    word, following = reading.low[i], reading.low[i + 1]
    if word in ("un", "une"):
        at = i + 2 if following in ("bonne", "petite") and i + 2 < len(reading) else i + 1
        noun = reading.low[at]
        if noun in ROUND and not noun.endswith("s"):
            return dozens(reading, i, at, float(ROUND[noun]))
        if noun in ("millier", "million", "milliard", "billion"):
            return Number(i, at, MULTIPLIERS[noun], "round")
        out_of = proportion(reading, i, i, 1)
        if out_of:
            return out_of
        if (
            following in ONE_MEASURE
            and i
            and reading.low[i - 1] == "d'"
            and reading.low[i - 2] in ("près", "plus", "moins")
        ):
            return Number(i, i, 1.0, "words")
    if word in ("un", "le", "au", "du") and following in FRACTIONS and following not in ("moitié", "demi"):
        if following not in ("tiers", "quart") and not followed_by_of(reading, i + 1):
            return None
        return Number(i, i + 1, FRACTIONS[following], "fraction")
    if (word == "la" and following == "moitié") or (
        word == "de" and following == "moitié" and not followed_by_of(reading, i + 1)
    ):
        return Number(i, i + 1, 0.5, "fraction")
    return None


def dozens(reading: Reading, first: int, last: int, value: float) -> Number:
    """«une dizaine», and «une dizaine de millions»."""
    if (
        last + 2 < len(reading)
        and reading.low[last + 1] == "de"
        and reading.low[last + 2] in ("milliers", "millions", "milliards")
    ):
        return Number(first, last + 2, value * MULTIPLIERS[reading.low[last + 2]], "round")
    return Number(first, last, value, "round")


def followed_by_of(reading: Reading, i: int) -> bool:
    """Whether «de», «des», «du» or «d’» comes next."""
    return i + 1 < len(reading) and reading.low[i + 1] in ("de", "des", "du", "d'")


def fraction_after(reading: Reading, first: int, last: int, value: float) -> Number | None:
    """«deux tiers», «trois quarts», «quatre cinquièmes»."""
    if (
        last + 1 < len(reading)
        and value < 10
        and reading.low[last + 1] in ("tiers", "quarts", "cinquièmes", "dixièmes")
    ):
        return Number(first, last + 1, value * FRACTIONS[reading.low[last + 1]], "fraction")
    return None


def proportion(reading: Reading, first: int, last: int, value: float) -> Number | None:
    """«neuf sur dix», «un patient sur cinq»: a share. «67 pays sur 188» are two numbers, «24 heures sur 24» none."""
    at = last + 1
    end = min(at + 4, len(reading)) if value == 1 else min(at + 2, len(reading))
    while at < end and reading.words[at].isalpha() and reading.low[at] != "sur":
        at += 1
    if at >= end or reading.low[at] != "sur" or at + 1 >= len(reading):
        return None
    word = reading.low[at + 1]
    whole = digits(word) if word[0].isdigit() else cardinal_word(word)
    if (
        not whole
        or whole < 2
        or value >= whole
        or (value != 1 and whole not in (3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 100, 1000))
    ):
        return None
    if at > last + 1 and reading.low[at - 1] in ("heures", "jours", "h", "j"):
        return None
    return Number(first, at + 1, value / whole, "fraction")


def many(reading: Reading, i: int, at: int | None = None) -> Number | None:
    """«plusieurs centaines», «des dizaines de milliers»: a quantity without a value."""
    at = i + 1 if at is None else at
    if at >= len(reading) or not reading.low[at].endswith("s"):
        return None
    if reading.low[at] not in ROUND and reading.low[at] not in ("milliers", "millions", "milliards"):
        return None
    last = at
    while (
        last + 2 < len(reading)
        and reading.low[last + 1] == "de"
        and reading.low[last + 2] in ("milliers", "millions", "milliards")
    ):
        last += 2
    return Number(i, last, None, "many")
