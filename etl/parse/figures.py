"""Quantities that state a fact: which numbers are figures, how far their words reach, what they count.

Rules: `figure.noun` (640 chefs de police), `figure.money`, `figure.percent`, `figure.fraction`, `figure.round` (une
quarantaine), `figure.range` (entre 30 et 40), `figure.many` (plusieurs centaines), `figure.inherited` (dont 51 …,
contre 81 …), `figure.listed` (Arrestations : 45), `figure.bare`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from etl.lexicon import load, words
from etl.parse.dates import YEARS, Dated
from etl.parse.nouns import phrase_end, singular
from etl.parse.numbers import CARDINALS, FRACTIONS, MANY, MULTIPLIERS, ROUND, Number, number_at
from etl.parse.reading import Reading
from etl.parse.spans import Spans
from etl.parse.values import ParsedFigure

_LEXICON = load("figures")
CURRENCIES: dict[str, str] = _LEXICON["currencies"]
CURRENCY_OF: dict[str, str] = _LEXICON["currency_of"]
CODES = frozenset(CURRENCIES.values()) | {"FCFA", "US$", "$US", "€", "$", "£"}
ADJECTIVES = words("figures", "adjectives")
NOT_QUALIFYING = words("figures", "not_qualifying")
AFTER = words("figures", "after")
COMPOUNDS: dict[str, list[str]] = _LEXICON["compounds"]
ARTICLES = frozenset(["la", "le", "au", "du", "de"])
BEHIND_ARTICLE = frozenset(FRACTIONS) | {"moitié"}
CENTRAL_AFRICA = words("figures", "central_africa")
WEST_AFRICA = words("figures", "west_africa")
NO_NOUNS = frozenset(["et", "ou", "à", "en", "sur", "par", "chacun", "chacune", "janvier", "ont", "dont"])
FUNCTION_WORDS = words("words", "sentence_openers") | words("words", "clause_words")
STARTS_NUMBER = frozenset(CARDINALS) | frozenset(ROUND) | MANY | {"un", "une", "la", "le", "au", "du", "de"}
NUMBERED = words("numbers_in_names", "numbered")
TIGHT_UNITS = words("numbers_in_names", "tight_units")
MEASURES = words("numbers_in_names", "measures")
DIGITS_IN_A_ROW = re.compile(r"\+?\d[\d ().-]{6,}\d")
PHONE = re.compile(r"\+.*|0\d(?:[ .-]?\d\d){4}|\d\d(?:[ .-]\d\d){3,}|(?:\d{3}[ .-])?\d{3}-\d{4}|0\d[\d ()/.-]{6,}")


def qualifier_table() -> dict[str, list[tuple[str, ...]]]:
    """Qualifiers by their last word, longest first."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in _LEXICON["qualifiers"]:
        parts = tuple(re.findall(r"[^\W\d_]+(?:-[^\W_]+)*'?|[^\w ]", phrase))
        table.setdefault(parts[-1], []).append(parts)
    for phrases in table.values():
        phrases.sort(key=len, reverse=True)
    return table


QUALIFIERS = qualifier_table()


@dataclass(slots=True)
class Quantity:
    """A number with what stands around it, in tokens; `low` and `high` are the first and last token of its words."""

    low: int
    high: int
    number: Number
    value: float | None
    upper: float | None
    qualifier: str | None
    unit: str | None
    of: str | None
    rule: str
    confidence: float
    part_of: bool = False


def figures(reading: Reading, dates: list[Dated], names: list[tuple[int, int]]) -> list[ParsedFigure]:
    """All figures of the text; numbers inside dates and `names` (spans of programmes, noise …) are left out."""
    masked = Spans([*((one.start, one.end) for one in dates), *years_and_phones(reading.plain), *names])
    found: list[Quantity] = []
    low, starts = reading.low, reading.starts
    after = 0
    for i in number_sites(reading):
        if (
            i < after
            or masked.holds(starts[i])
            or (low[i] in ARTICLES and low[i + 1 : i + 2] and low[i + 1] not in BEHIND_ARTICLE)
        ):
            continue
        quantity = quantity_at(reading, i, found[-1] if found else None)
        if quantity is not None:
            found.append(quantity)
            after = quantity.number.last + 1
    return once([to_figure(reading, quantity, at) for at, quantity in enumerate(found)])


