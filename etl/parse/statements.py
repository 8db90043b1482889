"""A quoted stretch as it is read: its tokens, its kind and who said it."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter

from etl.parse.attribution import Said
from etl.parse.marks import Quoted
from etl.parse.reading import Reading
from etl.parse.values import QuoteKind

NEAR = 240  # characters


@dataclass(slots=True)
class Statement:
    """A quoted stretch with the tokens it spans and what was found out about it."""

    quoted: Quoted
    first: int
    after: int
    kind: QuoteKind | None = None
    said: Said | None = None
    inserted: tuple[int, int] | None = None
    count: int = 0
    leads: bool = False


def statement_of(reading: Reading, quoted: Quoted) -> Statement:
    """The stretch in tokens."""
    first, after = reading.token_at(quoted.start), reading.token_at(quoted.end)
    count = sum(map(str.isalnum, map(itemgetter(0), reading.words[first:after])))
    paragraph_start = reading.paragraph_of(quoted.open_at)[0]
    near = quoted.open_at - paragraph_start < NEAR
    leads = near and not any(char.isalnum() for char in reading.plain[paragraph_start : quoted.open_at])
    return Statement(quoted, first, after, count=count, leads=leads)


def alone_in_paragraph(reading: Reading, one: Statement) -> bool:
    """Whether nothing but the quote stands in its paragraph."""
    _, end = reading.paragraph_of(one.quoted.close_at - 1)
    near = end - one.quoted.close_at < NEAR
    return near and not any(char.isalnum() for char in reading.plain[one.quoted.close_at : end])
