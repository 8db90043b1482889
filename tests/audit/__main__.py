"""`python -m tests.audit FILE…`: asks the Python advisory database about every pin of these requirements.

Exit status: 0 nothing is known of them; 1 something is, and is listed; 2 the database could not be asked, and
nothing was found out.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

AUDITOR = Path(__file__).resolve().parents[2] / ".venv/audit/bin/python"
COMMAND = ("-m", "pip_audit", "--progress-spinner=off", "--disable-pip", "--require-hashes", "--format=json")


def asked(files: list[str], auditor: Path = AUDITOR) -> tuple[list[Any] | None, str]:
    """What is said of each package, and of the asking; None where nothing was said."""
    named = [f"--requirement={file}" for file in files]
    done = subprocess.run([str(auditor), *COMMAND, *named], capture_output=True, text=True, check=False)
    try:
        return json.loads(done.stdout)["dependencies"], done.stderr
    except (ValueError, KeyError):
        return None, done.stderr


def told(packages: list[Any]) -> list[str]:
    """A line a vulnerability."""
    return [
        f"{one['name']} {one['version']}: {known['id']}, mended in {', '.join(known['fix_versions']) or 'none yet'}"
        for one in packages
        for known in one.get("vulns", [])
    ]


def main(files: list[str]) -> int:
    packages, said = asked(files)
    if packages is None:
        print("The advisory database could not be asked, so nothing was found out. It said:", file=sys.stderr)
        print("\n".join(said.strip().splitlines()[-3:]), file=sys.stderr)
        return 2
    skipped = [f"{one['name']}: {one['skip_reason']}" for one in packages if "skip_reason" in one]
    found = told(packages)
    print(f"{len(packages)} packages, {len(skipped)} that were not looked up, {len(found)} known vulnerabilities.")
    print("\n".join([*skipped, *found]))
    return 1 if found else 2 if skipped else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