def number_sites(reading: Reading) -> list[int]:
    """Tokens at which a number can begin."""
    sites = (word for word in reading.index if word in STARTS_NUMBER or "0" <= word[0] <= "9" or "-" in word)
    return sorted(i for word in sites for i in reading.index[word])


def years_and_phones(plain: str) -> list[tuple[int, int]]:
    """Spans of ranges of years and telephone numbers."""
    phones = [match.span() for match in DIGITS_IN_A_ROW.finditer(plain) if PHONE.fullmatch(match[0].strip(" .-()"))]
    return [match.span() for match in YEARS.finditer(plain)] + phones


def quantity_at(reading: Reading, i: int, before: Quantity | None) -> Quantity | None:
    """The quantity whose number begins at token i, or None where it is none."""
    number = number_at(reading, i)
    if number is None or is_name_or_rank(reading, number):
        return None
    upper, last = range_end(reading, number)
    whole = replace(number, last=last) if upper is not None else number
    value = number.value
    if upper is not None and value is not None and number.last + 1 < last:
        value = scaled_like(reading, number, last, value, upper)
    qualifier, low = qualifier_before(reading, i)
    if qualifier is None and number.form == "many" and reading.low[i] in MANY and reading.low[i] != "des":
        qualifier = reading.low[i]
    money = currency(reading, whole)
    if money:
        code, first, high = money
        qualifier = qualifier or qualifier_after(reading, high + 1)
        return Quantity(
            min(low, first),
            high,
            whole,
            value,
            upper,
            qualifier,
            code,
            of_phrase(reading, high + 1),
            "figure.money",
            0.97,
        )
    if whole.form == "percent" or (whole.last < len(reading) and reading.low[whole.last] == "%"):
        high, of = counted(reading, whole.last + 1)
        return Quantity(low, whole.last, whole, value, upper, qualifier, "%", of, "figure.percent", 0.97)
    return with_noun(
        reading, Quantity(low, whole.last, whole, value, upper, qualifier, None, None, "figure.noun", 0.93), before
    )


def is_name_or_rank(reading: Reading, number: Number) -> bool:
    """Whether the number is glued to a name, an ordinal, a clock time, a document number, a year or a list's bullet."""
    i, last = number.first, number.last
    before = reading.low[i - 1] if i else "\n"
    glued_before = i > 0 and reading.ends[i - 1] == reading.starts[i]
    if glued_before and (before[-1].isalnum() or before in "/-–°_.+#@:"):
        return not (before in "-–" and i > 1 and reading.low[i - 2] == "\n")
    if number.form == "digits" and (before in NUMBERED or (before == "." and i > 1 and reading.low[i - 2] in NUMBERED)):
        return True
    if last + 1 < len(reading):
        after = reading.low[last + 1]
        glued = reading.starts[last + 1] == reading.ends[last]
        noun = len(after) > 3 and after.endswith("s") and after.isalpha()  # a lost space: «240colis»
        if glued and not noun and (after[0].isalpha() or after in "/°_") and after not in TIGHT_UNITS:
            return not (reading.words[last + 1] == "M" or after in CURRENCIES)
        if after in ("ème", "ième", "èmes", "er", "ère", "ᵉ", "ᵉʳ") or (after == "e" and number.form == "digits"):
            return True
        if after in ("heures", "heure", "h") and before in ("à", "vers", "dès", "avant", "jusqu'à"):
            return True
        if before == "\n" and after in ".)" and number.form == "digits":
            return True
    return is_year(reading, number) or is_part_of_name(reading, number)


def is_year(reading: Reading, number: Number) -> bool:
    """Whether four plain digits are a year: no separator, 1800 to 2100, no unit of measure or money behind."""
    word = reading.words[number.first]
    if number.form != "digits" or len(word) != 4 or not word.isdigit() or not "1800" <= word <= "2100":
        return False
    after = reading.low[number.last + 1] if number.last + 1 < len(reading) else ""
    return after not in MEASURES and after not in CURRENCIES


