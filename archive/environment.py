"""Reading settings from the environment; nonsense is refused with a sentence."""

from __future__ import annotations

import contextlib
import os
import secrets
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from archive.embedded.home import make_home

SHORTEST = 16  # characters of a secret
APPLICATION = "archive_application"  # the login of the database that reads and writes rows, and changes no table


def flag(name: str, default: bool) -> bool:
    """Read a yes/no variable: 1/0, true/false, yes/no, on/off."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} is “{value}”, which is neither yes nor no. Set it to 1 or 0.")


def number(name: str, default: int) -> int:
    """Read a whole number that is not negative."""
    value = os.environ.get(name, "").strip().replace("_", "")
    if not value:
        return default
    if not (value.isascii() and value.isdigit()):
        raise ImproperlyConfigured(f"{name} is “{value}”, which is no whole number. Set it to one such as {default}.")
    return int(value)


def listed(name: str, default: list[str]) -> list[str]:
    """Read a list separated by commas."""
    value = os.environ.get(name, "")
    return [item.strip() for item in value.split(",") if item.strip()] or default


def choice(name: str, known: Sequence[str], default: str) -> str:
    """Read one of some words."""
    value = os.environ.get(name, "").strip().lower() or default
    if value not in known:
        raise ImproperlyConfigured(f"{name} is “{value}”: set it to {' or '.join(known)}.")
    return value


def strong(name: str) -> str:
    """Read a secret, empty where none is set. Raises ImproperlyConfigured for one that can be guessed."""
    value = os.environ.get(name, "")
    if value and is_weak(value):
        raise ImproperlyConfigured(f"{name} is weak: set at least {SHORTEST} random characters.")
    return value


def is_weak(secret: str) -> bool:
    """Whether it can be guessed: too short, or of too few different characters."""
    return len(secret) < SHORTEST or len(set(secret)) < 8


def refuse_weak_password(database: Mapping[str, object]) -> None:
    """Raise ImproperlyConfigured if the database's password, in its address or in PGPASSWORD, can be guessed.

    None at all is for a socket, or for a certificate: there the server knows who asks.
    """
    password = str(database.get("PASSWORD") or os.environ.get("PGPASSWORD", ""))
    if password and (is_weak(password) or password in {database.get("USER"), database.get("NAME")}):
        raise ImproperlyConfigured(
            f"The database's password is weak: give its login one of at least {SHORTEST} random characters, "
            "and set that in DATABASE_URL or PGPASSWORD."
        )


def database_from_url(url: str) -> dict[str, object]:
    """Turn postgresql://user:password@host:port/name?option=value into Django's settings of a database.

    Raises ImproperlyConfigured for another scheme, a missing name or a port that is no number.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(
            f"DATABASE_URL cannot be read: {error}. Write postgresql://user:password@host:5432/name."
        ) from error
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in {"postgres", "postgresql"} or not name:
        raise ImproperlyConfigured(
            "DATABASE_URL has to look like postgresql://user:password@host:5432/name; "
            f"its scheme is “{parts.scheme}” and its database “{name}”."
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": str(port or ""),
        "OPTIONS": options,
    }


def embedded_database(home: Path, role: str = "", *, fsync: bool) -> dict[str, object]:
    """Django's settings of the PostgreSQL that starts by itself and lives in `home`, as its owner or as another `role`.

    Without `fsync` a power cut may lose everything: that is for tests.
    """
    return {
        "ENGINE": "archive.embedded",
        "NAME": "archive",
        "USER": role or "archive",
        "OPTIONS": {},
        "ARCHIVE_HOME": str(home),
        "FSYNC": fsync,
    }


def secret_key(home: Path, environ: Mapping[str, str]) -> str:
    """Give ARCHIVE_SECRET_KEY, or the key kept in `home`, drawn at random the first time.

    Raises ImproperlyConfigured for a given key that is too short to be secret.
    """
    given = environ.get("ARCHIVE_SECRET_KEY", "")
    if given:
        if len(given) < 32 or len(set(given)) < 8:
            raise ImproperlyConfigured("ARCHIVE_SECRET_KEY is weak: set at least 32 random characters.")
        return given
    kept = home / "secret-key"
    try:
        make_home(home)
        if not kept.exists():
            drawn = home / f"secret-key.{os.getpid()}"
            drawn.touch(mode=0o600)
            drawn.write_text(secrets.token_urlsafe(50))
            with contextlib.suppress(FileExistsError):  # another process was first: its key counts
                kept.hardlink_to(drawn)
            drawn.unlink()
        return kept.read_text()
    except OSError as error:
        warnings.warn(
            f"No secret key can be kept in {home} ({error.strerror}): logins end with this process.", stacklevel=2
        )
        return secrets.token_urlsafe(50)
