"""Words → the lexemes by which the database finds them, and the tsquery that is made of these."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.db import connection

from archive.curation.folding import folded_words
from archive.search.syntax import Branch, Sequence, Step, Term, Typed

# Typed without accents, these endings hide some by which French tells inflections.
RESTORED = (("ee", "ée"), ("ees", "ées"), ("ite", "ité"), ("ites", "ités"), ("iere", "ière"), ("ieres", "ières"))
# The stored lexemes are stems of words without accents. Which words French inflects alike, the stemmer knows only with
# accents: the forms that a stem may take are those that it gives the same stem. It halves nn and ll, and makes y an i.
ENDINGS = ("", "e", "é", "ée", "er", "ère", "ité", "ivité", "èrent")
# Nouns that are no verbs' forms: policières are no part of police, which policié, were it a word, would be.
NOUNS, ENDINGS_OF_NOUNS = ("iers", "ière", "ières"), ("", "er", "ère")
LEXEMES = """
    WITH given AS (
        SELECT word, form, ending, ts_lexize('public.archive_stem', form) AS stem
        FROM unnest(%s::text[], %s::text[], %s::text[]) AS g (word, form, ending)
    ),
    alike AS (
        SELECT word, form FROM given
        UNION
        SELECT word, base || ending FROM given CROSS JOIN LATERAL (
            VALUES (stem[1]), (stem[1] || right(stem[1], 1)), (regexp_replace(stem[1], 'i$', 'y'))
        ) AS bases (base)
        WHERE ending IS NOT NULL AND ts_lexize('public.archive_stem', base || ending) = stem
    )
    SELECT word, array_agg(DISTINCT lexeme) FROM alike
    CROSS JOIN LATERAL unnest(tsvector_to_array(archive_lexemes(form))) AS lexeme
    WHERE tsvector_to_array(archive_lexemes(word)) <> '{}'
    GROUP BY word
"""
WORDS = """
    SELECT word, tsvector_to_array(archive_lexemes(word)) FROM unnest(%s::text[]) AS word
"""
Lexemes = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Searched:
    """What is searched for: the terms, the lexemes of their words, and both as a tsquery ('' where no word counts)."""

    typed: Typed
    lexemes: Lexemes
    tsquery: str

    @classmethod
    def of(cls, typed: Typed) -> Searched:
        lexemes = lexemes_of({form for step in steps(typed) for form in step.forms})
        branches = [conjunction(branch, lexemes) for branch in typed]
        return cls(typed, lexemes, " | ".join(f"({one})" for one in branches if one))

    @property
    def is_too_common(self) -> bool:
        """Whether words were typed, but none by which anything could be told from anything else."""
        return bool(self.typed) and not self.tsquery


def of_step(step: Step, lexemes: Lexemes) -> frozenset[str]:
    """The lexemes of a word in all its forms; none for a word that is left out of searching."""
    return frozenset[str]().union(*(lexemes.get(form, frozenset()) for form in step.forms))


def steps(typed: Typed) -> Iterator[Step]:
    for branch in typed:
        for term in branch:
            for sequence in term.sequences:
                yield from sequence


def lexemes_of(words: Collection[str]) -> dict[str, frozenset[str]]:
    """The lexemes of each word and of those that French inflects alike; words left out of searching are absent."""
    given = [(word, form, end) for word in sorted(words) for form in (word, *restored(word)) for end in endings(form)]
    if not given:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(LEXEMES, [list(column) for column in zip(*given, strict=True)])
        return {word: frozenset(found) for word, found in cursor.fetchall()}


def endings(form: str) -> tuple[str | None, ...]:
    """What the form's stem may end in, where French inflects it; None alone where it does not."""
    if not form.isalpha():
        return (None,)
    return ENDINGS_OF_NOUNS if form.endswith(NOUNS) else ENDINGS


def restored(word: str) -> Iterator[str]:
    """The word with the accents that its ending may have lost."""
    for plain, accented in RESTORED:
        if word.endswith(plain):
            yield word.removesuffix(plain) + accented


def stored_lexemes(words: Collection[str]) -> dict[str, frozenset[str]]:
    """The lexemes that stand in the index for words as texts write them."""
    if not words:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(WORDS, [sorted(words)])
        return {word: frozenset(found) for word, found in cursor.fetchall()}


def conjunction(branch: Branch, lexemes: Lexemes) -> str:
    parts = [one for term in branch if (one := disjunction(term, lexemes))]
    return " & ".join(parts)


def disjunction(term: Term, lexemes: Lexemes) -> str:
    parts = [one for sequence in term.sequences if (one := in_sequence(sequence, lexemes))]
    whole = " | ".join(f"({one})" for one in parts)
    return f"{'!' if term.is_excluded else ''}({whole})" if parts else ""


def in_sequence(sequence: Sequence, lexemes: Lexemes) -> str:
    """The steps one after the other; those that are left out keep their distance, but at the ends."""
    query, distance = "", 0
    for step in sequence:
        distance += 1
        if found := sorted(map(quoted, of_step(step, lexemes))) + beginnings(step):
            any_of = f"({' | '.join(found)})"
            query += f" <{distance}> {any_of}" if query else any_of
            distance = 0
    return query


def beginnings(step: Step) -> list[str]:
    """What words may begin with, where any ending will do."""
    return [f"{quoted(word)}:*" for form in step.forms for word in folded_words(form)[:1]] if step.is_open else []


def quoted(lexeme: str) -> str:
    doubled = re.sub(r"(['\\])", r"\1\1", lexeme)
    return f"'{doubled}'"
