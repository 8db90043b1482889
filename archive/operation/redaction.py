"""What never gets into the log: passwords, tokens, keys, whatever wrote the line."""

from __future__ import annotations

import os
import re
from functools import cache
from urllib.parse import unquote, urlsplit

HIDDEN = "[hidden]"
SHORTEST = 6  # a shorter secret would hide half of the log; none so short is accepted in production
SECRET_NAMES = re.compile(r"SECRET|PASSWORD|TOKEN|PGPASS", re.I)
PATTERNS = (
    re.compile(r"(?i)(\b(?:bearer|basic|token)\s+)[A-Za-z0-9._~+/=-]{8,}"),
    re.compile(r"(?i)(\b[a-z][a-z0-9+.-]*://[^\s/:@]*:)[^\s/@]+(?=@)"),
    re.compile(
        r"(?i)([\"']?\b(?:password\d?|old_password|new_password\d?|passwd|secret|token|csrfmiddlewaretoken|sessionid|"
        r"csrftoken|authorization)[\"']?\s*[=:]\s*[\"']?)[^\s\"'&,;}\]]{3,}"
    ),
)


def redacted(line: str) -> str:
    """The line without the secrets of the environment and what looks like one.

    >>> redacted("GET /?token=0123456789abcdef")
    'GET /?token=[hidden]'
    """
    for secret in secrets():
        line = line.replace(secret, HIDDEN)
    for pattern in PATTERNS:
        line = pattern.sub(rf"\g<1>{HIDDEN}", line)
    return line


@cache
def secrets() -> tuple[str, ...]:
    """The values of the environment that are secret, the longest first."""
    found = {value for name, value in os.environ.items() if SECRET_NAMES.search(name)}
    if address := os.environ.get("DATABASE_URL"):
        written = urlsplit(address).netloc.rpartition("@")[0].partition(":")[2]
        found |= {written, unquote(written)}
    return tuple(sorted((one for one in found if len(one) >= SHORTEST), key=len, reverse=True))