def is_part_of_name(reading: Reading, number: Number) -> bool:
    """«Boeing 747», «69006 Lyon»: digits next to a capital and nothing counted."""
    i = number.first
    if number.form != "digits" or not i:
        return False
    before, after = reading.words[i - 1], reading.words[number.last + 1] if number.last + 1 < len(reading) else ""
    if len(reading.words[i]) == 5 and reading.words[i].isdigit() and after[:1].isupper():
        return True
    named = before[0].isupper() and before[-1].isalpha() and reading.sentence_of(i)[0] != i - 1 and reading.tight(i - 1)
    return named and before not in CODES and not (after[:1].isalpha() and after.lower() not in FUNCTION_WORDS)


def qualifier_before(reading: Reading, i: int) -> tuple[str | None, int]:
    """The qualifier that ends right before token i, with the token where it begins; (None, i) where there is none."""
    at, low = i - 1, reading.low
    if (
        at >= 0
        and low[at] in ("les", "des", "ses", "leurs", "nos", "ces")
        and at
        and low[at - 1] not in QUALIFIERS
        and low[at] not in QUALIFIERS
    ):
        return None, i
    for phrase in QUALIFIERS.get(low[at], ()) if at >= 0 else ():
        begin = i - len(phrase)
        if begin >= 0 and tuple(low[begin:i]) == phrase and "\n" not in low[begin:i]:
            said = " ".join(phrase).replace("' ", "'")
            return (
                None if said in NOT_QUALIFYING else reading.plain[reading.starts[begin] : reading.ends[i - 1]]
            ), begin
    return None, i


def range_end(reading: Reading, number: Number) -> tuple[float | None, int]:
    """Upper end and last token of «entre 30 et 40», «30 à 40», «30-40»; (None, last) where there is no range."""
    at = number.last + 1
    if at + 1 >= len(reading) or number.value is None or number.form == "fraction":
        return None, number.last
    joint, before = reading.low[at], reading.low[number.first - 1] if number.first else ""
    if joint == "et" and not (
        before == "entre" or (before in ("d'", "les") and reading.low[number.first - 2] == "entre")
    ):
        return None, number.last
    if joint not in ("et", "à", "-", "–", "ou") or (joint == "ou" and reading.low[at + 1] not in CARDINALS):
        return None, number.last
    if joint == "à" and before == "de" and changes(reading, number.first - 2):
        return None, number.last
    other = number_at(reading, at + 1)
    if other is None or other.value is None or other.form == "fraction":
        return None, number.last
    if other.value <= scaled_like(reading, number, other.last, number.value, other.value):
        return None, number.last
    return other.value, other.last


def changes(reading: Reading, i: int) -> bool:
    """Whether a verb of change stands just before: «est passé de 12 à 15» are two figures."""
    return any(
        word.startswith(
            (
                "pass",
                "augment",
                "bond",
                "chut",
                "progress",
                "recul",
                "baiss",
                "diminu",
                "port",
                "réduit",
                "tomb",
                "grimp",
            )
        )
        for word in reading.low[max(0, i - 3) : i + 1]
    )


def scaled_like(reading: Reading, number: Number, last: int, value: float, upper: float) -> float:
    """«2 à 3 millions»: the lower end takes the upper one's scale."""
    factor = MULTIPLIERS.get(reading.low[last])
    if (
        factor
        and number.last == number.first
        and reading.low[number.first] not in MULTIPLIERS
        and value * factor < upper
    ):
        return value * factor
    return value


def currency(reading: Reading, number: Number) -> tuple[str, int, int] | None:
    """ISO code, first and last token of the money's words, or None."""
    at, low = number.last + 1, reading.low
    if at < len(low) and low[at] in ("de", "d'", "en") and number.form in ("round", "many"):
        at += 1
    if (
        at < len(low)
        and reading.starts[at] - reading.ends[at - 1] <= 1
        and not (at > number.last + 1 and low[at] in ("us", "real"))
    ):
        for length in (4, 3, 2):
            code = CURRENCY_OF.get(" ".join(low[at : at + length]).replace("' ", "'"))
            if code:
                return cfa(reading, code), number.first, at + length - 1
        code = cfa(reading, CURRENCIES[low[at]]) if low[at] in CURRENCIES else None
        if code and not (
            low[at] in ("livres", "livre", "us", "try", "couronnes")
            and reading.words[at] != low[at].upper()
            and low[at] != "livres"
        ):
            high = at + 1 if low[at] in ("$", "€") and at + 1 < len(low) and low[at + 1] in ("us", "ca") else at
            return code, number.first, high
    before = reading.words[number.first - 1] if number.first else ""
    if before in CODES or before in ("USD", "EUR", "CHF"):
        return CURRENCIES.get(before.lower(), before), number.first - 1, number.last
    return None


