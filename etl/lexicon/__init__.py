"""The words of the trade, as data: one TOML file a kind of word."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@cache
def load(name: str) -> dict[str, Any]:
    """Read `name`.toml of this folder; the result is shared and must not be changed."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def words(name: str, key: str) -> frozenset[str]:
    """The list `key` of `name`.toml as a set."""
    return frozenset(load(name)[key])


@cache
def digest() -> str:
    """The SHA-256 of all lexicon files: part of the parser's version, since its output depends on them."""
    hashed = hashlib.sha256()
    for path in sorted(FOLDER.glob("*.toml")):
        hashed.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return hashed.hexdigest()
