"""Offices in a text: «Secrétaire Général d’INTERPOL», «la procureure de la République», «le chef de la police»."""

from __future__ import annotations

from etl.lexicon import load, words
from etl.parse.nouns import JOINTS, STOPS, phrase_end
from etl.parse.reading import WIDEST_GAP, Reading
from etl.parse.value import value
from etl.parse.verbs import ALSO_NOUNS, FINITE

_LEXICON = load("titles")
HONORIFICS: dict[str, str] = _LEXICON["honorifics"]
RANKS: dict[str, str] = _LEXICON["ranks"]
_SINGULAR: dict[str, list[str]] = {
    **{rank: [rank, gender] for rank, gender in RANKS.items() if not rank.endswith("x")},
    **_LEXICON["offices"],
}
OFFICES: dict[str, list[str]] = {
    **{
        f"{form}s": [head, "female" if gender == "female" else ""]
        for form, (head, gender) in _SINGULAR.items()
        if form[-1] not in "sx"
    },
    **_SINGULAR,
}
MODIFIERS = words("titles", "modifiers")
AGREEING: dict[str, str] = _LEXICON["agreeing"]  # modifiers → the gender that they show
BEFORE = words("titles", "before")
TITLE_WORDS = frozenset(HONORIFICS) | frozenset(RANKS) | frozenset(OFFICES) | MODIFIERS | BEFORE
ARTICLES: dict[str, str] = _LEXICON["articles"]
BEHIND_PAR = words("titles", "behind_par")
ALSO_ADJECTIVES = words("titles", "also_adjectives")
OPENERS = words("words", "sentence_openers") | words("words", "clause_words")
PARTICLES = words("names", "strong_particles")
SAYING = FINITE - ALSO_NOUNS
OCCASIONS = words("titles", "occasions")
LONGEST_OFFICE = 22
ONE_OF = frozenset(["un", "une"])
THIS_ONE = frozenset(["dernier", "dernière"])


@value
class Office:
    """An office at tokens first..last, its article left out.

    `head` is its noun in the masculine, `gender` what form or article show.
    """

    first: int
    last: int
    head: str
    gender: str
    article: str
    plural: bool


def offices(reading: Reading, stop_before: frozenset[int]) -> list[Office]:
    """Every office of the text, in order; none reaches into a token of `stop_before` (first tokens of names)."""
    found: list[Office] = []
    last = -1
    for i in reading.positions(OFFICES.keys()):
        if i <= last or i in stop_before or is_adjective(reading, i):
            continue
        office = office_at(reading, i, stop_before)
        if office is not None:
            found.append(office)
            last = office.last
    return found


def is_adjective(reading: Reading, i: int) -> bool:
    """«l’Assemblée générale»: a rank that is an adjective of the noun before it."""
    if reading.low[i] not in ALSO_ADJECTIVES or i == 0 or not reading.tight(i - 1):
        return False
    before = reading.low[i - 1]
    return before[0].isalpha() and before not in OPENERS and before not in TITLE_WORDS


def office_at(reading: Reading, i: int, stop_before: frozenset[int]) -> Office | None:
    """The office whose head noun is token i."""
    low = reading.low
    head, gender = OFFICES[low[i]]
    first = i
    while first and low[first - 1] in BEFORE and reading.tight(first - 1):
        first -= 1
    article = low[first - 1] if first and low[first - 1] in ARTICLES else ""
    last = modifiers_end(reading, i, stop_before)
    gender = gender or next((AGREEING[word] for word in low[i + 1 : last + 1] if word in AGREEING), "")
    last = office_end(reading, last, stop_before)
    plural = low[i].endswith("s") and low[i] not in ("consuls",) and low[i][:-1] in OFFICES
    return Office(first, last, head_of(reading, i, head), gender or ARTICLES.get(article, ""), article, plural)


def modifiers_end(reading: Reading, i: int, stop_before: frozenset[int]) -> int:
    """Last of the modifiers behind the head: «général adjoint», «par intérim»."""
    low, last = reading.low, i
    while reading.tight(last) and low[last + 1] in MODIFIERS and last + 1 not in stop_before:
        if low[last + 1] in ("par", "en") and not BEHIND_PAR.intersection(low[last + 2 : last + 3]):
            break
        last += 1
    return last


def head_of(reading: Reading, i: int, head: str) -> str:
    """The head with what makes it another office: secrétaire général is no secrétaire, Premier ministre no ministre."""
    after = reading.low[i + 1] if i + 1 < reading.count else ""
    before = reading.low[i - 1] if i else ""
    if after in ALSO_ADJECTIVES:
        head = f"{head} général"
    if before in ("premier", "première") and head == "ministre":
        head = f"premier {head}"
    if before in ("haut", "haute"):
        head = f"haut {head}"
    return head


def office_end(reading: Reading, last: int, stop_before: frozenset[int]) -> int:
    """Where the words after the head end: «de la Police judiciaire française et Présidente d’INTERPOL»."""
    low = reading.low
    if low[last + 1 : last + 2] == ["de"] and (end := pronoun_end(reading, last + 2)) is not None:
        return end
    if (
        last + 1 >= len(low)
        or not (low[last + 1] in JOINTS or low[last + 1][0].isalpha())
        or low[last + 1] in STOPS
        or reading.starts[last + 1] - reading.ends[last] > WIDEST_GAP
    ):
        return last
    limit = next(
        (at - last for at in range(last + 1, min(last + LONGEST_OFFICE, len(low))) if at in stop_before), LONGEST_OFFICE
    )
    end = phrase_end(reading, last, min(limit, LONGEST_OFFICE))
    end = next((at - 1 for at in range(last + 1, end) if low[at] == "et" and begins_office(reading, at + 1)), end)
    end = next((at - 1 for at in range(last + 1, end + 1) if low[at] in OCCASIONS or low[at] in SAYING), end)
    while end > last and (
        low[end] in JOINTS
        or low[end] in ("la", "l'", "le")
        or (
            low[end] in HONORIFICS
            and (end + 1 in stop_before or (low[end + 1 : end + 2] == ["."] and end + 2 in stop_before))
        )
        or (low[end] in RANKS and end + 1 in stop_before)
        or (low[end] in PARTICLES and end + 1 in stop_before)
    ):
        end -= 1
    return end


def pronoun_end(reading: Reading, at: int) -> int | None:
    """Where «l’un des inculpés», «ce dernier» ends that begins at token `at`."""
    low = reading.low
    if low[at : at + 1] == ["l'"] and ONE_OF.intersection(low[at + 1 : at + 2]) and low[at + 2 : at + 3] == ["des"]:
        return phrase_end(reading, at + 3)
    if low[at : at + 1] in (["ce"], ["cette"]) and THIS_ONE.intersection(low[at + 1 : at + 2]):
        return at + 1
    return None


def begins_office(reading: Reading, i: int) -> bool:
    """Whether an office begins at token i, an article aside."""
    at = i + 1 if reading.low[i] in ARTICLES and i + 1 < reading.count else i
    at = at + 1 if reading.low[at] in BEFORE and at + 1 < reading.count else at
    return reading.low[at] in OFFICES
