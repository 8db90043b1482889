"""Where the name of a body ends that a head noun begins: «le Bureau régional d’Abidjan | examinera».

Nothing tells a verb but its form, so behind a noun only what has an adjective's form goes on: «la Commission permanente
des Amériques | franchit». Behind de, pour, sur … stands a noun, unless an infinitive or a gerund does.
"""

from __future__ import annotations

from etl.lexicon import words
from etl.parse.dates import MONTHS
from etl.parse.gazetteer import demonyms
from etl.parse.nouns import ARTICLES, JOINTS, STOPS
from etl.parse.reading import WIDEST_GAP, Reading

HEADS = words("organizations_generic", "heads")
NAMED_BY_ACRONYM = words("organizations_generic", "named_by_acronym")
ANY_BODY = words("organizations_generic", "any_body")
ADJECTIVES = words("organizations_generic", "adjectives")
NO_ADJECTIVES = words("organizations_generic", "no_adjectives")
ITSELF = words("organizations_generic", "itself")
POSSESSIVES = words("nouns", "possessives")
BETWEEN_PARTS = frozenset({"&", "."})
ENDINGS = tuple(words("organizations_generic", "adjective_endings"))
BEFORE_INFINITIVES = frozenset({"à", "de", "d'", "pour"})
BEFORE_PLACES = frozenset({"à", "en", "au", "aux", "près", "auprès", "entre"})
OF = frozenset({"de", "du", "des", "d'", "pour"})
LONGEST = 12  # tokens


def name_end(reading: Reading, head: int, limit: int) -> int:
    """Last token of the body's name that begins with the noun at `head`, before token `limit`."""
    last = head
    while last + 1 < limit and reading.starts[last + 1] - reading.ends[last] <= WIDEST_GAP:
        following = behind(reading, head, last, limit)
        if following is None:
            break
        last = following
    return last


def behind(reading: Reading, head: int, last: int, limit: int) -> int | None:
    """The token to which the name goes on from `last`: an adjective or a capital, or the noun behind a joint."""
    low, words_ = reading.low, reading.words
    word = low[last + 1]
    if word in BETWEEN_PARTS:
        return over_sign(reading, last, limit)
    if word not in JOINTS:
        return last + 1 if words_[last + 1][0].isupper() or is_adjective(word) else None
    if word == "et":
        return joined(reading, head, last, limit)
    noun, _has_article = noun_at(reading, last + 2, limit)
    if noun is None or is_apart(reading, head, last, noun) or is_none(word, low[noun]):
        return None
    return noun


def over_sign(reading: Reading, last: int, limit: int) -> int | None:
    """«Musée Art & Histoire», «Fondation John B. Harker»: the capital behind a joining sign or behind an initial."""
    words_ = reading.words
    initial = len(words_[last]) == 1 and words_[last].isupper() and reading.ends[last] == reading.starts[last + 1]
    joins = (words_[last + 1] == "&" or initial) and last + 2 < limit and reading.tight(last + 1)
    return last + 2 if joins and words_[last + 2][0].isupper() else None


def noun_at(reading: Reading, at: int, limit: int) -> tuple[int | None, bool]:
    """The noun at token `at` or behind its article, and whether there is one; None where no noun can stand."""
    low = reading.low
    has_article = at < limit and low[at] in ARTICLES
    if has_article and low[at] in POSSESSIVES:
        return None, has_article
    at += has_article
    if at >= limit or not low[at][0].isalpha() or low[at] in STOPS or low[at] in JOINTS:
        return None, has_article
    return at, has_article


def joined(reading: Reading, head: int, last: int, limit: int) -> int | None:
    """The noun that «et» joins to the name: «et la justice», «et de l’innovation»; no participle, no other body."""
    low, words_ = reading.low, reading.words
    at = last + 2
    has_of = at < limit and low[at] in OF
    noun, has_article = noun_at(reading, at + has_of, limit)
    is_body = noun is not None and low[noun] in HEADS and (has_article or not has_of)
    if noun is None or last == head or is_body:
        return None
    is_participle = low[noun].endswith(("é", "ée", "és", "ées")) and not low[noun].endswith(("té", "tés"))
    is_other = (has_article or has_of) and words_[noun][0].isupper() and not words_[head].isupper()
    return None if is_participle or is_other else noun


def is_apart(reading: Reading, head: int, last: int, noun: int) -> bool:
    """«l’Organisation en Asie», «communiqué à l’Organisation des relevés»: what follows is no part of the name."""
    joint = reading.low[last + 1]
    if joint in BEFORE_PLACES and reading.words[noun][0].isupper():
        return True
    if last == head and reading.low[head] in ITSELF and joint == "des" and reading.words[noun][0].islower():
        return True
    return last == head and reading.low[head] in ANY_BODY and joint not in OF


def is_none(joint: str, word: str) -> bool:
    """«pour lutter», «en assurant», «en octobre»: an infinitive (nouns in -ier are none), a gerund, a month."""
    if joint == "en":
        return word.endswith("ant") or word in MONTHS
    is_infinitive = word.endswith(("er", "ir", "dre", "tre")) and not word.endswith("ier")
    return joint in BEFORE_INFINITIVES and is_infinitive and len(word) > 4


def is_adjective(word: str) -> bool:
    """Whether a word behind a noun has an adjective's form; some verbs have it too («indique»)."""
    return word in ADJECTIVES or word in demonyms() or (word.endswith(ENDINGS) and word not in NO_ADJECTIVES)