def with_noun(reading: Reading, quantity: Quantity, before: Quantity | None) -> Quantity | None:
    """Find what is counted; a number that counts nothing is a figure only where it takes its noun from elsewhere."""
    number, low = quantity.number, reading.low
    at = number.last + 1
    partitive = False
    if at < len(low) and low[at] in ("de", "d'", "des", "du"):
        at, partitive = behind_of(reading, at), number.form in ("digits", "words")
    if number.form == "fraction":
        return share(reading, quantity, at)
    plural = number.form in ("digits", "words") and (number.value or 0) >= 2
    noun = head_noun(reading, at, plural=plural)
    if (
        number.form == "round"
        and low[number.last] in MULTIPLIERS
        and low[number.last + 1 : number.last + 2] not in (["de"], ["d'"])
    ):
        noun = None  # «4 millions apportés par la France»: what is counted stands before
    if partitive and (
        noun is None or low[number.last + 1] in ("du", "d'") or low[number.last + 1 : number.last + 3] == ["de", "la"]
    ):
        noun = None
    if noun is None:
        return without_noun(reading, quantity, before)
    if is_idiom(reading, number, noun):
        return None
    end = compound_end(reading, noun)
    qualifier = quantity.qualifier or qualifier_after(reading, end + 1)
    value = (
        (quantity.value or 0) + 0.5 if low[end + 1 : end + 3] in (["et", "demi"], ["et", "demie"]) else quantity.value
    )
    rules = {"round": "figure.round", "many": "figure.many"}
    rule = rules.get(
        number.form, "figure.range" if quantity.upper else "figure.partitive" if partitive else "figure.noun"
    )
    return replace(
        quantity,
        high=end,
        value=value,
        unit=unit_of(reading, noun),
        of=of_phrase(reading, noun),
        qualifier=qualifier,
        rule=rule,
        confidence=certainty(reading, number),
    )


def behind_of(reading: Reading, at: int) -> int:
    """The token behind «de», «des», «de ces», «de la», «des 182» that begins the counted noun."""
    low = reading.low
    at += 1
    while at < len(low) and low[at] in ("la", "l'", "ses", "leurs", "nos", "ces", "les", "cette", "ce"):
        at += 1
    if (
        at < len(low)
        and low[at - 1] != "de"
        and (other := number_at(reading, at)) is not None
        and other.form in ("digits", "words")
    ):
        return other.last + 1
    return at


def share(reading: Reading, quantity: Quantity, at: int) -> Quantity:
    """A fraction: «les deux tiers des plaignants», «un patient sur cinq» (the noun stands inside)."""
    number = quantity.number
    inside = head_noun(reading, number.first + 1) if number.last - number.first > 2 else None
    if inside is not None and inside < number.last - 1:
        return replace(
            quantity, unit=unit_of(reading, inside), of=reading.low[inside], rule="figure.fraction", confidence=0.9
        )
    joined = at > number.last + 1
    noun = head_noun(reading, at) if joined else None
    counted_unit = unit_of(reading, noun) if noun is not None else None
    of = counted(reading, number.last + 1)[1] if joined else None
    return replace(
        quantity,
        high=noun if noun is not None else number.last,
        unit=counted_unit,
        of=of,
        rule="figure.fraction",
        confidence=0.9,
    )


def certainty(reading: Reading, number: Number) -> float:
    """A small number in words after an article is often no more than a reference («les deux organisations»)."""
    before = reading.low[number.first - 1] if number.first else ""
    anaphoric = number.form == "words" and before in (
        "les",
        "ces",
        "des",
        "tous",
        "toutes",
        "nos",
        "leurs",
        "ses",
        "aux",
    )
    return 0.6 if anaphoric else 0.94


def is_idiom(reading: Reading, number: Number, noun: int) -> bool:
    """«à deux reprises», «deux fois», «les deux»: nothing is claimed."""
    word, before = reading.low[noun], reading.low[number.first - 1] if number.first else ""
    if word in ("reprises", "sens", "mains", "exemplaires") or (word == "fois" and (number.value or 0) < 3):
        return number.form == "words"
    return (
        number.form == "words"
        and (number.value or 0) < 3
        and before in ("les", "ces", "tous", "toutes", "des", "aux", "entre")
    )


