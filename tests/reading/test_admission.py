"""Reading is public unless `ARCHIVE_PUBLIC_READ=0`: then every page but the login's own asks for a login."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

PARTS = {"int": "1", "country": "FR"}


def patterns(resolver: URLResolver, above: str = "") -> Iterator[str]:
    """The routes outside the admin whose views leave it to the middleware to ask who reads."""
    for one in resolver.url_patterns:
        route = above + str(one.pattern)
        if isinstance(one, URLPattern):
            if getattr(one.callback, "login_required", True):
                yield route
        elif not route.startswith("admin/"):
            yield from patterns(one, route)


def addresses() -> list[str]:
    """Every address outside the admin, with something for each of its parts."""
    return [
        "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda part: PARTS.get(part[1], "x"), route)
        for route in patterns(get_resolver())
    ]


def test_everybody_reads(reader: Client) -> None:
    assert reader.get("/").status_code == 200


@pytest.mark.parametrize("address", addresses())
def test_every_page_asks_for_a_login_where_reading_is_not_public(reader: Client, settings: Any, address: str) -> None:
    settings.ARCHIVE_PUBLIC_READ = False
    answer = reader.get(address)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/admin/login/?next=")


def test_the_login_itself_is_open(reader: Client, settings: Any) -> None:
    settings.ARCHIVE_PUBLIC_READ = False
    assert reader.get("/admin/login/").status_code == 200


def test_whoever_logged_in_reads(reader: Client, settings: Any, django_user_model: Any) -> None:
    settings.ARCHIVE_PUBLIC_READ = False
    reader.force_login(django_user_model.objects.create_user("eve"))
    assert reader.get("/").status_code == 200
