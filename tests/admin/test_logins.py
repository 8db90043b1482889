"""Logins that fail too often have to wait, and tell nobody who there is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.timezone import now

from archive.logins import address_of

PASSWORD = "a long password of hers"
WRONG = "wrong"
LIMIT = 5


@pytest.fixture(autouse=True)
def ada(administrator: User) -> User:
    return administrator


def log_in(name: str = "ada", password: str = WRONG, client: Client | None = None, **asked: Any) -> Any:
    client = client or Client(headers={"accept-language": asked.pop("language", "en")})
    return client.post(reverse("admin:login"), {"username": name, "password": password}, **asked)


def fail(times: int, name: str = "ada", **asked: Any) -> Any:
    for _ in range(times):
        answer = log_in(name, **asked)
    return answer


def test_a_few_failures_do_no_harm() -> None:
    fail(LIMIT - 1)
    assert log_in(password=PASSWORD).status_code == 302


def test_after_five_failures_even_the_right_password_waits() -> None:
    fail(LIMIT)
    assert log_in(password=PASSWORD).status_code == 429


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Try again in 15 minutes."), ("fr", "Réessayez dans 15\u00a0minutes.")]
)
def test_whoever_waits_is_told_how_long(language: str, said: str) -> None:
    answer = fail(LIMIT, language=language)
    assert said in answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (429, "900")


def test_trying_on_does_not_make_the_wait_longer() -> None:
    fail(LIMIT)
    AccessAttempt.objects.update(attempt_time=now() - timedelta(minutes=14, seconds=30))
    assert "Try again in one minute." in fail(3).content.decode()


def test_after_the_wait_the_right_password_opens() -> None:
    fail(LIMIT)
    AccessAttempt.objects.update(attempt_time=now() - timedelta(minutes=16))
    assert log_in(password=PASSWORD).status_code == 302


def test_somebody_else_and_another_address_need_not_wait() -> None:
    fail(LIMIT, REMOTE_ADDR="203.0.113.7")
    assert log_in("bea", REMOTE_ADDR="203.0.113.7").status_code == 200
    assert log_in(password=PASSWORD, REMOTE_ADDR="203.0.113.8").status_code == 302


def test_names_that_exist_and_names_that_do_not_are_told_the_same() -> None:
    def said(name: str) -> list[str]:
        answers = [log_in(name).content.decode() for _ in range(LIMIT + 1)]
        return [answer.partition('<div id="content')[2].replace(name, "") for answer in answers]

    import re

    def plain(pages: list[str]) -> list[str]:
        return [re.sub(r'(name="csrfmiddlewaretoken" )value="\w+"', "", page) for page in pages]

    assert plain(said("ada")) == plain(said("nobody"))


def test_somebody_who_may_not_enter_is_told_the_same_as_a_wrong_password() -> None:
    User.objects.create_user("guest", password=PASSWORD)
    User.objects.create_user("gone", password=PASSWORD, is_staff=True, is_active=False)
    sentence = "Please enter the correct username and password for a staff account"
    for name, password in [("guest", PASSWORD), ("gone", PASSWORD), ("ada", "wrong")]:
        assert sentence in log_in(name, password).content.decode()


def test_the_command_that_the_documentation_names_ends_a_wait() -> None:
    fail(LIMIT)
    call_command("axes_reset_username", "ada", verbosity=0)
    assert log_in(password=PASSWORD).status_code == 302


def test_passwords_are_not_kept_with_what_failed() -> None:
    fail(1, name="ada")
    assert "wrong" not in AccessAttempt.objects.get().post_data


@pytest.mark.parametrize(
    ("https", "forwarded", "expected"),
    [
        (False, "198.51.100.1", "203.0.113.7"),
        (True, "198.51.100.1", "198.51.100.1"),
        (True, "192.0.2.66, 198.51.100.1", "198.51.100.1"),
        (True, "", "203.0.113.7"),
        (True, "nonsense", "203.0.113.7"),
        (True, "192.0.2.66, 2001:db8::1", "2001:db8::1"),
    ],
)
def test_an_address_is_taken_from_the_proxy_only_where_there_is_one(
    settings: Any, https: bool, forwarded: str, expected: str
) -> None:
    settings.HTTPS = https
    asked = RequestFactory().get("/", REMOTE_ADDR="203.0.113.7", HTTP_X_FORWARDED_FOR=forwarded)
    assert address_of(asked) == expected


def test_a_socket_without_addresses_throttles_all_the_same() -> None:
    fail(LIMIT, REMOTE_ADDR="")
    assert log_in(password=PASSWORD, REMOTE_ADDR="").status_code == 429


def test_failed_logins_are_looked_at_and_not_written(page: Client) -> None:
    fail(1)
    one = AccessAttempt.objects.get()
    assert page.get(reverse("admin:axes_accessattempt_change", args=[one.pk])).status_code == 200
    assert page.post(reverse("admin:axes_accessattempt_delete", args=[one.pk]), {"post": "yes"}).status_code == 403
