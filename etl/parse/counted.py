"""Counted nouns: the noun a number counts, its singular as the unit, and all the words of what is counted."""

from __future__ import annotations

import re

from etl.lexicon import load, words
from etl.parse.nouns import JOINTS, phrase_end, singular
from etl.parse.numbers import number_at
from etl.parse.numbers_in_names import FUNCTION_WORDS, MEASURES, NUMBERED, TIGHT_UNITS
from etl.parse.reading import Reading

ADJECTIVES = words("figures", "adjectives")
NEVER_NOUNS = words("figures", "never_nouns")
TAIL = re.compile(r"[^\W\d_]+(?:-[^\W_]+)*'?")
COMPOUNDS: dict[str, list[list[str]]] = {
    head: [TAIL.findall(tail.lower()) for tail in tails] for head, tails in load("figures")["compounds"].items()
}
DETERMINERS = frozenset(["la", "l'", "ses", "leurs", "nos", "ces", "les"])
LONGEST_LABEL = 6  # tokens
LONGEST_ITEM = 14  # tokens of a label behind a bullet


def behind_of(reading: Reading, at: int) -> int:
    """The token behind «de», «des», «de ces», «de la», «des 182» that begins the counted noun."""
    low = reading.low
    at += 1
    while at < len(low) and (low[at] in DETERMINERS or low[at] in ("cette", "ce")):
        at += 1
    other = number_at(reading, at) if at < len(low) and low[at - 1] != "de" else None
    return other.last + 1 if other is not None and other.form in ("digits", "words") else at


def head_noun(reading: Reading, at: int, *, plural: bool = False) -> int | None:
    """Token of the noun that is counted, adjectives skipped; None where no noun follows at once.

    With `plural`, the noun has to look like one: behind a number from two on, «seulement» or «adressée» is none.
    """
    low = reading.low
    while is_adjective(reading, at):
        if not reading.tight(at) or not low[at + 1][0].isalpha() or low[at + 1] in FUNCTION_WORDS:
            pronoun = low[at] in ("autres", "autre", "premiers", "premières", "derniers", "dernières")
            return None if pronoun else at
        at += 1
    if at >= len(low) or (at and not reading.tight(at - 1)):
        return None
    if low[at] in ("«", "“", '"') and at + 1 < len(low):
        at += 1
    return at if is_noun(reading, at, plural=plural) else None


def is_adjective(reading: Reading, at: int) -> bool:
    """Whether token `at`, right behind another, is an adjective that stands before its noun."""
    if not 0 < at < reading.count or not reading.tight(at - 1):
        return False
    return reading.low[at] in ADJECTIVES and reading.low[at] not in COMPOUNDS


def is_noun(reading: Reading, at: int, *, plural: bool) -> bool:
    """Whether token `at` may be a noun, with `plural` one in the plural, a unit or an acronym."""
    word = reading.low[at]
    unit = word in TIGHT_UNITS or word in MEASURES
    if not word[0].isalpha() or word.endswith("'") or (word in FUNCTION_WORDS and not unit):
        return False
    if word in NEVER_NOUNS and compound_end(reading, at) == at:  # «quatre mis en cause»
        return False
    return not plural or unit or word.endswith(("s", "x", "z", "-")) or reading.words[at].isupper()


def compound_end(reading: Reading, noun: int) -> int:
    """Last token of a unit of several words: bases de données, chefs de police, pays membres."""
    for parts in COMPOUNDS.get(reading.low[noun], ()):
        if reading.low[noun + 1 : noun + 1 + len(parts)] == parts:
            return noun + len(parts)
    return noun


def unit_of(reading: Reading, noun: int) -> str:
    """The noun counted, singular: «chef de police», «victime»; a name stays as it is."""
    end = compound_end(reading, noun)
    common = reading.words[noun][0].islower() or reading.sentence_of(noun)[0] == noun
    head = singular(reading.low[noun]) if common else reading.words[noun]
    if end == noun:
        return head
    tail = reading.plain[reading.ends[noun] + 1 : reading.ends[end]]
    return f"{head} {tail if ' ' in tail or chr(39) in tail else singular(tail)}"


def of_share(reading: Reading, at: int) -> str | None:
    """What a share is of, in the text's words: «70 % des victimes», «la moitié de ces pays»."""
    low = reading.low
    if at < len(low) and low[at] in ("de", "des", "du", "d'"):
        at += 1
        while at < len(low) and low[at] in DETERMINERS:
            at += 1
    return phrase_at(reading, at)


def of_phrase(reading: Reading, at: int) -> str | None:
    """What is counted, in the text's words, from token at on."""
    if at < reading.count and reading.low[at] in ("de", "d'", "des", "du", "en"):
        at += 1
    return phrase_at(reading, at)


def phrase_at(reading: Reading, at: int) -> str | None:
    """The noun phrase that begins at token `at`."""
    if at >= reading.count or not reading.low[at][0].isalpha() or reading.low[at] in FUNCTION_WORDS:
        return None
    return reading.plain[reading.starts[at] : reading.ends[before_verb(reading, at, phrase_end(reading, at))]]


def before_verb(reading: Reading, first: int, last: int) -> int:
    """Last token of a phrase before its verb: «des pays accusent», «120 rapports et recommandé».

    Behind a plural a word in -ent is a verb, for an adjective has its s; behind «et» so is a participle without one.
    """
    low = reading.low
    for at in range(first + 1, last + 1):
        behind_plural = low[at - 1].endswith(("s", "x")) and low[at - 1] not in JOINTS
        if behind_plural and low[at].endswith("ent") and reading.words[at][0].islower():
            return at - 1
        alone = low[at].endswith(("é", "enu", "endu")) and not low[at].endswith(("té", "tié"))
        if low[at - 1] == "et" and alone and at - 2 >= first:
            return at - 2
    return last


def label_before(reading: Reading, colon: int) -> int | None:
    """First word of the label that ends at the colon and fills the line up to it: «Arrestations : 45»."""
    line = reading.plain.rfind("\n", max(0, reading.starts[colon] - 120), reading.starts[colon]) + 1
    first = reading.token_at(line)
    while first < colon and not reading.words[first][0].isalpha():
        first += 1
    item = first > 0 and reading.words[first - 1] in "-–—•*·"
    if not first < colon <= first + (LONGEST_ITEM if item else LONGEST_LABEL):
        return None
    return None if reading.low[first] in FUNCTION_WORDS or reading.low[first] in NUMBERED else first


def numbered_before(reading: Reading, at: int) -> str | None:
    """«le nombre d’utilisateurs est passé de 110 000 à …»: the noun, singular, that the sentence says is numbered."""
    begin, _ = reading.sentence_of(at)
    low = reading.low
    for i in range(at - 1, begin, -1):
        if low[i] == "nombre" and low[i + 1] in ("de", "d'", "des") and low[i + 2][0].isalpha():
            return singular(low[i + 2])
    return None
