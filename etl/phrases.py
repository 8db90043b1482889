"""Names that editors taught, found in a text: whole words, without case and accents, in one pass. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from etl.parse.folding import fold

WORD = re.compile(r"[^\W_]+")
# What may stand between two words of a name: a space, an apostrophe, a hyphen, a slash; no end of a sentence or line.
GAP = re.compile(r"[^\w\n.!?;:«»“”]{1,3}|[./:]")
CAPITALS_TELL = 4  # letters from which a word in capitals is taken for the same word in small letters


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name of the record `id`, as an editor wrote it."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """A phrase at `text[start:end]`."""

    start: int
    end: int
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Token:
    start: int
    end: int
    folded: str


class Phrases:
    """Names of records of one kind. A name that several records have is nobody's."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self.by_words: defaultdict[tuple[str, ...], list[Phrase]] = defaultdict(list)
        for one in phrases:
            if words := tuple(fold(word) for word in WORD.findall(one.name)):
                self.by_words[words].append(one)
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for words in self.by_words:
            lengths[words[0]].add(len(words))
        self.lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def __bool__(self) -> bool:
        return bool(self.by_words)

    def find(self, text: str) -> Iterator[Spoken]:
        """The longest names from the left, not overlapping."""
        tokens = [Token(*word.span(), fold(word.group())) for word in WORD.finditer(text)]
        folded = tuple(token.folded for token in tokens)
        at = 0
        while at < len(tokens):
            found = self.at(text, tokens, folded, at) if folded[at] in self.lengths else None
            if found:
                length, phrase = found
                yield Spoken(tokens[at].start, tokens[at + length - 1].end, phrase)
            at += found[0] if found else 1

    def at(self, text: str, tokens: list[Token], folded: tuple[str, ...], at: int) -> tuple[int, Phrase] | None:
        """The longest name at a token, and its number of words."""
        for length in self.lengths[folded[at]]:
            words = folded[at : at + length]
            holders = self.by_words.get(words, []) if len(words) == length else []
            if holders and joined(text, tokens[at : at + length]):
                start, end = tokens[at].start, tokens[at + length - 1].end
                meant = [one for one in holders if length > 1 or same_case(text[start:end], one.name)]
                if len({one.id for one in meant}) == 1:
                    return length, meant[0]
        return None


def joined(text: str, tokens: list[Token]) -> bool:
    """Whether the words belong together, with no end of a sentence between them."""
    return all(GAP.fullmatch(text, one.end, other.start) for one, other in pairwise(tokens))


def same_case(written: str, name: str) -> bool:
    """Whether a single word can be the name: «NEXUS» is a programme, «nexus» a word; «FRAUDE» may be «fraude»."""
    (own,) = WORD.findall(name)
    if own == own.lower():
        return True
    return bare(written) == bare(own) or (len(written) >= CAPITALS_TELL and written == written.upper())


def bare(word: str) -> str:
    """The word in small letters without accents, its capitals marked."""
    return "".join(("^" if letter.isupper() else "") + fold(letter) for letter in word)
