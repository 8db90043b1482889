"""The words of the trade, as data: one TOML file a kind of word."""

from __future__ import annotations

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
    """The list `key` of `name`.toml as a set; a long one may be one string, its words parted by spaces."""
    listed = load(name)[key]
    return frozenset(listed.split() if isinstance(listed, str) else listed)
