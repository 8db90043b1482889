"""Print made-up releases as JSON Lines, which `manage.py ingest` takes."""

from __future__ import annotations

import argparse
import json
import sys

from tests.corpus import releases


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.corpus", description=__doc__)
    parser.add_argument("count", type=int, help="how many")
    parser.add_argument("--seed", type=int, default=1, help="another corpus, alike (1)")
    parser.add_argument("--start", type=int, default=0, help="number of the first, to go on from there (0)")
    chosen = parser.parse_args()
    for made in releases(chosen.count, chosen.seed, chosen.start):
        sys.stdout.write(json.dumps({"identifier": made.name, "text": made.text}, ensure_ascii=False) + "\n")


main()
