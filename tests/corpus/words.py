"""The words and sentences that made-up releases are put together from."""

from __future__ import annotations

import tomllib
from pathlib import Path

GRAMMAR: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "grammar.toml").read_text(encoding="utf-8"))