def without_noun(reading: Reading, quantity: Quantity, before: Quantity | None) -> Quantity | None:
    """«dont 51 de …», «contre 81 l’an passé», «huit d’entre elles», «soit 71 millions», «Arrestations : 45»."""
    number, low = quantity.number, reading.low
    previous = low[quantity.low - 1] if quantity.low else "\n"
    following = low[number.last + 1] if number.last + 1 < len(low) else "\n"
    near = (
        before is not None and reading.sentence_of(before.number.first)[0] >= reading.sentence_of(number.first)[0] - 60
    )
    same_sentence = before is not None and reading.sentence_of(before.number.first) == reading.sentence_of(number.first)
    if previous == ":" and number.form == "digits":
        label = label_before(reading, quantity.low - 1)
        if label is not None:
            unit = singular(low[label])
            return replace(
                quantity, low=label, unit=unit, of=of_phrase(reading, label), rule="figure.listed", confidence=0.8
            )
    if before is not None and before.unit and near:
        linked = same_sentence and previous in ("dont", "contre", "sur")
        amount = (
            low[number.last] in ("millions", "milliards", "million", "milliard")
            and len(before.unit) == 3
            and before.unit.isupper()
        )
        counted_again = following in ("d'", "d'entre") or (following in ("autres", "autre") and number.form == "words")
        pronoun = (
            number.form == "words"
            and same_sentence
            and following in ("ont", "l'", "étaient", "sont", "avaient", "seraient")
        )
        if linked or amount or counted_again or pronoun:
            return replace(
                quantity,
                unit=before.unit,
                of=before.of,
                rule="figure.inherited",
                confidence=0.75,
                part_of=previous == "dont",
            )
    grouped = number.form == "digits" and number.first == number.last and (number.value or 0) >= 1000
    if number.form in ("round", "many") or quantity.upper is not None or grouped:
        inherited = before.unit if before is not None and same_sentence else None
        return replace(quantity, unit=number_of(reading, number.first) or inherited, rule="figure.bare", confidence=0.5)
    return None


def label_before(reading: Reading, colon: int) -> int | None:
    """First word of the label that ends at the colon and fills the line up to it: «Arrestations : 45»."""
    line = reading.plain.rfind("\n", max(0, reading.starts[colon] - 120), reading.starts[colon]) + 1
    first = reading.token_at(line)
    while first < colon and not reading.words[first][0].isalpha():
        first += 1
    return (
        first
        if first < colon <= first + 6
        and reading.low[first] not in FUNCTION_WORDS
        and reading.low[first] not in NUMBERED
        else None
    )


def number_of(reading: Reading, at: int) -> str | None:
    """«le nombre d’utilisateurs est passé de 110 000 à …»: the noun, singular, that the sentence says is numbered."""
    begin, _ = reading.sentence_of(at)
    for i in range(at - 1, begin, -1):
        if reading.low[i] == "nombre" and reading.low[i + 1] in ("de", "d'", "des") and reading.low[i + 2][0].isalpha():
            return singular(reading.low[i + 2])
    return None


def cfa(reading: Reading, code: str) -> str:
    """Francs CFA are XAF where the text names Central African countries and no West African one."""
    if code != "XOF":
        return code
    named = set(reading.words)
    return "XAF" if named & CENTRAL_AFRICA and not named & WEST_AFRICA else "XOF"


def head_noun(reading: Reading, at: int, *, plural: bool = False) -> int | None:
    """Token of the noun that is counted, adjectives skipped; None where no noun follows at once.

    With `plural`, the noun has to look like one: behind a number from two on, «seulement» or «adressée» is none.
    """
    low = reading.low
    while (
        at < len(low)
        and at
        and reading.starts[at] - reading.ends[at - 1] <= 1
        and low[at] in ADJECTIVES
        and low[at] not in COMPOUNDS
    ):
        if at + 1 >= len(low) or not low[at + 1][0].isalpha() or low[at + 1] in FUNCTION_WORDS or not reading.tight(at):
            return at if low[at] not in ("autres", "autre", "premiers", "premières", "derniers", "dernières") else None
        at += 1
    if at >= len(low) or (at and reading.starts[at] - reading.ends[at - 1] > 1):
        return None
    word = low[at]
    if word in ("«", "“", '"') and at + 1 < len(low):
        at, word = at + 1, low[at + 1]
    if not word[0].isalpha() or word in FUNCTION_WORDS - {"personnes", "ans"} or word.endswith("'") or word in NO_NOUNS:
        return None
    if (
        plural
        and not word.endswith(("s", "x", "z"))
        and word not in TIGHT_UNITS
        and not reading.words[at].isupper()
        and not word.endswith("-")
        and word not in MEASURES
    ):
        return None
    return at


