"""schemathesis against the running server: every address, all checks, with a token that may everything and without one.

python -m tests.api.conformance EXAMPLES
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.operation.archives import Archive, new_archive

SCOPES = ("read", "review", "ingest")
UNLIMITED = {"ARCHIVE_API_ANONYMOUS_RATE": "0", "ARCHIVE_API_TOKEN_RATE": "0"}
CONFIGURATION = Path(__file__).with_name("schemathesis.toml")


def filled(archive: Archive) -> str:
    """Put the five seeds into an empty archive; give a token of its administrator."""
    archive.manage("prepare", "seeds", "--administrator", "ada")
    return archive.manage("apitoken", "ada", "--name", "conformance", "--scope", *SCOPES).splitlines()[0]


def asked(address: str, examples: int, headers: Sequence[str] = (), **pipes: int) -> subprocess.CompletedProcess[bytes]:
    """Let schemathesis ask a server; its exit code says whether any check failed."""
    program = Path(sys.executable).with_name("schemathesis")
    command = [
        program,
        "--config-file",
        CONFIGURATION,
        "run",
        f"{address}/api/v1/schema/?format=json",
        "--url",
        address,
    ]
    options = ["--max-examples", str(examples), "--seed", "1", "--no-color"]
    given = [part for one in headers for part in ("--header", one)]
    with tempfile.TemporaryDirectory() as folder:  # where it keeps what failed, to ask that first the next time
        return subprocess.run([*map(str, command), *options, *given], cwd=folder, check=False, **pipes)


def main(examples: int) -> int:
    with new_archive() as archive:
        token = filled(archive)
        with archive.served(**UNLIMITED) as (visitor, _server):
            ways = [[f"Authorization: Bearer {token}"], []]
            return max(asked(visitor.address, examples, headers).returncode for headers in ways)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
