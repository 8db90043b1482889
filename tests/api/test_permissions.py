"""Every address of the API, every method, every role: what is answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from archive.api.resources import ALL
from archive.api.writing import ACTS
from archive.curation.decidable import GROUPS
from archive.roles import Role
from tests.admin.builders import a_full_release
from tests.admin.test_roles import client_of, user_in

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
NOBODY, NO_ROLE = "nobody", "no role"
WHO = (NOBODY, NO_ROLE, *Role)
REVIEWERS = (Role.EDITOR, Role.CHIEF_EDITOR, Role.ADMINISTRATOR)
INGESTERS = (Role.CHIEF_EDITOR, Role.ADMINISTRATOR)
READ = {"GET", "HEAD", "OPTIONS"}


def refused(who: str) -> int:
    return 401 if who == NOBODY else 403


def expected(kind: str, who: str, method: str) -> int:
    """What an address of a kind answers: 428 and 422 are for those who may, and sent nothing."""
    if kind == "act":
        if method == "POST":
            return 428 if who in REVIEWERS else refused(who)
        return 200 if method == "OPTIONS" else 405
    if kind == "sources" and method == "POST":
        return 422 if who in INGESTERS else refused(who)
    if kind == "changeable" and method == "PATCH":
        return 428 if who in REVIEWERS else refused(who)
    if kind == "content" and method in ("GET", "HEAD"):
        return 200 if who in tuple(Role) else refused(who)
    return 200 if method in READ else 405


def addresses(first: dict[str, int]) -> Iterator[tuple[str, str]]:
    """Every address, with its kind."""
    yield reverse("api:root"), "list"
    yield reverse("api:schema"), "list"
    yield reverse("api:docs"), "list"
    yield reverse("api:changes"), "list"
    yield reverse("api:search"), "list"
    yield reverse("api:reports"), "list"
    yield reverse("api:report", args=["claims"]), "list"
    for one in ALL:
        yield reverse(f"api:{one.kind}-list"), "sources" if one.kind == "source" else "list"
        yield reverse(f"api:{one.kind}", args=[first[one.kind]]), "changeable" if one.kind in GROUPS else "record"
        if one.is_annotation:
            yield from ((reverse(f"api:{one.kind}-{act}", args=[first[one.kind]]), "act") for act in ACTS)
    yield reverse("api:content", args=[first["source"]]), "content"


def test_every_address_is_in_the_table(db: None) -> None:
    from archive.api.urls import urlpatterns

    first = dict.fromkeys([one.kind for one in ALL], 1)
    assert len(list(addresses(first))) == len([one for one in urlpatterns if one.name != "nothing"])


@pytest.mark.parametrize("who", WHO)
def test_each_role_is_answered_as_the_table_says(who: str, db: None, settings: Any) -> None:
    settings.ARCHIVE_API_ANONYMOUS_RATE = 0
    a_full_release()
    client = Client() if who == NOBODY else client_of(user_in(None if who == NO_ROLE else Role(who)))
    first = {one.kind: one.model._default_manager.order_by("pk").values_list("pk", flat=True)[0] for one in ALL}
    wrong = []
    for address, kind in addresses(first):
        for method in METHODS:
            got = client.generic(method, address, "{}", "application/json").status_code
            if got != expected(kind, who, method):
                wrong.append((address, method, got, expected(kind, who, method)))
    assert wrong == []