def compound_end(reading: Reading, noun: int) -> int:
    """Last token of a unit of several words: bases de données, chefs de police, pays membres."""
    for tail in COMPOUNDS.get(reading.low[noun], ()):
        parts = re.findall(r"[^\W\d_]+(?:-[^\W_]+)*'?", tail.lower())
        if reading.low[noun + 1 : noun + 1 + len(parts)] == parts:
            return noun + len(parts)
    return noun


def unit_of(reading: Reading, noun: int) -> str:
    """The noun counted, singular: «chef de police», «victime»."""
    end = compound_end(reading, noun)
    head = (
        singular(reading.low[noun])
        if reading.words[noun][0].islower() or reading.sentence_of(noun)[0] == noun
        else reading.words[noun]
    )
    if end == noun:
        return head
    tail = reading.plain[reading.ends[noun] + 1 : reading.ends[end]]
    return f"{head} {singular(tail) if ' ' not in tail and chr(39) not in tail else tail}"


def counted(reading: Reading, at: int) -> tuple[int, str | None]:
    """Last token and words of «de/des/du X» after a share."""
    low = reading.low
    if at < len(low) and low[at] in ("de", "des", "du", "d'"):
        at += 1
        while at < len(low) and low[at] in ("la", "l'", "ses", "leurs", "nos", "ces", "les", "l'ensemble"):
            at += 1
    if at >= len(low) or not low[at][0].isalpha() or low[at] in FUNCTION_WORDS:
        return at - 1, None
    end = phrase_end(reading, at)
    return end, reading.plain[reading.starts[at] : reading.ends[end]]


def of_phrase(reading: Reading, at: int) -> str | None:
    """What is counted, in the text's words, from token at on."""
    if at < len(reading) and reading.low[at] in ("de", "d'", "des", "du", "en"):
        at += 1
    if at >= len(reading) or not reading.low[at][0].isalpha() or reading.low[at] in FUNCTION_WORDS:
        return None
    return reading.plain[reading.starts[at] : reading.ends[phrase_end(reading, at)]]


def qualifier_after(reading: Reading, at: int) -> str | None:
    """«800 personnes environ»."""
    for length in (3, 2, 1):
        said = " ".join(reading.low[at : at + length])
        if said in AFTER:
            return said
    return None


def to_figure(reading: Reading, quantity: Quantity, at: int) -> ParsedFigure:
    """The quantity as a value of the release."""
    start, end = reading.starts[quantity.low], reading.ends[quantity.high]
    return ParsedFigure(
        start=start,
        end=end,
        rule=quantity.rule,
        confidence=quantity.confidence,
        text=reading.text[start:end],
        value=quantity.value,
        upper=quantity.upper,
        qualifier=quantity.qualifier,
        unit=quantity.unit,
        of=quantity.of,
        part_of=at - 1
        if at and (quantity.part_of or (quantity.low and reading.low[quantity.low - 1] == "dont"))
        else None,
    )


def once(found: list[ParsedFigure]) -> list[ParsedFigure]:
    """The same quantity said again counts once; references to others are kept right."""
    kept: list[ParsedFigure] = []
    place: dict[int, int] = {}
    seen: dict[tuple[float | None, float | None, str | None, str], int] = {}
    for at, figure in enumerate(found):
        of = "" if (figure.value or 0) > 20 else (figure.of or "").lower()
        key = (figure.value, figure.upper, figure.unit, of)
        if figure.value is not None and key in seen:
            place[at] = seen[key]
            continue
        place[at] = seen[key] = len(kept)
        kept.append(figure if figure.part_of is None else replace(figure, part_of=place.get(figure.part_of)))
    return kept
