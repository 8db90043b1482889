"""Text that was decoded wrongly before it came is repaired; sound text stays byte for byte."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from etl.document import Document
from etl.mojibake import repaired
from etl.text import canonical

FRENCH = "« L’été, c’est l’ouverture à Nîmes – où l’œuvre… coûte 5 € », a-t-elle déclaré à Âgen."
SPOILT = sorted(path for path in Path("tests/gold").rglob("*.json") if json.loads(path.read_bytes()).get("mojibake"))
SOUND = sorted(
    [path for path in Path("tests/gold").rglob("*.txt") if path.with_suffix(".json") not in SPOILT]
    + list(Path("seeds").iterdir())
)


@pytest.mark.parametrize("codec", ["windows-1252", "latin-1"])
def test_utf_8_that_was_read_as_something_else_is_repaired(codec: str) -> None:
    text = FRENCH if codec == "latin-1" else FRENCH.replace("à Âgen", "à Agen")
    assert repaired(text.encode().decode(codec)) == text


def test_what_was_broken_twice_is_repaired() -> None:
    assert repaired("Déjà l’été".encode().decode("latin-1").encode().decode("latin-1")) == "Déjà l’été"


def test_a_space_that_lost_its_no_break_does_no_harm() -> None:
    assert repaired("LÃ  oÃ¹ la sÃ©curitÃ© est dÃ©jÃ  assurÃ©e") == "Là où la sécurité est déjà assurée"


def test_lines_that_show_nothing_stay_as_they_are() -> None:
    assert repaired("« Déjà\xa0», dit-il\n" + "dÃ©jÃ\xa0 vu") == "« Déjà\xa0», dit-il\ndéjà vu"


@pytest.mark.parametrize(
    "words", ["SÃO PAULO", "JOÃO a dit", "l’IRÃ »", "Âge", "« Ã »", "ÂGE ET PÂQUES", "5 €", FRENCH]
)
def test_letters_that_look_like_it_are_left_alone(words: str) -> None:
    assert repaired(words) == words


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_sound_texts_stay_as_they_are(path: Path) -> None:
    text = path.read_bytes().decode()
    assert repaired(text) == text


@pytest.mark.parametrize("answers", SPOILT, ids=lambda path: path.stem)
def test_a_text_that_was_spoilt_on_purpose_is_made_sound(answers: Path) -> None:
    text = answers.with_suffix(".txt").read_bytes().decode()
    assert repaired(text) != text
    assert repaired(repaired(text)) == repaired(text)


def test_the_bytes_of_the_document_stay_as_received() -> None:
    document = Document("a.txt", "Déjà".encode().decode("latin-1").encode())
    before = document.content
    assert canonical(document).content == "Déjà"
    assert document.content == before


def test_nothing_is_loaded_for_plain_text() -> None:
    script = (
        "import sys, django; django.setup(); from etl.contract import parsed_document; "
        "from etl.document import Document; "
        "parsed_document(Document('a.txt', 'Les délégués ont été réunis dans une salle pour que les chefs'.encode())); "
        "print(sorted({'ftfy', 'trafilatura', 'docx', 'pypdf'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True,
                          env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"})  # fmt: skip
    assert done.stdout.strip() == "[]"
