"""The corpus that measurements are made on."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections import Counter, defaultdict

from etl.parse import parse
from tests.corpus import release, releases
from tests.corpus.people import speaker


def test_the_same_number_is_always_the_same_release() -> None:
    assert release(7, seed=3) == release(7, seed=3)


def test_any_portion_can_be_made_by_itself() -> None:
    assert list(releases(20))[12:15] == list(releases(3, start=12))


def test_another_seed_is_another_corpus() -> None:
    assert {one.text for one in releases(20, seed=1)}.isdisjoint(one.text for one in releases(20, seed=2))


def test_no_two_releases_are_alike() -> None:
    assert len({one.text for one in releases(500)}) == 500


def test_a_few_words_are_everywhere_and_most_are_rare() -> None:
    counted = Counter(word for one in releases(500) for word in set(one.text.lower().split()))
    assert sum(count > 250 for count in counted.values()) > 10
    assert sum(count == 1 for count in counted.values()) > len(counted) / 2


def test_some_names_are_those_of_two_people() -> None:
    offices: defaultdict[str, set[str]] = defaultdict(set)
    for number in range(2000):
        one = speaker(random.Random(number))
        offices[one.name].add(f"{one.office} {one.body}")
    assert sum(len(held) > 1 for held in offices.values()) > 10


def test_the_parser_finds_in_it_what_it_finds_in_real_releases() -> None:
    found = [parse(one.text) for one in releases(60)]
    assert sum(len(one.quotes) for one in found) > 100
    assert sum(len(one.figures) for one in found) > 200
    assert sum(len(one.persons) for one in found) > 60
    assert sum(len(one.events) for one in found) > 20
    assert {one.title is None for one in found} == {True, False}


def test_it_comes_out_as_lines_that_ingest_takes() -> None:
    command = [sys.executable, "-m", "tests.corpus", "3", "--start", "5"]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert [json.loads(line)["text"] for line in lines] == [one.text for one in releases(3, start=5)]
