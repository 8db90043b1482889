"""Places that tests build, and that must fall quiet by themselves."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.embedded.places import OURSELVES, USERS, Place


@pytest.fixture
def place_of(request: pytest.FixtureRequest) -> Iterator[Callable[..., Place]]:
    """Build places; when the test ends, each must fall quiet by itself once its clients are gone."""
    places: list[Place] = []

    def build(user: str = OURSELVES, name: str = "home") -> Place:
        # Not tmp_path: pytest's folders are private, and the server of root's archive runs as another user.
        above = Path(tempfile.mkdtemp(prefix="embedded-", dir="/tmp"))
        above.chmod(0o711)
        if user != OURSELVES:
            shutil.chown(above, user)
        places.append(Place(above.resolve() / name, user, above))
        return places[-1]

    yield build
    try:
        for place in places:
            place.close()
    finally:
        for place in places:
            shutil.rmtree(place.layout.host, ignore_errors=True)
            shutil.rmtree(place.above, ignore_errors=True)


@pytest.fixture
def place(place_of: Callable[..., Place]) -> Place:
    return place_of()


@pytest.fixture(params=sorted(USERS))
def any_place(request: pytest.FixtureRequest, place_of: Callable[..., Place]) -> Place:
    """The same for every user we can be."""
    return place_of(request.param)
