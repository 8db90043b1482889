"""Title, day and dateline of heads as different as those of releases are; each is named for what it is a case of."""

from __future__ import annotations

import pytest

from tests.etl.parse.builders import plain, release
from tests.etl.parse.heads import HERE, Head, heads

FILES = sorted(path.name for path in HERE.glob("*.txt") if path.name != "prose.txt")


@pytest.mark.parametrize("head", [pytest.param(head, id=head.name) for file in FILES for head in heads(file)])
def test_title_day_and_dateline_are_read(head: Head) -> None:
    found = release(head.text)
    city, country = (found.dateline.city, found.dateline.country) if found.dateline else (None, None)
    assert (plain(found.title), found.published_on) == (plain(head.title), head.day)
    assert (plain(city), plain(country)) == (plain(head.city), plain(head.country))
