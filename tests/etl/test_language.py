"""Which language a text is in."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from etl.language import identifier, language_of

OTHERS = {
    "en": "Police chiefs from 145 countries met in Kigali to discuss transnational crime and terrorism.",
    "es": "Los jefes de policía de 145 países se reunieron en Kigali para hablar de la lucha contra la delincuencia.",
    "it": "I capi della polizia di 145 paesi si sono riuniti a Kigali per parlare della lotta contro la criminalità.",
    "pt": "Os chefes de polícia de 145 países reuniram-se em Kigali para discutir o combate ao crime transnacional.",
    "ca": "Els caps de policia de 145 països es van reunir a Kigali i van parlar de les màfies des del govern.",
    "de": "Die Polizeichefs aus 145 Ländern trafen sich in Kigali, um über den Kampf gegen das Verbrechen zu sprechen.",
    "ar": "اجتمع رؤساء الشرطة من 145 دولة في كيغالي لمناقشة مكافحة الجريمة",
}
SEEDS = sorted(Path("seeds").glob("*.txt"))


@pytest.mark.parametrize("language", OTHERS)
def test_another_language_is_told(language: str) -> None:
    assert language_of(OTHERS[language]) == language
    assert language_of(OTHERS[language] * 20) == language


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_a_release_is_french(path: Path) -> None:
    assert language_of(path.read_text()) == "fr"


@pytest.mark.parametrize(
    "text",
    ["Bonjour le monde", "LYON (France) - Communiqué", "Un texte court.", "Le 3 mars", "«Bravo», a dit Mme Roux."],
)
def test_a_few_words_are_french_where_they_look_it(text: str) -> None:
    assert language_of(text) == "fr"


def test_what_cannot_be_told_is_undetermined() -> None:
    assert language_of("12 34 56") == "und"


def test_an_english_text_that_quotes_french_is_english() -> None:
    assert (
        language_of(
            OTHERS["en"] * 10 + "« Les services de police ont été avertis », a déclaré le préfet. " + OTHERS["en"] * 10
        )
        == "en"
    )


def test_french_at_a_glance_agrees_with_the_model() -> None:
    texts = [path.read_text() for path in SEEDS]
    assert {identifier().classify(text[:1000])[0] for text in texts} == {"fr"}


def test_telling_french_takes_a_small_part_of_the_time_a_release_may_take() -> None:
    text = SEEDS[0].read_text()
    language_of(text)
    start = time.process_time()
    for _ in range(100):
        language_of(text)
    assert (time.process_time() - start) / 100 < 0.001
