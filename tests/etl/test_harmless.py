"""What a document says never commands the terminal that shows it."""

from __future__ import annotations

import io

from rich.console import Console

from etl.contract import parsed_document
from etl.document import Document
from etl.harmless import harmless
from etl.marked import show

ATTACK = "Trois colis \x1b]0;pris\x07 ont été \x1b[31msaisis à Lyon.\x9b2J"


def test_control_characters_are_shown_as_pictures_and_the_length_stays() -> None:
    assert harmless("a\x1b[0m\x07\x7f\x85b\n\t") == "a␛[0m␇␡\N{REPLACEMENT CHARACTER}b\n\t"
    assert len(harmless(ATTACK)) == len(ATTACK)


def test_a_shown_document_sends_no_control_character_of_its_own() -> None:
    out = io.StringIO()
    text, parsed = parsed_document(Document("nom.txt", ATTACK.encode()))
    show("nom\x1b[31m.txt", text, parsed, Console(file=out, force_terminal=False))
    assert "\x1b" not in out.getvalue()
    assert "\x07" not in out.getvalue()
