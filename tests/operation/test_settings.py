"""What the environment may say, and what is refused with a sentence."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from archive.environment import database_from_url, flag, listed, number, secret_key
from tests.operation.archives import new_archive

LONG = "yN3kq8vW2pLx7RtZb5Hc9Md4Fs6Gj1Qa"


@pytest.mark.parametrize(("said", "meant"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("false", False)])
def test_a_flag_is_yes_or_no(monkeypatch: pytest.MonkeyPatch, said: str, meant: bool) -> None:
    monkeypatch.setenv("ARCHIVE_DEBUG", said)
    assert flag("ARCHIVE_DEBUG", default=not meant) is meant


def test_an_empty_variable_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("A_FLAG", "A_NUMBER", "A_LIST"):
        monkeypatch.setenv(name, " ")
    assert flag("A_FLAG", default=True) is True
    assert number("A_NUMBER", 7) == 7
    assert listed("A_LIST", ["one"]) == ["one"]


def test_a_flag_that_is_neither_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHIVE_DEBUG", "perhaps")
    with pytest.raises(ImproperlyConfigured, match="ARCHIVE_DEBUG is “perhaps”, which is neither yes nor no"):
        flag("ARCHIVE_DEBUG", default=False)


@pytest.mark.parametrize("said", ["many", "-1", "1.5", "²"])
def test_what_is_no_whole_number_is_refused(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("WORKERS", said)
    with pytest.raises(ImproperlyConfigured, match=r"WORKERS is .* which is no whole number"):
        number("WORKERS", 2)


def test_a_list_is_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHIVE_HOSTS", "archive.example.org, localhost,")
    assert listed("ARCHIVE_HOSTS", []) == ["archive.example.org", "localhost"]


def test_a_database_is_named_by_its_address() -> None:
    database = database_from_url("postgresql://marie:p%40ss@db.example.org:5433/press?sslmode=require")
    assert database == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "press",
        "USER": "marie",
        "PASSWORD": "p@ss",
        "HOST": "db.example.org",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_a_database_on_a_socket_has_its_folder_as_host() -> None:
    assert database_from_url("postgresql://marie@/press?host=/run/postgresql")["HOST"] == "/run/postgresql"


@pytest.mark.parametrize(
    "address", ["mysql://localhost/press", "postgresql://localhost", "press", "postgresql://localhost:many/press"]
)
def test_an_address_of_no_postgresql_database_is_refused(address: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="postgresql://user:password@host:5432/name"):
        database_from_url(address)


def test_a_refused_address_keeps_its_password_to_itself() -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        database_from_url("mysql://marie:secret@localhost/press")
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize("key", ["short", "a" * 60])
def test_a_weak_secret_key_is_refused(tmp_path: Path, key: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="at least 32 random characters"):
        secret_key(tmp_path, {"ARCHIVE_SECRET_KEY": key})


def test_a_given_secret_key_is_used_and_not_written_down(tmp_path: Path) -> None:
    assert secret_key(tmp_path / "home", {"ARCHIVE_SECRET_KEY": LONG}) == LONG
    assert not (tmp_path / "home").exists()


def test_a_secret_key_is_drawn_once_and_kept_for_its_owner_alone(tmp_path: Path) -> None:
    home = tmp_path / "home"
    key = secret_key(home, {})
    assert len(key) > 50
    assert secret_key(home, {}) == key
    assert [file.name for file in home.iterdir()] == ["secret-key"]
    assert stat.S_IMODE((home / "secret-key").stat().st_mode) == 0o600


def test_another_home_has_another_key(tmp_path: Path) -> None:
    assert secret_key(tmp_path / "one", {}) != secret_key(tmp_path / "two", {})


def test_a_home_that_cannot_be_made_ends_logins_with_the_process(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.warns(UserWarning, match="logins end with this process"):
        secret_key(tmp_path / "file" / "home", {})


def test_checking_and_collecting_start_no_server() -> None:
    with new_archive() as archive:
        archive.manage("check")
        archive.manage("collectstatic", "--no-input", "--verbosity", "0")
        assert not archive.layout.root.exists()


def test_nothing_is_left_to_object_to_behind_https() -> None:
    with new_archive() as archive:
        checked = archive.run("manage.py", "check", "--deploy", "--fail-level", "WARNING", ARCHIVE_HTTPS="1")
        assert checked.returncode == 0, checked.stderr


def test_the_suite_has_a_home_of_its_own() -> None:
    assert os.environ["ARCHIVE_HOME"].endswith("-tests")
