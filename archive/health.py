"""`python -m archive.health [live|ready]`: whether the server on this machine answers. For containers."""

from __future__ import annotations

import sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from archive.environment import number

PATHS = {"live": "/health/live", "ready": "/health/ready"}


def answers(asked: str) -> bool:
    """Whether the address answers with 200 within five seconds; what it says otherwise goes to standard error."""
    address = f"http://127.0.0.1:{number('PORT', 8000)}{PATHS[asked]}"
    try:
        with urlopen(Request(address), timeout=5) as response:
            return bool(response.status == 200)
    except HTTPError as error:
        print(f"{address} says {error.code}: {error.read(10_000).decode(errors='replace')}", file=sys.stderr)
    except OSError as error:
        print(f"{address} does not answer: {error}", file=sys.stderr)
    return False


if __name__ == "__main__":
    asked = sys.argv[1] if len(sys.argv) > 1 else "live"
    if asked not in PATHS:
        sys.exit(f"“{asked}” is no question: ask live or ready.")
    sys.exit(0 if answers(asked) else 1)
