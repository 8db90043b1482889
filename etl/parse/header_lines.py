"""The lines of a release's header: menus, labels and credits, and what may be its title.

A title is a line without a final point before the body; kickers and letter-heads count only where no other line does.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from etl.lexicon import words
from etl.parse.dates import dates_in
from etl.parse.folding import fold

NOISE = words("header", "noise")
NOISE_STARTS = tuple(sorted(words("header", "noise_starts")))
TEASERS = words("header", "teasers")
TEASER_STARTS = tuple(f"{teaser}{colon}" for teaser in sorted(TEASERS) for colon in (":", " :"))
BREADCRUMBS = ("accueil /", "accueil >", "accueil »", "vous etes ici")
PAGE_TOPS = words("header", "page_tops")
CRUMB_HEADS = words("header", "crumb_heads")
SHARING = tuple(sorted(words("header", "sharing")))
LONGEST_BODY = 2  # words behind an article: «Le Conseil fédéral»
TITLE_AT_MOST = 230
TITLE_OPENERS = "«“\"’'0123456789"
LETTER_HEADS = frozenset(fold(word) for word in words("organizations_generic", "heads")) | words(
    "header", "letter_heads"
)


class Line(NamedTuple):
    """A line of the header: its trimmed span, words and what it was taken for."""

    start: int
    end: int
    said: str
    folded: str
    below: bool = False  # no blank line above


def trimmed(plain: str, start: int, end: int, above: int = -9) -> Line:
    """A line without the spaces around it; the one above ends at `above`."""
    raw = plain[start:end]
    said = raw.strip()
    below = start - above == 1
    start += len(raw) - len(raw.lstrip())
    return Line(start, start + len(said), said, fold(said) if len(said) < 400 else "", below)


def is_noise(line: Line) -> bool:
    """Menus, labels, credits: short lines that say nothing of the release."""
    if len(line.said) > TITLE_AT_MOST:
        return False
    said = line.folded.strip(" |>/·•*-–:[]")
    if not said or not any(char.isalpha() for char in said) or said in NOISE:
        return True
    if len(line.said) < 160 and (line.folded.startswith(NOISE_STARTS) or is_menu(line)):
        return True
    if len(line.said) < 60 and re.split(r" [-–—|] ", said)[-1] in NOISE:  # «Port de Riga – Communiqués de presse»
        return True
    parts = [part.strip() for part in re.split(r"[|>/·•]", line.folded)]
    if len(line.said) < 60 and all(word in NOISE or len(word) < 3 for word in said.split()):
        return True
    motto = len(line.said) < 60 and len(re.findall(r" [–—-] ", line.said)) > 1
    return motto or (len(parts) > 1 and all(not part or part in NOISE or len(part) < 4 for part in parts))


def is_menu(line: Line) -> bool:
    """A bar of links or a breadcrumb."""
    said = line.said
    if len(said) > 200:
        return False
    joined = " | " in said or " > " in said or " › " in said or said.count(" / ") > 1 or said.count(" · ") > 1
    return (joined or line.folded.startswith(BREADCRUMBS)) and not dates_in(said)


def opens_page(line: Line) -> bool:
    """A menu, or a word of one that stands above the title: «Accueil»; buttons for sharing stand below it."""
    said = line.folded.strip(" |>/·•*-–:[]")
    return said in PAGE_TOPS or (is_menu(line) and not said.startswith(SHARING))


def hangs_on(before: Line, line: Line) -> bool:
    """A short line right below a menu's word: «Accueil», «Droit et prévention du crime»."""
    close = line.below and before.folded in CRUMB_HEADS
    return close and len(line.said.split()) < 7 and not line.said.endswith((".", "!", "?"))


def crumbs_of(line: Line) -> set[str]:
    """What a breadcrumb ends with: «Accueil › Actualités › Un réseau démantelé»."""
    return {re.split(r" [|>›»/·] ", line.folded)[-1].strip()} if is_menu(line) else set()


def is_body(line: Line) -> bool:
    """Prose: a long line, or one that ends as a sentence does and has the length of one."""
    if len(line.said) > TITLE_AT_MOST:
        return True
    return len(line.said) > 120 and line.said.endswith((".", ".»", ".”", '."', ". »", " :", ";"))


def is_label(line: Line) -> bool:
    """A kicker of up to four words, or a letter-head: a body's name with no more to it."""
    if line.said[-1] in "!?":
        return False
    return len(line.said.split()) <= 4 or is_letter_head(line)


def is_letter_head(line: Line) -> bool:
    """A body's name and no more: «Parquet du procureur de la République»."""
    said = line.folded.removeprefix("le ").removeprefix("la ")
    if said != line.folded and len(said.split()) > LONGEST_BODY:
        return False
    first = re.split(r"[ '-]", said)[0]
    return first in LETTER_HEADS and ":" not in line.said and len(line.said.split()) < 10


def without_menus(lines: list[Line]) -> list[Line]:
    """Leave out runs of three or more short lines one below the other: menus whose words no list knows."""
    kept: list[Line] = []
    run: list[Line] = []
    for line in [*lines, None]:
        if line is not None and len(line.said.split()) <= 4 and (not run or line.start - run[-1].end <= 2):
            run.append(line)
            continue
        kept += run if len(run) < 3 else []
        run = []
        if line is not None:
            kept.append(line)
    return kept


def looks_like_title(line: Line) -> bool:
    """A line of three words to a screen's width that ends like no sentence."""
    said = line.said
    if len(said.split()) < 3 or not (said[0].isalpha() or said[0].isupper() or said[0] in TITLE_OPENERS):
        return False
    if said.endswith((".", ",", ";", ":")) and not said.endswith(("B.C.N.", "...")):
        return False
    return not (said[0] in '«“"' and said[-1] in '»”"')
