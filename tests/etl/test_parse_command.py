"""`manage.py parse` as its users meet it: one JSON object a line, no database."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from rich.console import Console

from etl.contract import to_contract
from etl.document import Text
from etl.marked import show
from tests.etl.builders import full

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "parsed-release.schema.json").read_text())


def parse(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the command with a database that is down."""
    environment = {**os.environ, "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}
    return subprocess.run(
        [sys.executable, "manage.py", "parse", *arguments],
        input=stdin,
        env=environment,
        capture_output=True,
        check=False,
    )


def test_it_prints_an_object_a_line_without_a_database() -> None:
    done = parse("seeds/000_23a6dcb7f2492d94.txt", "seeds/002_04021bd3e9ec7126.txt")
    objects = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["source"] for one in objects] == ["000_23a6dcb7f2492d94.txt", "002_04021bd3e9ec7126.txt"]
    assert [one["text"] for one in objects] == [Path("seeds", one["source"]).read_text() for one in objects]
    assert (done.returncode, done.stderr) == (0, b"")
    for one in objects:
        jsonschema.validate(one, SCHEMA)


def test_one_that_fails_is_named_and_the_others_are_printed(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "good.txt").write_text("Bonjour à tous")
    done = parse(str(tmp_path))
    assert [json.loads(line)["source"] for line in done.stdout.splitlines()] == ["good.txt"]
    assert done.stderr.decode().startswith("empty.txt: ")
    assert done.returncode == 1


def test_a_text_in_another_language_is_left_unparsed_with_a_warning() -> None:
    done = parse("-", stdin=b"The police chiefs met in Lyon on Tuesday to discuss crime and its victims.")
    (one,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert (one["language"], one["quotes"], len(one["warnings"])) == ("en", [], 1)
    jsonschema.validate(one, SCHEMA)


def test_it_can_show_the_marks_instead(tmp_path: Path) -> None:
    done = parse("--show", "seeds/000_23a6dcb7f2492d94.txt")
    assert "KIGALI (Rwanda)" in done.stdout.decode()
    assert done.returncode == 0


def test_everything_a_parser_can_find_has_its_place_in_the_contract() -> None:
    parsed = full()
    one = json.loads(json.dumps(to_contract("a.txt", Text(parsed.text, "utf-8", "fr"), parsed)))
    jsonschema.validate(one, SCHEMA)
    assert set(one) == set(SCHEMA["required"])


@pytest.mark.parametrize(
    "words", ["quote (1)", "figure (1)", "Anne Martin (named)", "test.figure", "0.90", "présidente"]
)
def test_the_show_names_what_was_found_and_by_which_rule(words: str) -> None:
    parsed = full()
    console = Console(file=io.StringIO(), width=200)
    show("a.txt", Text(parsed.text, "utf-8", "fr"), parsed, console)
    assert words in console.file.getvalue()


def test_a_reader_who_has_enough_ends_it_quietly(tmp_path: Path) -> None:
    text = "Les douaniers ont saisi 240 colis sur les quais du port.\n" * 40
    (tmp_path / "release.txt").write_text(text, encoding="utf-8")
    command = f"{sys.executable} manage.py parse {' '.join([str(tmp_path / 'release.txt')] * 60)} | head -c 100"
    root = Path(__file__).parents[2]
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True, cwd=root)
    assert done.stderr == ""
