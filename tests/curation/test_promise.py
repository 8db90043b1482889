"""The second promise: nothing that a person decided is undone by a machine, whatever comes in whatever order.

`PROMISES` in the environment says how many sequences are tried (15); `make promises` tries 2,000.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.document import Given
from tests.curation.acts import MACHINES, PEOPLE, Act, ingest, parsed
from tests.curation.decisions import archive_without_ids, broken, decisions
from tests.etl.archive import incoming, store

pytestmark = pytest.mark.django_db
SEQUENCES = int(os.environ.get("PROMISES", "15"))
tried = settings(
    max_examples=SEQUENCES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=SEQUENCES <= 40
)
acts = st.tuples(st.sampled_from((*MACHINES, *PEOPLE)), st.integers(0, 2**32))


@contextmanager
def an_archive_of_its_own() -> Iterator[None]:
    """Whatever is written within is gone afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@tried
@given(st.integers(0, 2**32), st.lists(acts, min_size=4, max_size=16))
def test_no_sequence_of_acts_loses_or_changes_what_a_person_decided(seed: int, sequence: list[tuple[Act, int]]) -> None:
    with an_archive_of_its_own():
        ingest(random.Random(seed))
        for act, number in sequence:
            before = decisions()
            touched = done(act, number)
            assert broken(before, touched) == [], act.__name__


def done(act: Act, number: int) -> set[tuple[str, int]]:
    """What a person touched; what the database refuses was not done at all."""
    try:
        with transaction.atomic():
            return act(random.Random(number))
    except DatabaseError:
        if act in MACHINES:
            raise
        return set()


@tried
@given(st.lists(st.integers(0, 2**32), min_size=2, max_size=5, unique=True), st.randoms(use_true_random=False))
def test_documents_in_any_order_end_alike(seeds: list[int], shuffled: random.Random) -> None:
    documents = [incoming(parsed(random.Random(seed)), f"{seed}.txt", Given(identifier=str(seed))) for seed in seeds]
    ends = []
    for _ in range(2):
        with an_archive_of_its_own():
            for one in documents:
                store(replace(one))
            ends.append(archive_without_ids())
        shuffled.shuffle(documents)
    assert ends[0] == ends[1]
