"""Numbers that are no quantity: of names, ranks, years, clock times, documents, telephones, a list's bullets."""

from __future__ import annotations

import re

from etl.lexicon import words
from etl.parse.dates import YEARS
from etl.parse.money import CODES, CURRENCIES
from etl.parse.numbers import Number
from etl.parse.reading import Reading

NUMBERED = words("numbers_in_names", "numbered")
TIGHT_UNITS = words("numbers_in_names", "tight_units")
MEASURES = words("numbers_in_names", "measures")
FUNCTION_WORDS = words("words", "sentence_openers") | words("words", "clause_words")
DIGITS_IN_A_ROW = re.compile(r"[+\d](?:(?<=\d)|\d)[\d ().-]{6,}\d")
PHONE = re.compile(
    r"\+.*|0\d(?:[ .-]?\d\d){4}|\d\d(?:[ .-]\d\d){3,}|(?:1[ .-])?(?:\d{3}[ .-])?\d{3}-\d{4}|0\d[\d ()/.-]{6,}"
)


def years_and_phones(plain: str) -> list[tuple[int, int]]:
    """Spans of ranges of years and telephone numbers."""
    phones = [match.span() for match in DIGITS_IN_A_ROW.finditer(plain) if PHONE.fullmatch(match[0].strip(" .-()"))]
    return [match.span() for match in YEARS.finditer(plain)] + phones


def is_name_or_rank(reading: Reading, number: Number) -> bool:
    """Whether the number is glued to a name, an ordinal, a clock time, a document number, a year or a list's bullet."""
    i = number.first
    if is_glued_to_what_precedes(reading, i):
        bullet = reading.words[i - 1] in "-–" and i > 1 and reading.low[i - 2] == "\n"
        return not bullet
    before, after = word_at(reading, i - 1), word_at(reading, number.last + 1)
    if is_glued_to_a_word(reading, number, after):
        unit = reading.words[number.last + 1] == "M" or after in CURRENCIES
        return not unit or (number.form == "digits" and is_numbered(reading, i, before))
    if is_ordinal_or_hour(number, before, after):
        return True
    return number.form == "digits" and (
        is_numbered(reading, i, before)
        or (before == "\n" and after in ".)")  # «1.» or «2)» at the beginning of a line
        or is_year(reading.words[i], after)
        or is_part_of_name(reading, number)
    )


def word_at(reading: Reading, at: int) -> str:
    """Token `at` in lower case; a line break outside the text."""
    return reading.low[at] if 0 <= at < reading.count else "\n"


def is_glued_to_what_precedes(reading: Reading, i: int) -> bool:
    """«A320», «n°12», «2014/15»: letters, digits or a joining sign right before token i."""
    if not i or reading.ends[i - 1] != reading.starts[i]:
        return False
    before = reading.words[i - 1]
    return before[-1].isalnum() or before in "/-–°_.+#@:"


def is_numbered(reading: Reading, i: int, before: str) -> bool:
    """«article 12», «art. 12», «page 3»: digits that number what stands before them."""
    if before in NUMBERED and i > 1 and reading.low[i - 2] in ("hors", "en"):
        return False  # «mettre hors ligne 22 317 adresses»
    return before in NUMBERED or (before == "." and i > 1 and reading.low[i - 2] in NUMBERED)


def is_glued_to_a_word(reading: Reading, number: Number, after: str) -> bool:
    """«3D», «12/2014», «5G»: something right behind that is no unit; «240colis» has lost a space."""
    last = number.last
    if last + 1 >= reading.count or reading.starts[last + 1] != reading.ends[last]:
        return False
    noun = len(after) > 3 and after.endswith("s") and after.isalpha()
    return not noun and (after[0].isalpha() or after in "/°_") and after not in TIGHT_UNITS


def is_ordinal_or_hour(number: Number, before: str, after: str) -> bool:
    """«84 ème», «à 10 heures»."""
    if after in ("ème", "ième", "èmes", "er", "ère", "ᵉ", "ᵉʳ") or (after == "e" and number.form == "digits"):
        return True
    return after in ("heures", "heure", "h") and before in ("à", "vers", "dès", "avant", "jusqu'à")


def is_year(word: str, after: str) -> bool:
    """Whether four plain digits are a year: no separator, 1800 to 2100, no unit of measure or money behind."""
    if len(word) != 4 or not word.isdigit() or not "1800" <= word <= "2100":
        return False
    return after not in MEASURES and after not in CURRENCIES


def is_postal(reading: Reading, i: int) -> bool:
    """«69006 Lyon», «Rue Royale 202, 1000 Bruxelles»: five digits, or four behind a street and a comma."""
    length = len(reading.words[i])
    return length == 5 or (length == 4 and reading.words[i - 1] in (",", "\n", "|", "-", "–"))


def is_part_of_name(reading: Reading, number: Number) -> bool:
    """«Boeing 747», «69006 Lyon»: digits next to a capital and nothing counted."""
    i = number.first
    if not i:
        return False
    before, after = reading.words[i - 1], reading.words[number.last + 1] if number.last + 1 < reading.count else ""
    if reading.words[i].isdigit() and after[:1].isupper() and is_postal(reading, i):
        return True
    named = before[0].isupper() and before[-1].isalpha() and reading.sentence_of(i)[0] != i - 1 and reading.tight(i - 1)
    return named and before not in CODES and not (after[:1].isalpha() and after.lower() not in FUNCTION_WORDS)
