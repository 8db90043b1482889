"""Where a search matched in a text, in the text's own characters; and extracts around these places. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.curation.folding import folded_words
from archive.search.lexemes import Lexemes, Searched, of_step, steps
from archive.search.syntax import RUN, Branch, Step, Term
from archive.search.syntax import Sequence as Steps

SURELY_SHARED = 2  # a stem's last letters may differ from the word's: différence, different


@dataclass(frozen=True, slots=True)
class Word:
    """A word that may match, where it stands in its text, and the lexemes that it is found by."""

    start: int
    end: int
    written: str
    lexemes: frozenset[str]


Words = dict[int, Word]  # those words of a text that may match, by their number in it


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """A place where the term `term` of the search matched, in the text's characters."""

    start: int
    end: int
    term: int


def folded(word: str) -> str:
    return word if word.isascii() else "".join(folded_words(word))


def candidates(texts: Iterable[str], searched: Searched) -> set[str]:
    """The words of `texts` that may match, by how they begin: only their lexemes have to be asked."""
    begin = tuple({beginning(one) for step in steps(searched.typed) for one in begun_by(step, searched.lexemes)})
    words = {word.lower() for text in texts for word in RUN.findall(text)} if begin else set()
    return {word for word in words if folded(word).startswith(begin)}


def begun_by(step: Step, lexemes: Lexemes) -> Iterator[str]:
    yield from of_step(step, lexemes)
    if step.is_open:
        yield from map(folded, step.forms)


def beginning(lexeme: str) -> str:
    """What words with this lexeme surely begin with; what has a digit is not inflected."""
    return lexeme[: max(1, len(lexeme) - SURELY_SHARED)] if lexeme.isalpha() else lexeme


def matches(texts: Sequence[str], searched: Searched, stored: Lexemes) -> list[list[Match]]:
    """Where the search matched in the texts of one record, read as one: of each text, in order.

    `stored` has the lexemes of the `candidates`. Alternatives that the record does not fulfil match nowhere.
    """
    words = [words_of(text, stored) for text in texts]
    found: list[set[Match]] = [set() for _ in texts]
    for branch in searched.typed:
        of_branch = places(branch, words, searched.lexemes)
        for kept, more in zip(found, of_branch, strict=True):
            kept.update(more)
    return [apart(sorted(one, key=lambda match: (match.start, -match.end))) for one in found]


def words_of(text: str, stored: Lexemes) -> Words:
    return {
        number: Word(run.start(), run.end(), low, stored[low])
        for number, run in enumerate(RUN.finditer(text))
        if (low := run[0].lower()) in stored
    }


def places(branch: Branch, texts: Sequence[Words], lexemes: Lexemes) -> list[list[Match]]:
    """The places of a branch's terms in each text; nowhere, if one is missing or there is one that must not be."""
    found: list[list[Match]] = [[] for _ in texts]
    for number, term in enumerate(branch):
        of_term = [list(places_of_term(term, number, words, lexemes)) for words in texts]
        counts = any(of_step(step, lexemes) or step.is_open for sequence in term.sequences for step in sequence)
        if counts and any(of_term) == term.is_excluded:
            return [[] for _ in texts]
        for kept, more in zip(found, of_term, strict=True):
            kept.extend(more)
    return found


def places_of_term(term: Term, number: int, words: Words, lexemes: Lexemes) -> Iterator[Match]:
    for sequence in term.sequences:
        for first, last in runs_of(within_ends(sequence, lexemes), words, lexemes):
            yield Match(words[first].start, words[last].end, number)


def within_ends(sequence: Steps, lexemes: Lexemes) -> Steps:
    """The sequence without the words at its ends that are left out of searching."""
    counted = [at for at, step in enumerate(sequence) if of_step(step, lexemes) or step.is_open]
    return sequence[counted[0] : counted[-1] + 1] if counted else ()


def runs_of(sequence: Steps, words: Words, lexemes: Lexemes) -> Iterator[tuple[int, int]]:
    """First and last of the words that follow each other as the sequence says; what is left out of searching is any."""
    wanted = [
        (ahead, of_step(step, lexemes), step)
        for ahead, step in enumerate(sequence)
        if of_step(step, lexemes) or step.is_open
    ]
    for at in words if wanted else ():
        if all(is_it(words.get(at + ahead), step, known) for ahead, known, step in wanted):
            yield at, at + len(sequence) - 1


def is_it(word: Word | None, step: Step, known: frozenset[str]) -> bool:
    if word is None:
        return False
    if step.is_open and folded(word.written).startswith(tuple(map(folded, step.forms))):
        return True
    return not known.isdisjoint(word.lexemes)


def apart(found: Iterable[Match]) -> list[Match]:
    """The matches without those that begin within another."""
    kept: list[Match] = []
    for match in found:
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept
