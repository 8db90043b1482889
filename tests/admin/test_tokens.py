"""The page of tokens: made with a secret that is shown once, taken back, one's own."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from archive.api.tokens import make
from archive.models import ApiToken
from archive.roles import Role
from tests.admin.test_roles import client_of, user_in

pytestmark = pytest.mark.django_db
ADD, LIST = reverse("admin:archive_apitoken_add"), reverse("admin:archive_apitoken_changelist")
FORM = {"name": "notebook", "scopes": ["read", "review"], "days": "30"}


def api_status(secret: str) -> int:
    return Client(headers={"authorization": f"Bearer {secret}"}).get("/api/v1/quotes/?review=rejected").status_code


def test_the_secret_is_shown_once_and_opens_the_api() -> None:
    client = client_of(user_in(Role.READER))
    made = client.post(ADD, FORM)
    (secret,) = re.findall(r'<code id="secret"[^>]*>(\w+)</code>', made.content.decode())
    assert made.status_code == 200
    assert "no-store" in made.headers["Cache-Control"]
    token = ApiToken.objects.get()
    assert (token.name, token.scopes, token.user.username) == ("notebook", ["read", "review"], "lea")
    assert api_status(secret) == 200
    pages = [
        client.get(one).content.decode() for one in (LIST, reverse("admin:archive_apitoken_change", args=[token.pk]))
    ]
    assert all(token.token_key in page and secret not in page for page in pages)


def test_a_token_that_is_taken_back_opens_nothing() -> None:
    user = user_in(Role.READER)
    token, secret = make(user, "notebook", ["read"], 30)
    client_of(user).post(reverse("admin:archive_apitoken_delete", args=[token.pk]), {"post": "yes"})
    assert not ApiToken.objects.exists()
    assert api_status(secret) == 401


def test_people_see_and_take_back_their_own_and_administrators_those_of_all() -> None:
    token, _secret = make(user_in(Role.EDITOR, "max"), "notebook", ["read"], 30)
    page = reverse("admin:archive_apitoken_delete", args=[token.pk])
    chief = client_of(user_in(Role.CHIEF_EDITOR))
    assert token.token_key not in chief.get(LIST).content.decode()
    chief.post(page, {"post": "yes"})
    assert ApiToken.objects.exists()
    administrator = client_of(user_in(Role.ADMINISTRATOR, "ana"))
    assert token.token_key in administrator.get(LIST).content.decode()
    administrator.post(page, {"post": "yes"})
    assert not ApiToken.objects.exists()


def test_only_administrators_make_tokens_for_others_and_none_for_a_superuser(administrator: User) -> None:
    other = user_in(Role.EDITOR, "max")
    client_of(user_in(Role.CHIEF_EDITOR)).post(ADD, {**FORM, "user": other.pk})
    assert ApiToken.objects.get().user.username == "lea"
    ana = client_of(user_in(Role.ADMINISTRATOR, "ana"))
    ana.post(ADD, {**FORM, "user": other.pk})
    assert ApiToken.objects.filter(user=other).exists()
    refused = ana.post(ADD, {**FORM, "user": administrator.pk})
    assert "errornote" in refused.content.decode()
    assert not ApiToken.objects.filter(user=administrator).exists()


@pytest.mark.parametrize("wrong", [{"days": "0"}, {"days": "366"}, {"scopes": []}, {"scopes": ["all"]}, {"name": ""}])
def test_a_token_without_sense_is_refused(wrong: dict[str, Any]) -> None:
    page = client_of(user_in(Role.READER)).post(ADD, FORM | wrong)
    assert "errornote" in page.content.decode()
    assert not ApiToken.objects.exists()


def test_a_token_is_never_changed() -> None:
    user = user_in(Role.ADMINISTRATOR)
    token, _secret = make(user, "notebook", ["read"], 30)
    page = reverse("admin:archive_apitoken_change", args=[token.pk])
    assert client_of(user).post(page, {**FORM, "name": "other"}).status_code == 403
    assert ApiToken.objects.get().name == "notebook"
