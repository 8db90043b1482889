"""The lines of a release's header: menus, labels and credits, and what may be its title.

A title is a line without a final point before the body; kickers and letter-heads count only where no other line does.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from etl.lexicon import load, words
from etl.parse.dates import dates_in
from etl.parse.folding import fold, fold_line

NOISE = words("header", "noise")
NOISE_STARTS = tuple(sorted(words("header", "noise_starts")))
TEASERS = words("header", "teasers")
TEASER_STARTS = tuple(f"{teaser}{colon}" for teaser in sorted(TEASERS) for colon in (":", " :"))
BREADCRUMBS = tuple(sorted(words("header", "breadcrumbs")))
PAGE_TOPS = words("header", "page_tops")
CRUMB_HEADS = words("header", "crumb_heads")
SHARING = tuple(sorted(words("header", "sharing")))
OBJECT = re.compile(r"(?:objet|sujet|titre|intitulé) ?: ?(?:(?:tr|re|fwd?) ?: ?)*(?P<said>.+)", re.IGNORECASE)
FIELD = re.compile(rf"(?:{'|'.join(sorted(words('header', 'fields'), key=len, reverse=True))}) ?: ?\S")
BRACKETS_LAST = re.compile(r" ?\([^()]+\)\Z")
WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
PARTS = re.compile(r" [–—|/-] |, ")
FROM = ("du ", "de la ", "de l'", "des ")
BEHIND = re.compile(r" ?[-–—|:] (?P<said>.+)")
ACRONYM_LAST = re.compile(r"(?:(?<!\w)\w\.(?:\w\.)+|\.\.\.)\Z")
JOINING = words("header", "joining")
HANGING = JOINING | words("header", "hanging")
TOLD = re.compile(
    r"\d|[^\Wt](?<!arm)ée?s?\b|tées?\b|\w(?:ss|nn|tt|rr|gn|èr)ent\b", re.IGNORECASE
)  # «Police : 3 voleurs arrêtés»
TELLING = words("header", "telling")
BYLINE = re.compile(r"[Pp]ar (?:notre|nos|[A-ZÀ-Ý])")
OFFICES = frozenset(map(fold, load("titles")["offices"]))
MODIFIERS = frozenset(map(fold, words("titles", "modifiers")))
OFFICE_ALONE = (
    re.compile(  # «Le procureur de la République près le tribunal judiciaire de Brest», «La ministre de l'Intérieur»
        r"(?:l[ea] |l')(?P<office>[^\W\d_]+)(?P<modifiers>(?: [^\W\d_]+){0,2}?)"
        r"(?: (?:de la |de l'|de |du |des |d'|et de la |et du )[^\W\d_]+"
        r"(?: [^\W\d_]+(?:aire|al|ale|el|elle|ique|if|ive))?){0,4}(?: pres .+)?"
    )
)
CASE = re.compile(r" c\. [A-ZÀ-Ý]")  # «Affaire Delmas c. France»
RUBRICS = words("header", "rubrics")
OF_THEMES = frozenset(
    word for subject in load("subjects")["subject"] for term in subject["terms"] for word in term.split()
)
TITLED = tuple(sorted(words("header", "titled")))
LONGEST_RUBRIC = 8  # words
NEAR_START = 3  # words: «FORCE DE POLICE DE MAURICE»
LONGEST_SENDER = 15  # words: «Ville de Lyon – Direction de la sécurité et de la tranquillité publique»
LONGEST_BODY = 2  # words behind an article: «Le Conseil fédéral»
LINKS = frozenset(word for word in NOISE if len(word) > 3)  # no «de», no «en»
FEWEST_LINKS = 3
LONGEST_BYLINE = 9  # words
TITLE_AT_MOST = 230
TITLE_OPENERS = "…#«“\"’'0123456789"
OPENING_BRACKET = re.compile(r"\([^\W\d_]+\)\w")  # «(Re)trouver les disparus»
LETTER_HEADS = frozenset(fold(word) for word in words("organizations_generic", "heads")) | words(
    "header", "letter_heads"
)


MARKUP_SIGNS = ("#", "*", "_")
MARKUP = re.compile(r"(?:#{1,6} +)?(?P<signs>[*_]{0,3})(?P<said>[^\s*_#](?:.*[^\s*_#])?)(?P=signs)(?: #+)?")


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
    if said[:1] in MARKUP_SIGNS and (marked := MARKUP.fullmatch(said)):
        start += marked.start("said")
        said = marked["said"]
    return Line(start, start + len(said), said, fold_line(said) if len(said) < 400 else "", below)


def is_noise(line: Line) -> bool:
    """Menus, labels, credits: short lines that say nothing of the release."""
    if len(line.said) > TITLE_AT_MOST:
        return False
    said = line.folded.strip(" |>/·•*-–:[]")
    if not said or not any(char.isalpha() for char in said) or BRACKETS_LAST.sub("", said) in NOISE:
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


def is_field(line: Line) -> bool:
    """A line that says something about the release, whoever it names: «Contact presse : Yann Roux», «Lieu : Rabat»."""
    return len(line.said) < TITLE_AT_MOST and bool(FIELD.match(line.folded))


def is_menu(line: Line) -> bool:
    """A bar of links or a breadcrumb."""
    said = line.said
    if len(said) > 200:
        return False
    if len(LINKS.intersection(line.folded.split())) >= FEWEST_LINKS:
        return True
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


def object_of(line: Line) -> Line | None:
    """What a letter or a message is about: «Objet : TR: Trois saisies au port»."""
    match = OBJECT.match(line.said)
    said = match["said"].strip() if match else ""
    about = Line(line.end - len(said), line.end, said, fold_line(said), line.below)
    return about if len(said.split()) > 1 and not is_noise(about) else None


def behind_day(line: Line) -> Line | None:
    """What follows the day in its line: «3 mai 2010 – Trois saisies au port de Riga»."""
    dated = next(iter(dates_in(line.said)), None)
    match = BEHIND.match(line.said, dated.end) if dated and dated.start < 10 else None
    said = match["said"].rsplit(" | ", 1)[-1] if match else ""
    return Line(line.end - len(said), line.end, said, fold_line(said), line.below) if said else None


def breaks_off(before: Line, line: Line) -> bool:
    """Whether `line` goes on with the one right above: it begins in lower case, or with a small word in capitals.

    «LE COMITÉ EXAMINE LES CANDIDATURES / AU POSTE DE DIRECTEUR», «… le commerce de / Bogotá», «Stades : / …».
    """
    if not line.below or before.said[-1] in ".!?;»|" or is_noise(line) or BYLINE.match(line.said):
        return False
    if before.said[-1] == ":":
        said = before.folded.rstrip(" :").split()
        return count_words(before) > 2 and not is_letter_head(before) and NOISE.isdisjoint((said[0], said[-1]))
    if line.said[0].islower() or re.split(r"[ ']", before.folded)[-1] in HANGING:
        return True
    return before.said.isupper() and line.said.isupper() and re.split(r"[ ']", line.folded)[0] in JOINING


def joined(before: Line, line: Line) -> Line:
    """Two lines as one."""
    return Line(before.start, line.end, f"{before.said} {line.said}", f"{before.folded} {line.folded}", before.below)


def is_body(line: Line) -> bool:
    """Prose: a long line, or one that ends as a sentence does and has the length of one."""
    if len(line.said) > TITLE_AT_MOST:
        return True
    return len(line.said) > 120 and line.said.endswith((".", ".»", ".”", '."', ". »", " :", ";"))


def is_label(line: Line) -> bool:
    """A kicker of up to four words, the name of a case, or a letter-head: a body's name with no more to it."""
    if line.said[-1] in "!?":
        return False
    return count_words(line) <= 4 or (":" not in line.said and bool(CASE.search(line.said))) or is_letter_head(line)


