"""The parser beside spaCy and textacy, on the same texts and one core each."""

from __future__ import annotations

import json
import statistics
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from etl.parse import parse
from tests.bench.measurement import Measurement

ROUNDS = 3
PEERS = Path(".venv/peers/bin/python")
GOLD = Path(__file__).parents[1] / "gold"


def parse_vs_spacy_textacy() -> Iterator[Measurement]:
    """Releases a second on one core, beside the peers' own (made by `make bench-peers`)."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(GOLD.rglob("*.txt"))]
    if not PEERS.exists():
        raise SystemExit("spaCy and textacy are not there to compare with: make bench-peers, then again.")
    ours = len(texts) / seconds_of(texts)
    theirs = len(texts) / peers_seconds(texts)
    name = "spaCy fr_core_news_sm + textacy, releases/s"
    yield Measurement("parse_vs_spacy_textacy", ours, "releases/s", f"{theirs:.3g} {name}", ours / theirs, "≥ 30")


def seconds_of(texts: Sequence[str]) -> float:
    """Processor time of one round, warm: the median of some."""
    rounds = []
    for _ in range(ROUNDS + 1):
        begun = time.process_time()
        for text in texts:
            parse(text)
        rounds.append(time.process_time() - begun)
    return statistics.median(rounds[1:])


def peers_seconds(texts: Sequence[str]) -> float:
    done = subprocess.run(
        [str(PEERS), str(Path(__file__).with_name("peers.py"))],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=False,
        env={"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
    )
    if done.returncode:
        raise SystemExit(f"The peers failed: {done.stderr[-2000:]}")
    return float(done.stdout)
