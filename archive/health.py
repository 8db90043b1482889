"""`python -m archive.health`: whether the server on this machine answers. For the container's health check.

Asks as somebody outside would: under a name that the archive answers to, and as if a proxy had taken HTTPS off.
"""

from __future__ import annotations

import sys
from urllib.error import URLError
from urllib.request import Request, urlopen

from archive.environment import listed, number


def answers() -> bool:
    """Whether the page to log in at comes back within five seconds."""
    host = listed("ARCHIVE_HOSTS", ["localhost"])[0].lstrip(".").replace("*", "localhost")
    address = f"http://127.0.0.1:{number('PORT', 8000)}/admin/login/"
    request = Request(address, headers={"Host": host, "X-Forwarded-Proto": "https"})
    try:
        with urlopen(request, timeout=5) as response:  # noqa: S310
            return bool(response.status == 200)
    except (URLError, OSError) as error:
        print(f"{address} does not answer: {error}", file=sys.stderr)
        return False


if __name__ == "__main__":
    sys.exit(0 if answers() else 1)