def is_rubric(line: Line) -> bool:
    """A theme of some words that tells nothing: «Lutte contre la criminalité organisée en Méditerranée»."""
    said = [word for word in WORD.findall(line.said) if word[0].islower()]
    first = fold(line.said.split()[0])
    if first not in RUBRICS or ":" in line.said or count_words(line) > LONGEST_RUBRIC:
        return False
    told = any(TOLD.search(word) for word in said if word not in OF_THEMES)
    return not told and TELLING.isdisjoint(map(fold, said))


def count_words(line: Line) -> int:
    """How many words of letters a line has."""
    return len(WORD.findall(line.said))


def is_letter_head(line: Line) -> bool:
    """A body's name and no more: «Parquet du procureur de la République», «du Greffier de la Cour»."""
    if is_office(line) or (line.said.startswith(FROM) and not tells(line)):
        return True
    if line.folded.startswith(TITLED):  # «Communiqué final de la réunion des ministres»
        return False
    parts = PARTS.split(line.folded)
    firsts = [re.split(r"[ '-]", part)[0] for part in parts]
    is_named = len(parts) > 1 and (not LETTER_HEADS.isdisjoint(firsts) or not OFFICES.isdisjoint(firsts[1:]))
    if is_named and not tells(line):  # «Sirpa – Bureau médias», «Ingrid Solheim, cheffe du laboratoire»
        return ":" not in line.said and count_words(line) < LONGEST_SENDER
    if line.said.isupper() and not LETTER_HEADS.isdisjoint(line.folded.split()[:NEAR_START]) and not tells(line):
        return True
    said = line.folded.removeprefix("le ").removeprefix("la ")
    if said != line.folded and len(said.split()) > LONGEST_BODY:
        return False
    first = re.split(r"[ '-]", said)[0]
    return first in LETTER_HEADS and ":" not in line.said and len(line.said.split()) < 10


def is_office(line: Line) -> bool:
    """An office and no more: «Le procureur de la République»."""
    match = OFFICE_ALONE.fullmatch(line.folded)
    return bool(match and match["office"] in OFFICES and MODIFIERS.issuperset(match["modifiers"].split()))


def tells(line: Line) -> bool:
    """Whether a line that begins with a body's name tells of a deed: «Police et douane saisissent du khat»."""
    return bool(TOLD.search(line.said) or TELLING.intersection(re.split(r"[ ']", line.folded)))


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


def may_be_title(line: Line) -> bool:
    """A line of letters that breaks off nowhere, whatever its length: «Ouverture», «« Assez ! »»."""
    said = line.said
    return len(said) < TITLE_AT_MOST and (said[0].isalpha() or said[0] in TITLE_OPENERS) and said[-1] not in ",;:"


def looks_like_title(line: Line) -> bool:
    """A line of three words to a screen's width that ends like no sentence."""
    said = line.said
    if BYLINE.match(said) and len(said.split()) < LONGEST_BYLINE:
        return False
    if (
        len(said.split()) < 3
        or count_words(line) < 2
        or not (said[0].isalpha() or said[0] in TITLE_OPENERS or OPENING_BRACKET.match(said))
    ):
        return False
    if said.endswith((".", ",", ";", ":")) and not ACRONYM_LAST.search(said):
        return False
    return not (said[0] in '«“"' and said[-1] in '»”"')
