"""Somebody to log in as, in a new archive."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command
from django.test import RequestFactory

from archive.administrator import create_first_administrator

pytestmark = pytest.mark.django_db


def said(*arguments: str) -> str:
    output = StringIO()
    call_command("first_administrator", *arguments, stdout=output)
    return output.getvalue()


def test_it_prints_a_password_that_opens_the_archive() -> None:
    told = said()
    [password] = re.findall(r"^ +password +(\S+)$", told, re.IGNORECASE | re.MULTILINE)
    user = authenticate(RequestFactory().post("/"), username="admin", password=password)
    assert user is not None
    assert user.is_superuser
    assert "make password" in told


def test_it_prints_nothing_the_second_time() -> None:
    said()
    assert said() == ""
    assert get_user_model().objects.count() == 1


def test_it_leaves_an_archive_alone_that_has_an_administrator_of_any_name() -> None:
    get_user_model().objects.create_superuser("ada")
    assert create_first_administrator("admin") is None
    assert [user.username for user in get_user_model().objects.all()] == ["ada"]


def test_it_never_makes_an_administrator_of_somebody_who_is_there() -> None:
    get_user_model().objects.create_user("admin")
    with pytest.raises(CommandError, match="choose another name"):
        said()
    assert not get_user_model().objects.get().is_superuser


def test_it_takes_another_name() -> None:
    said("--name", "marie")
    assert get_user_model().objects.get().username == "marie"


def test_every_password_is_another() -> None:
    passwords = {create_first_administrator("admin") for _ in range(3) if get_user_model().objects.all().delete()}
    assert len(passwords) == 3
    assert all(len(password or "") >= 16 for password in passwords)
