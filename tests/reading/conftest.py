"""A reader without a login, in English unless the test asks for French."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.fixture
def reader(db: None) -> Client:
    return Client(headers={"accept-language": "en"})
