"""Verbs of saying in their forms, and where one stands in a text.

`a déclaré` · `a également précisé` · `s'est félicitée` · `souligne` · `déclarait` · `a-t-il ajouté` · `conclut-elle`.
"""

from __future__ import annotations

from typing import NamedTuple

from etl.lexicon import load, words
from etl.parse.reading import Reading

_LEXICON = load("saying")
ADVERBS = words("saying", "adverbs")
AUXILIARIES = words("saying", "auxiliaries")
BEING = words("saying", "being")
NOBODY = "nobody"
INVERTED = {"il": "male", "elle": "female", "on": NOBODY, "ils": "male", "elles": "female"}
LONGEST_AUXILIARY_GAP = 9


def stem(infinitive: str) -> str:
    """declar- of déclarer; the reflexive pronoun is left out."""
    return infinitive.split("'")[-1].split(" ")[-1][:-2]


def participle_forms(root: str) -> set[str]:
    """déclaré, déclarée, déclarés, déclarées."""
    return {f"{root}é", f"{root}ée", f"{root}és", f"{root}ées"}


def finite_forms(root: str) -> set[str]:
    """Present, imperfect, past historic and future of the third persons."""
    soft = root + "e" if root.endswith("g") else root[:-1] + "ç" if root.endswith("c") else root
    return {
        f"{root}e",
        f"{root}ent",
        f"{soft}ait",
        f"{soft}aient",
        f"{soft}a",
        f"{root}èrent",
        f"{root}era",
        f"{root}eront",
    }


_STEMS = [stem(infinitive) for infinitive in _LEXICON["regular"]]
_NOT_REPORTING = {stem(infinitive) for infinitive in _LEXICON["not_reporting"]}
_IRREGULAR = {form + end for form in _LEXICON["participles"] for end in ("", "e", "s", "es")}
_IRREGULAR -= words("saying", "no_participles")
PARTICIPLES = frozenset().union(*(participle_forms(root) for root in _STEMS), _IRREGULAR)
FINITE = frozenset().union(*(finite_forms(root) for root in _STEMS), _LEXICON["finite"])
GERUNDS = words("saying", "gerunds") | {
    (root[:-1] + "ç" if root.endswith("c") else root + "e" if root.endswith("g") else root) + "ant" for root in _STEMS
}
FORMS = PARTICIPLES | FINITE
INFINITIVES = words("saying", "infinitives") | {f"{root}er" for root in _STEMS}
MODALS = words("saying", "modals")
BEHIND_FAIT = words("saying", "behind_fait")
NO_QUE = frozenset(_LEXICON["no_que"])
WEAK = frozenset().union(*(participle_forms(root) | finite_forms(root) for root in _NOT_REPORTING), _LEXICON["no_que"])
# Nouns that are spelt like a finite form and stand behind an article or adjective.
ALSO_NOUNS = words("saying", "also_nouns")
BEFORE_NOUNS = words("saying", "before_nouns")


class Saying(NamedTuple):
    """A verb of saying at tokens first..last; `pronoun` is an inverted subject's gender (or NOBODY), else None."""

    first: int
    last: int
    verb: str
    pronoun: str | None = None

    @property
    def strong(self) -> bool:
        """Whether the verb by itself tells that words are reported."""
        return self.verb not in WEAK


def saying_verbs(reading: Reading) -> list[Saying]:
    """Every verb of saying of the text, in order."""
    found: list[Saying] = []
    last = -1
    for i in sites(reading):
        saying = saying_at(reading, i, found) if i > last else None
        if saying is not None:
            found.append(saying)
            last = saying.last
    return found


def sites(reading: Reading) -> list[int]:
    """Tokens at which a verb of saying may stand, in order."""
    hyphened = (i for word in reading.index if "-" in word for i in reading.index[word])
    return sorted([*reading.positions(FORMS), *modal_infinitives(reading), *hyphened])


def saying_at(reading: Reading, i: int, found: list[Saying]) -> Saying | None:
    """The verb of saying whose form is token i, `found` being those before."""
    low, word = reading.low, reading.low[i]
    saying = None
    if word in PARTICIPLES and (word != "mis" or low[i + 1 : i + 3] == ["en", "garde"]):
        saying = compound(reading, i) or coordinated(reading, i, found)
    elif "-" in word:
        saying = inverted(reading, i)
    if word in INFINITIVES:
        return Saying(i - 1, i, word)
    if saying is None and word in FINITE and is_finite(reading, i):
        return said_as(reading, i, i, None)
    return saying


