"""Who speaks and what is spoken of: a population in which few are named often and many rarely, homonyms among them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from tests.corpus.words import GRAMMAR

SYLLABLES = ("ba", "co", "dré", "fi", "gal", "lou", "mar", "né", "or", "pra", "quin", "ri", "sal", "tan", "val", "zé")
ENDINGS = ("tion", "té", "ment", "eur", "ier", "age", "oir", "ance", "isme", "ure")


def zipf(draw: random.Random, size: int) -> int:
    """A rank below `size`: the first comes a thousand times as often as the thousandth."""
    return int(size ** draw.random()) - 1


def rare_noun(rank: int) -> str:
    """A noun that sounds French, always the same for a rank."""
    letters = []
    rest = rank + 17
    while rest:
        rest, digit = divmod(rest, len(SYLLABLES))
        letters.append(SYLLABLES[digit])
    return "".join(letters) + ENDINGS[rank % len(ENDINGS)]


def noun(draw: random.Random, size: int = 60_000) -> str:
    common: Sequence[str] = GRAMMAR["noun"]
    rank = zipf(draw, size)
    return common[rank] if rank < len(common) else rare_noun(rank)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody with an office; two of one name are told apart by it."""

    given: str
    family: str
    is_woman: bool
    office: str
    body: str

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"

    @property
    def title(self) -> str:
        return "Mme" if self.is_woman else "M."

    @property
    def pronoun(self) -> str:
        return "elle" if self.is_woman else "il"


def speaker(draw: random.Random, population: int = 20_000) -> Speaker:
    """One of the population, always the same for a rank."""
    own = random.Random(f"speaker {zipf(draw, population)}")
    is_woman = own.random() < 0.4
    male, female = own.choice(GRAMMAR["office"]).split("|")
    return Speaker(
        given=own.choice(GRAMMAR["woman" if is_woman else "man"]),
        family=own.choice(GRAMMAR["family"]),
        is_woman=is_woman,
        office=female if is_woman else male,
        body=own.choice(GRAMMAR["body"]),
    )
