"""`manage.py evaluate DIR` as its users meet it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.etl.evaluation.answers import answers, counted

TEXT = "LYON (France) – Les navires de 14 pays ont pris la mer mardi pour la journée des sauveteurs de l’archipel."
RELEASE = {"title": None, "published_on": None, "city": "LYON", "country": "France"}


def evaluate(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the command with a database that is down."""
    environment = {**os.environ, "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none", "LANGUAGE": "en"}
    command = [sys.executable, "manage.py", "evaluate", *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "901.txt").write_text(TEXT, encoding="utf-8")
    found = answers(release=RELEASE, figures=[counted("14 pays", 14, "pays"), counted("vingt ports", 20, "ports")])
    (tmp_path / "901.json").write_text(json.dumps(found), encoding="utf-8")
    return tmp_path


def test_it_prints_a_row_a_task_without_a_database(folder: Path) -> None:
    done = evaluate(folder)
    (figures,) = [line for line in done.stdout.splitlines() if line.startswith("figures")]
    assert figures.replace("│", " ").split() == ["figures", "1.000", "0.500", "0.667", "2"]
    assert (done.returncode, done.stderr) == (0, "")


def test_it_prints_one_object(folder: Path) -> None:
    found = json.loads(evaluate(folder, "--json", "--task", "figures", "--task", "dateline").stdout)
    assert found == {
        "dateline": {"p": 1.0, "r": 1.0, "f1": 1.0, "n": 2},
        "figures": {"p": 1.0, "r": 0.5, "f1": 2 / 3, "n": 2},
    }


def test_it_lists_errors_with_their_words(folder: Path) -> None:
    assert "901 missed: vingt ports" in evaluate(folder, "--show").stdout.replace("manqué", "missed")
    (error,) = json.loads(evaluate(folder, "--show", "--json").stdout)["figures"]["errors"]
    assert error == {"document": "901", "failing": "missed", "words": "vingt ports"}


def test_texts_may_be_elsewhere_under_longer_names(folder: Path) -> None:
    texts = folder / "texts"
    texts.mkdir()
    (folder / "901.txt").rename(texts / "901_amarres.txt")
    assert json.loads(evaluate(folder, "--texts", texts, "--json").stdout)["dateline"]["f1"] == 1.0


def test_answers_without_a_text_are_named(folder: Path) -> None:
    (folder / "901.txt").unlink()
    done = evaluate(folder)
    assert "no text for 901" in done.stderr
    assert done.returncode == 1


def test_a_task_that_is_none_is_refused(folder: Path) -> None:
    assert "invalid choice: 'verse'" in evaluate(folder, "--task", "verse").stderr
