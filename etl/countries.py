"""Names of countries → ISO 3166-1 alpha-2, by the lexicon."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from etl.lexicon import load


def country_code(name: str | None) -> str | None:
    """The code of a country named in French («le Rwanda», «Émirats arabes unis»), or None."""
    return codes().get(folded(name)) if name else None


@cache
def codes() -> dict[str, str]:
    return {
        folded(name): code
        for code, entry in load("countries").items()
        for name in (entry["name"], *entry.get("aliases", []))
    }


def folded(name: str) -> str:
    """Without case, accents, punctuation and article."""
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter)
    ).lower()
    words = re.findall(r"\w+", plain)
    return " ".join(words[1:] if words[:1] in (["le"], ["la"], ["les"], ["l"]) else words)
