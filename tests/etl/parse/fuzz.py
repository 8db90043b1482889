"""Spoil releases without end and report what breaks: python -m tests.etl.parse.fuzz INPUTS [SEED].

Prints inputs a second and each broken promise once, with the shortest text found that breaks it.
"""

from __future__ import annotations

import random
import re
import sys
import time

from tests.etl.parse.mutations import MUTATIONS, NOISE, gold_texts
from tests.etl.parse.promises import broken_promises

LONGEST = 30_000
SLOW = 20e-6  # seconds a character, over which an input of some length is reported


def random_text(chance: random.Random, texts: list[str]) -> str:
    """A spoilt release, or now and then bare fragments."""
    if chance.random() < 0.1:
        return "".join(chance.choice(NOISE) + " " * chance.randrange(2) for _ in range(chance.randrange(80)))
    text = chance.choice(texts)
    for _ in range(chance.randrange(1, 7)):
        text = chance.choice(MUTATIONS)(text, chance.random(), chance.random())[:LONGEST]
    return text


def kind(promise: str) -> str:
    """A broken promise without what is particular to one text."""
    return re.sub(r"[\d\s]+|[«(\[{'\"].*", " ", promise)[:60]


def shortest(text: str, broken: str) -> str:
    """The text, less whatever it breaks the promise without."""
    size = len(text) // 2
    while size:
        at = 0
        while at < len(text):
            less = text[:at] + text[at + size :]
            if any(kind(promise) == broken for promise in broken_promises(less)):
                text = less
            else:
                at += size
        size //= 2
    return text


def fuzz(inputs: int, seed: int) -> dict[str, tuple[str, str]]:
    """Broken promises: kind → what was broken, by which text."""
    chance, texts = random.Random(seed), gold_texts()
    found: dict[str, tuple[str, str]] = {}
    begun = time.perf_counter()
    for _ in range(inputs):
        text = random_text(chance, texts)
        before = time.perf_counter()
        promises = broken_promises(text)
        spent = time.perf_counter() - before
        if len(text) > 1000 and spent > SLOW * 2 * len(text):
            promises = [*promises, f"slow, seconds a character: {spent / len(text):.6f}"]
            found.setdefault(kind(promises[-1]), (promises[-1], text))
        for promise in promises:
            if kind(promise) not in found:
                found[kind(promise)] = (promise, shortest(text, kind(promise)))
    total = time.perf_counter() - begun
    print(f"{inputs:,} inputs in {total:.0f} s: {inputs / total:.0f} a second, {len(found)} promises broken")
    return found


def main() -> int:
    """Exit status 1 if anything broke."""
    inputs = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    found = fuzz(inputs, int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    for promise, text in found.values():
        print(f"\n{promise}\n    {text[:2000]!r}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
