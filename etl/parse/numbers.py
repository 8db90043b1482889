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
SEPARATED = re.compile(r"\d{1,3}(?:[ '.]\d{3})+(?:,\d+)?\Z")
MANY = frozenset(
    ["plusieurs", "quelques", "des", "nombreux", "nombreuses", "diverses", "certaines", "certains", "différentes"]
)
PERCENT = frozenset(["%", "pc", "p.c.", "pour cent"])


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
    try:
        return float(word.replace(",", "."))
    except ValueError:
        return None


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
    if word in ("un", "une", "la", "le", "les"):
        return collective(reading, i)
    if word in MANY:
        return many(reading, i)
    if word in ROUND and (i == 0 or reading.low[i - 1] not in ("la", "cette")):
        return many(reading, i, at=i) if word.endswith("s") else None
    if cardinal_word(word) is None:
        return None
    last, parts = i, word.split("-")
    while last + 1 < len(reading) and reading.tight(last):
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
    if parts[0] == "neuf" or parts[0] == "neufs":
        pass
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
    """«une quarantaine», «un millier», «la moitié», «un tiers», «les trois quarts», «un million», «un sur dix»."""
    if i + 1 >= len(reading) or not reading.tight(i):
        return None
    word, following = reading.low[i], reading.low[i + 1]
    if word in ("un", "une"):
        if following in ROUND and not following.endswith("s"):
            return Number(i, i + 1, float(ROUND[following]), "round")
        if following == "bonne" and i + 2 < len(reading) and reading.low[i + 2] in ROUND:
            return Number(i, i + 2, float(ROUND[reading.low[i + 2]]), "round")
        if following in ("millier", "million", "milliard", "billion"):
            return Number(i, i + 1, MULTIPLIERS[following], "round")
        out_of = proportion(reading, i, i, 1)
        if out_of:
            return out_of
    if word in ("un", "le") and following in (
        "tiers",
        "quart",
        "cinquième",
        "sixième",
        "septième",
        "huitième",
        "dixième",
        "centième",
    ):
        if following != "tiers" and following != "quart" and not followed_by_of(reading, i + 1):
            return None
        return Number(i, i + 1, FRACTIONS[following], "fraction")
    if word == "la" and following == "moitié":
        return Number(i, i + 1, 0.5, "fraction")
    return None


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
    """«neuf sur dix», «un patient sur cinq», «2 enfants sur 3»: the share; never «24 heures sur 24»."""
    at = last + 1
    end = min(at + 5, len(reading))
    while at < end and reading.words[at].isalpha() and reading.low[at] != "sur":
        at += 1
    if at >= end or reading.low[at] != "sur" or at + 1 >= len(reading):
        return None
    word = reading.low[at + 1]
    whole = digits(word) if word[0].isdigit() else cardinal_word(word)
    if not whole or not (2 <= whole <= 1000) or value >= whole or reading.low[at - 1] in ("heures", "jours", "h", "j"):
        return None
    if at + 2 < len(reading) and at == last + 1 and reading.low[at + 2] in ("pays", "ans", "jours", "mois", "sites"):
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
