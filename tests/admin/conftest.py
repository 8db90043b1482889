"""An administrator at the admin's pages, in English unless the test asks for French."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client


@pytest.fixture(autouse=True)
def plain_static_files(settings: Any) -> None:
    """No manifest of static files is collected for tests."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    """Hashing a password well takes half a second, which no test here is about."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def administrator(django_user_model: Any) -> Any:
    return django_user_model.objects.create_superuser("ada", "", "a long password of hers")


@pytest.fixture
def page(administrator: Any, db: None) -> Client:
    """A client that is logged in and reads English."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(administrator)
    return client
