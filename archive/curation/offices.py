"""One title for an office, however a text writes it: over gender, case, article and abbreviation."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

ARTICLE = re.compile(
    r"^(?:m\.|mm\.|(?:mme|mlle|monsieur|madame|le|la|les|un|une|notre|leur|son|sa)\s|l['’])\s*", re.IGNORECASE
)
# The head of the title agrees in gender; what follows the first of these words does not.
AFTER_HEAD = re.compile(
    r"\b(?:de|du|des|à|au|aux|en|pour|chez|sur|auprès|chargée?|responsable)\b|\bd['’]|,", re.IGNORECASE
)
WORD = re.compile(r"[^\W\d_]+(?:[-.][^\W\d_]+)*\.?")


@cache
def forms() -> tuple[dict[str, str], dict[str, str]]:
    """Words of the data file: feminine → masculine, abbreviation → in full."""
    read = tomllib.loads((Path(__file__).parent / "offices.toml").read_text(encoding="utf-8"))
    return read["masculine"], read["in_full"]


def office_title(written: str, organization: str | None = None) -> str:
    """The title in the masculine, its head in lower case and in full, without article, honorific and organisation.

    «Présidente d’INTERPOL» at INTERPOL, «Mme la Présidente» and «président» are all «président».
    """
    title = " ".join(written.split())
    title = without_organization(title, organization)
    while stripped := ARTICLE.match(title):
        if stripped.end() == len(title):
            break
        title = title[stripped.end() :]
    cut = AFTER_HEAD.search(title, 1)
    head, rest = (title[: cut.start()], title[cut.start() :]) if cut else (title, "")
    return WORD.sub(lambda word: in_masculine(word.group()), head) + rest


@lru_cache(maxsize=10_000)
def in_masculine(word: str) -> str:
    """A word of the head: «Présidente» → «président», «SG» → «secrétaire général»."""
    masculine, in_full = forms()
    lower = word.lower()
    if lower in in_full:
        return in_full[lower]
    return "-".join(masculine.get(part, part) for part in lower.split("-"))


def without_organization(title: str, organization: str | None) -> str:
    """«secrétaire général d’INTERPOL» without «d’INTERPOL»."""
    if not organization or not title.lower().endswith(organization.lower()):
        return title
    kept = title[: -len(organization)].rstrip()
    shorter = re.sub(r"(?:\b(?:de la|de l['’]|de|du|des)|\bd['’])\s*$", "", kept, flags=re.IGNORECASE).rstrip(" ,")
    return shorter or title
