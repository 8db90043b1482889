"""A made-up release for every number: the same one every time, so that any portion can be made anywhere."""

from __future__ import annotations

import math
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.corpus.people import Speaker, noun, speaker
from tests.corpus.words import GRAMMAR

SLOT = re.compile(r"\{(\w+)\}")
MEDIAN_SENTENCES, SPREAD = 7, 0.5  # of the log-normal number of sentences


@dataclass(frozen=True, slots=True)
class Made:
    """A made-up release: what it is called, and its words."""

    name: str
    text: str


def releases(count: int, seed: int = 1, start: int = 0) -> Iterator[Made]:
    """Give `count` releases, one at a time, from the `start`th of the corpus `seed` on."""
    return (release(number, seed) for number in range(start, start + count))


def release(number: int, seed: int = 1) -> Made:
    """The release `number` of the corpus `seed`."""
    draw = random.Random(f"{seed}/{number}")
    return Made(f"{seed}-{number:08d}", Writer(draw).release())


class Writer:
    """Writes one release: one or two speakers, one place, one day, and what chance puts between them."""

    def __init__(self, draw: random.Random) -> None:
        self.draw = draw
        self.speakers = [speaker(draw) for _ in range(draw.choice((1, 1, 2)))]
        self.city, self.land = self.choice("city").split("|")
        self.year, self.month, self.day = draw.randint(2003, 2026), self.choice("month"), draw.randint(1, 27)
        self.kept = {"crime": self.choice("crime"), "codename": self.choice("codename"), "month": self.month}
        self.speaking = self.speakers[0]
        self.drawn: dict[str, Callable[[], str]] = {
            "noun": lambda: noun(draw),
            "number": lambda: grouped(int(math.exp(draw.uniform(0.7, 11)))),
            "small": lambda: str(draw.randint(2, 40)),
            "larger": lambda: str(draw.randint(41, 900)),
            "count": lambda: str(draw.randint(3, 196)),
            "percent": lambda: str(draw.randint(2, 97)),
            "ordinal": lambda: str(draw.randint(20, 95)),
            "money": lambda: (
                f"{draw.randint(2, 900)} {draw.choice(('millions d’euros', 'millions de dollars', '000 euros'))}"
            ),
            "day": lambda: str(self.day),
            "year": lambda: str(self.year),
            "later": lambda: str(self.day + 1 + draw.randrange(2)),
            "place": lambda: self.city.title(),
            "land": lambda: self.land,
            "who": lambda: self.speaking.name,
            "office": lambda: self.speaking.office,
            "family_of": lambda: self.speaking.family,
            "honorific": lambda: self.speaking.title,
            "pronoun": lambda: self.speaking.pronoun,
        }

    def choice(self, symbol: str) -> str:
        return self.draw.choice(GRAMMAR[symbol])

    def say(self, symbol: str) -> str:
        """One of the sentences of a list, with every slot filled."""
        return SLOT.sub(lambda slot: self.fill(slot.group(1)), self.choice(symbol))

    def fill(self, slot: str) -> str:
        if slot in self.drawn:
            return self.drawn[slot]()
        if slot.endswith("_up"):
            words = self.fill(slot[:-3])
            return words[:1].upper() + words[1:]
        return self.kept[slot] if slot in self.kept else self.say(slot)

    def release(self) -> str:
        opening = self.draw.choice((self.titled, self.dated, self.flat, self.older))
        sentences = max(3, round(self.draw.lognormvariate(math.log(MEDIAN_SENTENCES), SPREAD)))
        return opening(self.paragraphs(sentences))

    def paragraphs(self, sentences: int) -> list[str]:
        kinds = self.draw.choices(("quote", "fact", "filler"), weights=(3, 3, 4), k=sentences)
        paragraphs = [self.say("lead")]
        for kind in kinds:
            if kind == "quote":
                paragraphs.append(self.statement(self.draw.choice(self.speakers)))
            else:
                paragraphs[-1] += f" {self.say(kind)}"
        return paragraphs

    def statement(self, speaker_: Speaker) -> str:
        """A paragraph in which somebody speaks; pronouns mean whoever spoke before."""
        self.speaking = speaker_
        return self.say("quote")

    def dateline(self) -> str:
        dash = self.draw.choice(("–", "-", "—"))
        return self.draw.choice(
            (f"{self.city} ({self.land}) {dash} ", f"{self.city}, {self.land} {dash}{dash} ", f"{self.city} {dash} ")
        )

    def titled(self, paragraphs: list[str]) -> str:
        return "\n\n".join([self.say("title"), self.dateline() + paragraphs[0], *paragraphs[1:]])

    def dated(self, paragraphs: list[str]) -> str:
        day = f"{self.day} {self.month} {self.year}"
        return "\n\n".join([f"{self.say('title')}\n{day}", self.dateline() + paragraphs[0], *paragraphs[1:]])

    def flat(self, paragraphs: list[str]) -> str:
        return "\n".join([self.dateline() + paragraphs[0], *paragraphs[1:]])

    def older(self, paragraphs: list[str]) -> str:
        head = f"All news\n|\nPrint\n{self.day} {self.month} {self.year} - Media release\n{self.say('title')}"
        return "\n".join([head, *paragraphs])


def grouped(number: int) -> str:
    """A number as French texts write it: 12 345."""
    return f"{number:,}".replace(",", " ")
