"""One pass over a long list, page by page, while another process adds to it.

`QUOTES` in the environment says how many quotes there are (1,000); `make passes` has 100,000.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from archive.curation.actor import acting_as
from archive.models import Quote, Release
from tests.admin.builders import a_release
from tests.api.following import pages_of
from tests.etl.ingesting import corpus, start, sums

QUOTES = int(os.environ.get("QUOTES", "1000"))
IN_A_RELEASE, PAGE = 100, 100
SENTENCE = "« Les phares restent allumés. »\n"
MANY = """
    INSERT INTO archive_quote (release_id, start, "end", exact, rule, confidence, review, text, kind, basis,
        attribution, parsed, decided, supplied, flags, version)
    SELECT %s, number * length(%s) + 2, (number + 1) * length(%s) - 3, 'Les phares restent allumés.', 'test.rule', 1,
        'pending', 'Les phares restent allumés.', 'direct', 'named', '', '{}', '{}', '{}', '{}', 1
    FROM generate_series(0, %s - 1) AS number
"""


def many_quotes() -> None:
    with acting_as("machine"), connection.cursor() as cursor:
        for _ in range(QUOTES // IN_A_RELEASE):
            release = a_release(SENTENCE * IN_A_RELEASE)
            cursor.execute(MANY, [release.pk, SENTENCE, SENTENCE, IN_A_RELEASE])


@pytest.mark.django_db(transaction=True)
def test_a_pass_gives_each_quote_exactly_once_while_another_process_adds(program: Client, tmp_path: Path) -> None:
    many_quotes()
    there = set(Quote.objects.values_list("pk", flat=True))
    assert len(there) == QUOTES
    process = start(corpus(tmp_path / "c.jsonl", QUOTES // 30), "--json", batch=10)
    read = [one["id"] for page in pages_of(program, "quote", PAGE) for one in page]
    added = sums(process)["new"]
    assert added == QUOTES // 30 == Release.objects.count() - QUOTES // IN_A_RELEASE
    assert len(read) == len(set(read))
    assert there <= set(read)
    assert Quote.objects.filter(pk__gt=max(there)).exists()
