"""Attack a new archive N times: `python -m tests.hostile N [SEED]`.

Every crafted attack goes through every way that takes a document, then spoilt documents and nonsense through all ways.
After each: a sentence or an answer below 500, nothing fetched, nothing written outside, nothing half stored, little
time and memory. At the end every row is verified. The same number and seed make the same inputs.
"""

from __future__ import annotations

import collections
import os
import random
import resource
import shutil
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import Any

SAVED = Path("hostile-faults")  # what broke something is kept here
ADDRESS_SPACE = 6_000_000_000  # bytes


def main(count: int, seed: int) -> int:
    above = Path(tempfile.mkdtemp(prefix="hostile-", dir="/tmp"))
    above.chmod(0o711)  # the server of root's archive runs as another user
    os.environ |= {
        "ARCHIVE_HOME": str(above / "home"),
        "DJANGO_SETTINGS_MODULE": "archive.settings",
        "ARCHIVE_FSYNC": "0",
    }
    os.environ.pop("DATABASE_URL", None)
    work = above / "work"
    work.mkdir()
    tempfile.tempdir = str(work)
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    try:
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        return attack(count, random.Random(seed), above)
    finally:
        shutil.rmtree(above, ignore_errors=True)


def attack(count: int, chance: random.Random, above: Path) -> int:
    from archive.preservation.soundness import checks
    from tests.etl import forms
    from tests.hostile.attacks import attacks, workbook
    from tests.hostile.spoiling import spoilt
    from tests.hostile.watching import Watch
    from tests.hostile.ways import WAYS, Attacker, as_file, as_post, as_spreadsheet, as_table, as_upload

    sound = {
        "one.txt": forms.text(), "one.html": forms.page(), "one.docx": forms.word(), "one.eml": forms.mail(),
        "one.pdf": forms.paper(), "one.xlsx": workbook(),
        "one.csv": b"path,title,day\none.txt,Vingt navires,2019-04-09\n",
        "one.jsonl": b'{"text": "%s", "url": "https://a.example/1"}\n' % forms.LEDE.encode(),
    }  # fmt: skip
    from etl.run import ingest

    ingest([Path("seeds")])
    watch = Watch([above / "work", above / "home"])
    run = Run(Attacker(chance), watch, above / "work", count)
    watch.start()
    for name, made in attacks():
        content = made()
        for way in (as_file, as_upload, as_post, as_table, as_spreadsheet):
            run.give(way, (name, content))
    crafted = run.given
    weights, ways = zip(*WAYS, strict=True)
    while run.given < count:
        name, content = chance.choice(sorted(sound.items()))
        [way] = chance.choices(ways, weights)
        run.give(way, (f"{run.given}{Path(name).suffix}", spoilt(content, chance)))
    wrong = [finding for check in checks() if (finding := check.run()).wrong]
    run.tell()
    print(f"{crafted} times with crafted documents; verified: {wrong or 'sound'}.")
    return 1 if run.faults or wrong else 0


class Run:
    """What was given, and what came of it."""

    def __init__(self, who: Any, watch: Any, folder: Path, count: int) -> None:
        self.who, self.watch, self.folder, self.count = who, watch, folder, count
        self.given, self.faults = 0, 0
        self.outcomes: collections.Counter[tuple[str, str]] = collections.Counter()
        self.slowest: tuple[float, str] = (0.0, "")

    def give(self, way: Any, given: tuple[str, bytes]) -> None:
        """One input, and a look at what it did."""
        from tests.hostile.watching import rows, timed
        from tests.hostile.ways import REFUSES

        self.given += 1
        before, broken, began = rows(), [], time.process_time()
        place = Path(tempfile.mkdtemp(dir=self.folder))
        self.watch.take()
        outcome = "fault"
        try:
            with timed(broken):
                outcome = way(self.who, given, place)
        except Exception:
            broken.append(traceback.format_exc(limit=-6))
        broken += self.watch.take()
        if way in REFUSES and outcome != "read" and (after := rows()) != before:
            broken.append(f"refused, and changed {[name for name in after if after[name] != before.get(name)]}")
        self.slowest = max(self.slowest, (time.process_time() - began, f"{way.__name__} {given[0]}"))
        self.outcomes[way.__name__, outcome] += 1
        shutil.rmtree(place, ignore_errors=True)
        if broken:
            self.fault(way.__name__, given, broken)
        if self.given % 500 == 0:
            print(f"{self.given} of {self.count}, {self.faults} faults", flush=True)

    def fault(self, way: str, given: tuple[str, bytes], broken: list[str]) -> None:
        self.faults += 1
        SAVED.mkdir(exist_ok=True)
        kept = SAVED / f"{self.faults:03}-{way}-{Path(given[0]).name}"
        kept.write_bytes(given[1])
        print(f"FAULT {kept} ({len(given[1])} bytes): " + "\n".join(broken), flush=True)

    def tell(self) -> None:
        for (way, outcome), number in sorted(self.outcomes.items()):
            print(f"  {way:15} {outcome:8} {number:6}")
        held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{self.given} inputs, {self.faults} faults; {held} MB.")
        print(f"The dearest took {self.slowest[0]:.1f} s of the processor: {self.slowest[1]}.")


if __name__ == "__main__":
    numbers = [int(one) for one in sys.argv[1:]]
    sys.exit(main(numbers[0] if numbers else 10_000, numbers[1] if len(numbers) > 1 else 1))
