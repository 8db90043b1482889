"""Ways to spoil a text. Each takes the text and two numbers from 0 to 1 that say where."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Mutation = Callable[[str, float, float], str]

GOLD = Path(__file__).parents[2] / "gold"
MARKS = "«»“”„\"'‘’‹›"
NOISE = [
    "\x00", "\u0301", "e\u0301\u0327\u0308", "🙂", "👩‍👩‍👧", "\u200f", "\u202e", "\u200b", "\ufeff", "\u2028",
    "\ufffd", "\u00ad", "\t", "\r", "\v",
    "ﬁ", "İ", "ß", "ǅ", "٣٤", "²³", "½", "Ⅷ", "㊿", "𝟙𝟚", "中文", "שלום", "𐍈", "\U0010ffff", "\ue000", "\x1b[0m",
    "\x85",
    "-", "–", "—", "…", "(", ")", "[", "]", ".", ",", ";", ":", "'", "’", "%", "€", "$", "/", "|", "&", "«",
    "»", "\"", "“", "”",
    "« ", " »", "« « ", "0", "007", "1.", "1,", ",5", "1'", "1 000 000 000 000 000 000 000", "9" * 400, "1e9",
    "1/0", "0/0/0000", "32/13/2020",
    "00 janvier 0000", "31 février 2014", "99h99", "e siècle", "MMMMCMXCIXe session", "M.", "Mme ", "MM. ",
    "Dr ", "de la ", "d’", "l’",
    "a déclaré", ", a-t-il ajouté", "a-t-elle", "selon ", "que ", "dont ", "plus de ", "entre ", " et ", " à ",
    "millions", "sur dix", "pour cent",
    "opération ", "projet ", "84e session", "la présidente ", "(France) – ", "LYON (France) – ", "12 mars 2018",
    "\n", "\n\n", "\n\n\n", " ", "\u00a0", "",
]  # fmt: skip
LONG = 3000


def place(text: str, at: float) -> int:
    """The character that far into the text."""
    return int(at * len(text))


def stretch(text: str, a: float, b: float) -> tuple[int, int]:
    """The characters between two places."""
    first, last = sorted((place(text, a), place(text, b)))
    return first, last


def cut(text: str, a: float, b: float) -> str:
    """Leave a stretch out."""
    first, last = stretch(text, a, b)
    return text[:first] + text[last:]


def keep(text: str, a: float, b: float) -> str:
    """Keep a stretch alone."""
    first, last = stretch(text, a, b)
    return text[first:last]


def double(text: str, a: float, b: float) -> str:
    """Say a stretch twice."""
    first, last = stretch(text, a, b)
    return text[:last] + text[first:]


def swap_lines(text: str, a: float, b: float) -> str:
    """Exchange two lines."""
    lines = text.split("\n")
    one, other = int(a * len(lines)) % len(lines), int(b * len(lines)) % len(lines)
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def double_line(text: str, a: float, b: float) -> str:
    """Say one line again elsewhere."""
    lines = text.split("\n")
    lines.insert(int(b * len(lines)), lines[int(a * len(lines)) % len(lines)])
    return "\n".join(lines)


def turn_lines(text: str, a: float, b: float) -> str:
    """Begin in the middle, and put what was before at the end."""
    lines = text.split("\n")
    at = int(a * len(lines))
    return "\n".join(lines[at:] + lines[:at])


def lose_mark(text: str, a: float, b: float) -> str:
    """Forget one quotation mark."""
    places = [at for at, character in enumerate(text) if character in MARKS]
    if not places:
        return text
    at = places[int(a * len(places)) % len(places)]
    return text[:at] + text[at + 1 :]


def change_marks(text: str, a: float, b: float) -> str:
    """Write every mark of one kind as another."""
    return text.replace(MARKS[int(a * len(MARKS)) % len(MARKS)], MARKS[int(b * len(MARKS)) % len(MARKS)])


def insert_noise(text: str, a: float, b: float) -> str:
    """Put something that does not belong there."""
    at = place(text, a)
    return text[:at] + NOISE[int(b * len(NOISE)) % len(NOISE)] + text[at:]


def sow_noise(text: str, a: float, b: float) -> str:
    """Put the same thing behind every tenth or so word."""
    words, step = text.split(" "), 2 + int(a * 20)
    noise = NOISE[int(b * len(NOISE)) % len(NOISE)]
    return " ".join(word + noise if at % step == 0 else word for at, word in enumerate(words))


def repeat_noise(text: str, a: float, b: float) -> str:
    """Put hundreds of one thing in one place."""
    at, noise = place(text, a), NOISE[int(b * len(NOISE)) % len(NOISE)]
    return text[:at] + noise * (LONG // max(1, len(noise))) + text[at:]


def long_word(text: str, a: float, b: float) -> str:
    """Put a word of thousands of letters."""
    at = place(text, a)
    return text[:at] + text[at : at + 1] * int(b * LONG) + text[at:]


def capitals(text: str, a: float, b: float) -> str:
    """Write a stretch in capitals."""
    first, last = stretch(text, a, b)
    return text[:first] + text[first:last].upper() + text[last:]


def small_letters(text: str, a: float, b: float) -> str:
    """Write a stretch without capitals."""
    first, last = stretch(text, a, b)
    return text[:first] + text[first:last].lower() + text[last:]


def titled(text: str, a: float, b: float) -> str:
    """Write a stretch with a capital to each word."""
    first, last = stretch(text, a, b)
    return text[:first] + text[first:last].title() + text[last:]


def glue(text: str, a: float, b: float) -> str:
    """Lose the spaces of a stretch."""
    first, last = stretch(text, a, b)
    return text[:first] + text[first:last].replace(" ", "") + text[last:]


def wrap(text: str, a: float, b: float) -> str:
    """Break the line at every space of a stretch."""
    first, last = stretch(text, a, b)
    return text[:first] + text[first:last].replace(" ", "\n") + text[last:]


def unwrap(text: str, a: float, b: float) -> str:
    """Make one line of a stretch."""
    first, last = stretch(text, a, b)
    return text[:first] + text[first:last].replace("\n", " ") + text[last:]


def hard_spaces(text: str, a: float, b: float) -> str:
    """Write no-break spaces for spaces."""
    first, last = stretch(text, a, b)
    return text[:first] + text[first:last].replace(" ", "\u00a0") + text[last:]


def mojibake(text: str, a: float, b: float) -> str:
    """Read a stretch of UTF-8 as Latin-1."""
    first, last = stretch(text, a, b)
    return text[:first] + text[first:last].encode().decode("latin-1") + text[last:]


def backwards(text: str, a: float, b: float) -> str:
    """Turn a stretch around."""
    first, last = stretch(text, a, b)
    return text[:first] + text[first:last][::-1] + text[last:]


def shuffle_words(text: str, a: float, b: float) -> str:
    """Take every third word of a stretch first."""
    first, last = stretch(text, a, b)
    words = text[first:last].split(" ")
    return text[:first] + " ".join(words[0::3] + words[2::3] + words[1::3]) + text[last:]


def other_digits(text: str, a: float, b: float) -> str:
    """Write another digit for each."""
    first, last = stretch(text, a, b)
    turned = text[first:last].translate({ord("0") + n: str((n * 7 + 3) % 10) for n in range(10)})
    return text[:first] + turned + text[last:]


MUTATIONS: list[Mutation] = [
    cut, keep, double, swap_lines, double_line, turn_lines, lose_mark, change_marks, insert_noise, sow_noise,
    repeat_noise,
    long_word, capitals, small_letters, titled, glue, wrap, unwrap, hard_spaces, mojibake, backwards,
    shuffle_words, other_digits,
]  # fmt: skip


def gold_texts() -> list[str]:
    """Releases of the golden set; the blind ones stay unread."""
    return [path.read_text(encoding="utf-8") for path in sorted(GOLD.glob("*.txt"))]
