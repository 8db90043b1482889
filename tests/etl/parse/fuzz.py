"""Spoil releases without end and report what breaks: python -m tests.etl.parse.fuzz INPUTS [SEED].

All processors work at it; how far they are is shown on one line. Every input is parsed, and held to what is quick to
tell and to the time a character may take; one in ALL_PROMISES also to the contract's schema and to a second parse that
says the same. Each broken promise is then printed once, with the shortest text found that breaks it. The same inputs
and seed make the same texts.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Iterator
from multiprocessing import Pool

from tests.etl.parse.mutations import MUTATIONS, NOISE, gold_texts
from tests.etl.parse.promises import broken_at_once, broken_promises
from tests.etl.parse.test_linear_time import dear

LONGEST = 30_000
LEAST = 1000  # characters of a text whose time is looked at
SLOW = 20e-6  # seconds of the processor a character, over which an input is looked at again
PART = 250  # inputs that a process makes and parses at a time
PARTS_A_PROCESS = 100  # then another takes its place, whatever memory it holds
ALL_PROMISES = 10  # of so many inputs, one is held to all promises
MOST_TRIES = 400  # shorter texts that are tried for each broken promise
SHOWN = 2000  # characters
Broken = dict[str, tuple[str, str]]  # kind → what was broken, by which text


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


def shorter(text: str, broken: str) -> str:
    """The text, less much of what it breaks the promise without."""
    tell = too_slow if broken.startswith("slow") else broken_promises
    size, tried = len(text) // 2, 0
    while size and tried < MOST_TRIES:
        at = 0
        while at < len(text) and tried < MOST_TRIES:
            less = text[:at] + text[at + size :]
            tried += 1
            if any(kind(promise) == broken for promise in tell(less)):
                text = less
            else:
                at += size
        size //= 2
    return text


def fuzz(part: tuple[int, int, int]) -> Broken:
    """What breaks of one part: its number, its inputs, the seed."""
    number, inputs, seed = part
    chance, texts = random.Random(f"{seed} {number}"), gold_texts()
    found: Broken = {}
    for at in range(inputs):
        text = random_text(chance, texts)
        begun = time.process_time()
        promises = broken_promises(text) if at % ALL_PROMISES == 0 else broken_at_once(text)
        if time.process_time() - begun > SLOW * len(text):
            promises += too_slow(text)
        for promise in promises:
            found.setdefault(kind(promise), (f"part {number}, input {at}: {promise}", text))
    return found


def too_slow(text: str) -> list[str]:
    """A broken promise, if none of several parses is fast enough: a busy machine slows now this one, now that."""
    slow = len(text) > LEAST and dear(text)
    return ["slow: many times what a release of that length takes"] if slow else []


def parts(inputs: int, seed: int) -> Iterator[tuple[int, int, int]]:
    """The inputs in parts."""
    for first in range(0, inputs, PART):
        yield first // PART, min(PART, inputs - first), seed


def fuzz_all(inputs: int, seed: int) -> Broken:
    """What breaks of all inputs, by the shortest texts that do."""
    found: Broken = {}
    begun = time.perf_counter()
    with Pool(maxtasksperchild=PARTS_A_PROCESS) as pool:
        for done, part in enumerate(pool.imap_unordered(fuzz, parts(inputs, seed)), 1):
            for name, broken in part.items():
                if name not in found:
                    show(*broken)
                found[name] = min(found.get(name, broken), broken, key=lambda one: len(one[1]))
            tried, spent = min(done * PART, inputs), time.perf_counter() - begun
            print(f"\r{tried:,} inputs, {tried / spent:.0f} a second, {len(found)} promises broken", end="", flush=True)
    print(f"\n{spot_checked(inputs):,} of {inputs:,} were also held to the contract's schema, and parsed twice.")
    return found


def show(promise: str, text: str) -> None:
    """Print a broken promise and how the text that breaks it begins."""
    print(f"\n{promise}\n    {text[:SHOWN]!r}", flush=True)


def spot_checked(inputs: int) -> int:
    """How many of the inputs are held to all promises."""
    return sum(-(-size // ALL_PROMISES) for _, size, _ in parts(inputs, 0))


def main() -> int:
    """Exit status 1 if anything broke."""
    inputs = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    found = fuzz_all(inputs, int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    for name, (promise, text) in found.items():
        show(promise, shorter(text, name))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