def modal_infinitives(reading: Reading) -> list[int]:
    """«devait déclarer plus tard»: infinitives of saying right behind a verb that tells when."""
    if not reading.vocabulary & MODALS:
        return []
    return [i + 1 for i in reading.positions(MODALS) if i + 1 < reading.count and reading.low[i + 1] in INFINITIVES]


def is_finite(reading: Reading, i: int) -> bool:
    """Whether the form at i is a verb here, not a noun or a name."""
    if reading.low[i] == "fait" and extended(reading, i) > i:
        return True
    noun = reading.low[i] in ALSO_NOUNS and i > 0 and reading.low[i - 1] in BEFORE_NOUNS
    return not noun and not reading.words[i][0].isupper()


def coordinated(reading: Reading, i: int, found: list[Saying]) -> Saying | None:
    """«a souligné l’importance … et indiqué que»: the auxiliary stands with the first participle."""
    if (
        i
        and reading.low[i - 1] == "et"
        and found
        and reading.sentence_of(found[-1].first) == reading.sentence_of(i)
        and i + 1 < reading.count
        and reading.low[i + 1] in ("que", "qu'")
    ):
        return Saying(i, i, reading.low[i])
    return None


def compound(reading: Reading, i: int) -> Saying | None:
    """The participle at i with its auxiliary: a déclaré · s’est dite · a-t-il ajouté · ont fait savoir."""
    low, at = reading.low, i - 1
    depth = 0
    while at >= 0 and i - at <= LONGEST_AUXILIARY_GAP:
        word = low[at]
        if word in AUXILIARIES or (word in BEING and low[at - 1] in ("s'", "se")):
            first = (
                at - 1
                if word in BEING or low[at - 1] in ("l'", "lui", "leur", "nous", "n'", "y", "m'", "les", "en")
                else at
            )
            return said_as(reading, first, i, None)
        if (
            word.startswith(("a-t-", "ont-", "avait-", "avaient-", "aurait-", "est-", "sont-"))
            and word.rsplit("-", 1)[-1] in INVERTED
        ):
            first = at - 1 if low[at - 1] in ("s'", "lui", "leur", "l'", "nous") else at
            return said_as(reading, first, i, INVERTED[word.rsplit("-", 1)[-1]])
        if word == "\n" or word in ".;:»«":
            return None
        if word not in ADVERBS and word != "," and not word.endswith("ment"):
            depth += 1
            if depth > 3 or not any(other == "," for other in low[at:i]):
                return None
        at -= 1
    return None


def said_as(reading: Reading, first: int, i: int, pronoun: str | None) -> Saying:
    """The verb with its participle at i; «fait savoir» is a verb of its own."""
    last = extended(reading, i)
    return Saying(first, last, reading.low[i] if last == i else f"{reading.low[i]} {reading.low[last]}", pronoun)


def extended(reading: Reading, i: int) -> int:
    """«fait savoir», «fait valoir», «tenu à saluer»: take the infinitive into the verb."""
    low = reading.low
    if low[i] == "fait" and i + 1 < len(low) and low[i + 1] in BEHIND_FAIT:
        return i + 1
    if low[i] == "mis":
        return i + 2
    if low[i] == "laissé" and i + 1 < len(low) and low[i + 1] == "entendre":
        return i + 1
    if low[i] in ("tenu", "voulu") and i + 2 < len(low):
        for at in (i + 1, i + 2):
            if low[at].endswith("er") and f"{low[at][:-2]}é" in PARTICIPLES:
                return at
    return i


def inverted(reading: Reading, i: int) -> Saying | None:
    """explique-t-il · poursuit-elle · entendait-on."""
    parts = reading.low[i].split("-")
    if parts[-1] not in INVERTED or (parts[0] not in FINITE and parts[-1] != "on"):
        return None
    first = i - 1 if i and reading.low[i - 1] in ("se", "s'", "lui", "leur") else i
    return Saying(first, i, parts[0], INVERTED[parts[-1]])
