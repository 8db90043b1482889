"""Which parser this is: a digest of its rules and its lexicon, since its output is a function of both."""

from __future__ import annotations

import hashlib
from pathlib import Path

from etl.lexicon import FOLDER

RULES = Path(__file__).parent


def digest() -> str:
    """The SHA-256 of the files of rules and words, lower-case hexadecimal."""
    hashed = hashlib.sha256()
    for path in [*sorted(RULES.glob("*.py")), *sorted(FOLDER.glob("*.toml"))]:
        hashed.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return hashed.hexdigest()


PARSER_VERSION = f"1.{digest()[:8]}"
