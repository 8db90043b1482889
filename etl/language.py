"""Which language a text is in: French at a glance, anything else by py3langid."""

from __future__ import annotations

import re
from functools import cache
from typing import Protocol, cast

UNKNOWN = "und"
GLANCE = 3_000  # characters
READ = 1_000  # characters that py3langid is given
SHORT = 200
LANGUAGES = [
    "fr", "en", "es", "pt", "it", "de", "nl", "ca", "ro", "pl", "cs", "sk", "hu", "sv", "da", "no", "fi", "el", "tr",
    "ru", "uk", "bg", "sr", "ar", "fa", "he", "hi", "zh", "ja", "ko", "id", "vi", "sw",
]  # fmt: skip
WORDS = re.compile(r"[^\W\d_]+")
# Function words that no other language of LANGUAGES writes so, or none with the others beside it.
FRENCH = frozenset({
    "les", "des", "une", "dans", "est", "aux", "du", "et", "pour", "avec", "ont", "été", "cette", "ces", "leur",
    "leurs", "sont", "qui", "nous", "vous", "ils", "elle", "elles", "plus", "au", "ses", "sur", "que", "par",
    "mais", "où", "ainsi", "afin", "être", "fait", "selon", "entre", "depuis", "lors", "déclaré",
})  # fmt: skip
ENOUGH_SHARE, ENOUGH_DIFFERENT = 0.12, 7


class Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


def language_of(text: str) -> str:
    """The BCP 47 tag of a text's language, `und` where it cannot be told."""
    words = WORDS.findall(text[:GLANCE].lower())
    french = [word for word in words if word in FRENCH]
    if len(french) >= ENOUGH_SHARE * len(words) and len(set(french)) >= ENOUGH_DIFFERENT:
        return "fr"
    language, certainty = identifier().classify(text.strip()[:READ])
    if len(text) < SHORT and certainty < 0.9:
        return short(language, certainty, bool(french))
    return language


def short(language: str, certainty: float, french_words: bool) -> str:
    """A few words tell little: French where they look it, unknown where nothing is likely."""
    if language == "fr" or french_words:
        return "fr"
    return language if certainty >= 0.5 else UNKNOWN


@cache
def identifier() -> Identifier:
    """Read the model of py3langid; takes half a second, so only for a text that is not French at a glance."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    one = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    one.set_languages(LANGUAGES)
    return cast("Identifier", one)
