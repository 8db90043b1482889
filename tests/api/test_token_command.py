"""manage.py apitoken: made, listed, taken back."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from archive.models import ApiToken
from tests.admin.test_roles import user_in
from tests.api.test_reading import API


def said(*arguments: str) -> list[str]:
    out = StringIO()
    call_command("apitoken", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_a_token_is_made_used_listed_and_taken_back(db: None) -> None:
    user_in("reader", "lea")
    secret = said("lea", "--name", "notebook", "--scope", "read", "review", "--days", "10")[0]
    client = Client(headers={"authorization": f"Bearer {secret}"})
    assert client.get(f"{API}quotes/?review=rejected").status_code == 200
    (listed,) = said("lea")
    key = ApiToken.objects.get().token_key
    assert listed.startswith(f"{key}  notebook  read, review  until ")
    assert said("lea", "--revoke", key) == ["Taken back."]
    assert client.get(f"{API}quotes/").status_code == 401


@pytest.mark.parametrize("arguments", [("nobody",), ("lea", "--revoke", "x"), ("lea", "--name", "n", "--days", "0")])
def test_nonsense_is_refused_with_a_sentence(arguments: tuple[str, ...], db: None) -> None:
    user_in("reader", "lea")
    with pytest.raises(CommandError, match=r"\.$"):
        said(*arguments)
