"""What the documents about running and guarding the archive name is there."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.operation.archives import CLONE

SECURITY = (CLONE / "docs/security.md").read_text()
OPERATE = (CLONE / "docs/operate.md").read_text()
README = (CLONE / "README.md").read_text()
UNITS = sorted((CLONE / "docs/systemd").iterdir())
VARIABLE = re.compile(r"[\"']((?:ARCHIVE|EMBEDDED)_[A-Z_]+)[\"']")
OF_TESTS = {"ARCHIVE_FSYNC", "ARCHIVE_APPLICATION_PASSWORD", "ARCHIVE_POLICY"}


def test_every_test_that_the_security_page_names_is_there() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)`(?: \(`(\w+)`\))?", SECURITY)
    assert len(named) > 40
    for file, test in named:
        assert (CLONE / file).exists(), file
        assert not test or f"def {test}(" in (CLONE / file).read_text(), (file, test)


def test_every_requirement_has_one_state() -> None:
    rows = re.findall(r"^\| (\d+\.\d+\.\d+)[^|]*\|[^|]*\| ([^|]+) \|", SECURITY, re.MULTILINE)
    assert len(rows) > 120
    assert len({number for number, _ in rows}) == len(rows)
    assert {state.strip() for _, state in rows} == {"met", "partly", "not met", "the server's", "none here"}


def test_every_variable_that_is_read_is_described() -> None:
    read = {
        name
        for folder in ("archive", "etl")
        for file in (CLONE / folder).rglob("*.py")
        for name in re.findall(
            r"(?:environ(?:\.get)?[\[(]|number\(|flag\(|listed\(|choice\(|strong\()\s*[\"']([A-Z_]+)[\"']",
            file.read_text(),
        )
    }
    described = set(re.findall(r"`([A-Z][A-Z_]+)`", OPERATE))
    assert len(read) > 20
    ours = {
        name
        for name in read
        if name.startswith(("ARCHIVE_", "EMBEDDED_")) or name in {"HOST", "PORT", "WORKERS", "THREADS"}
    }
    assert ours - described - OF_TESTS == set()


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_each_unit_runs_what_there_is(unit: Path) -> None:
    said = unit.read_text()
    commands = re.findall(r"^ExecStart(?:Pre)?=(.*)$", said, re.MULTILINE)
    assert commands or unit.suffix == ".timer"
    for command in commands:
        assert command.startswith("/opt/press-archive/.venv/bin/python ")
    for name in re.findall(r"manage\.py (\w+)", said):
        told = subprocess.run(
            [CLONE / ".venv/bin/python", "manage.py", "help", name], cwd=CLONE, capture_output=True, check=False
        )
        assert told.returncode == 0, name
