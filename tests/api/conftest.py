"""A program at the API, by the name that the archive answers to."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests.etl.conftest import an_empty_queue

__all__ = ["an_empty_queue"]


@pytest.fixture(autouse=True)
def nobody_waits() -> None:
    """What one test asked counts for no other."""
    cache.clear()


@pytest.fixture
def program(db: None) -> Client:
    return Client(headers={"accept-language": "en"})


@pytest.fixture(autouse=True)
def plain_static_files(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
