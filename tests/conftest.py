"""What every test shares."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def english(settings: object) -> None:
    """Tests quote the sentences of the interface in English."""
    from django.utils.translation import activate

    activate("en")
