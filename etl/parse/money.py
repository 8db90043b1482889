"""Money: which currency a number counts, by its words, its sign or its code: «3 M€», «dollars canadiens», «USD 40»."""

from __future__ import annotations

from etl.lexicon import load, words
from etl.parse.numbers import Number
from etl.parse.reading import Reading

CURRENCIES: dict[str, str] = load("figures")["currencies"]
CURRENCY_OF: dict[str, str] = load("figures")["currency_of"]
FIRST_OF_SEVERAL = frozenset(name.split()[0] for name in CURRENCY_OF)
NATIONAL = {
    word: [(name.lower(), code) for name, code in countries.items()]
    for noun, countries in load("figures")["currency_by_country"].items()
    for word in (noun, f"{noun}s")
}
CODES = frozenset(CURRENCIES.values()) | {"FCFA", "US$", "$US", "€", "$", "£"}
CENTRAL_AFRICA = frozenset(map(str.lower, words("figures", "central_africa")))
WEST_AFRICA = frozenset(map(str.lower, words("figures", "west_africa")))
EVERYDAY = words("figures", "everyday")


def currency(reading: Reading, number: Number) -> tuple[str, int, int] | None:
    """ISO code, first and last token of the money's words, or None."""
    at, low = number.last + 1, reading.low
    joined = at < len(low) and low[at] in ("de", "d'", "en") and number.form in ("round", "many")
    if joined:
        at += 1
    behind = None
    if at < len(low) and reading.tight(at - 1) and not (joined and low[at] in ("us", "real")):
        behind = words_at(reading, at) or word_at(reading, at)
    if behind is not None:
        code, last = behind
        return code, number.first, last
    before = reading.words[number.first - 1] if number.first else ""
    if before in CODES:
        return CURRENCIES.get(before.lower(), before), number.first - 1, number.last
    return None


def words_at(reading: Reading, at: int) -> tuple[str, int] | None:
    """«dollars canadiens», «francs CFA», «livres sterling»: ISO code and last token."""
    if reading.low[at] not in FIRST_OF_SEVERAL:
        return None
    for last in range(min(at + 3, reading.count - 1), at, -1):
        code = CURRENCY_OF.get(" ".join(reading.low[at : last + 1]).replace("' ", "'"))
        if code:
            return cfa(reading, code), last
    return None


def word_at(reading: Reading, at: int) -> tuple[str, int] | None:
    """«euros», «€», «$ US», «CHF»: ISO code and last token."""
    low = reading.low
    if low[at] not in CURRENCIES or (low[at] in EVERYDAY and not is_code(reading, at)):
        return None
    if low[at] in ("franc", "francs") and "cfa" in reading.index and "suisses" not in reading.index:
        return cfa(reading, "XOF"), at
    if low[at] in NATIONAL:
        return national(reading, low[at]), at
    american = low[at] in ("$", "€") and low[at + 1 : at + 2] in (["us"], ["ca"])
    return cfa(reading, CURRENCIES[low[at]]), at + 1 if american else at


def national(reading: Reading, word: str) -> str:
    """«rials», «dinars», «pesos»: the currency of the country that the text names first, else the usual one."""
    named = [(places[0], code) for name, code in NATIONAL[word] if (places := reading.index.get(name))]
    return min(named, default=(0, CURRENCIES[word]))[1]


def is_code(reading: Reading, at: int) -> bool:
    """Whether token `at` is in capitals: «TRY»."""
    return reading.words[at] == reading.low[at].upper()


def cfa(reading: Reading, code: str) -> str:
    """Francs CFA are XAF where the text names a place of Central Africa before any of West Africa."""
    if code != "XOF":
        return code
    central, western = (first_of(reading, names) for names in (CENTRAL_AFRICA, WEST_AFRICA))
    return "XAF" if central < western else "XOF"


def first_of(reading: Reading, names: frozenset[str]) -> int:
    """The first token that is one of the names, or the text's length."""
    places = (i for name in names for i in reading.index.get(name, ())[:1])
    return min(places, default=reading.count)
