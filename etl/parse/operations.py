"""Operations of the police that have a name.

Rule: `event.operation` (l’opération Pangea XIV, l’opération « Lotus d’or », l’action conjointe « Pandora »).
"""

from __future__ import annotations

from etl.lexicon import words
from etl.parse.event_names import EventNames
from etl.parse.gatherings import Gathering
from etl.parse.ordinals import ROMAN
from etl.parse.reading import Reading

CHRISTENED = words("events", "christened")
NOT_NAMES = words("events", "not_operation_names")
MARKS = {"«": "»", "“": "”", '"': '"'}
LONGEST_IN_MARKS = 9  # tokens
WITHOUT_MARKS = str.maketrans("", "", '»”"')


class Operations:
    """Reads the names of operations."""

    def __init__(self, reading: Reading, names: EventNames) -> None:
        self.reading = reading
        self.names = names

    def action(self, i: int) -> Gathering | None:
        """«l’action conjointe « Pandora »», «journée d’action “Silent Ledger”»: an operation by another noun."""
        last = self.names.quoted_end(i)
        if last is None:
            return None
        opening = next(at for at in range(last, i, -1) if self.reading.words[at] in '«“"')
        name = f"{self.names.written(i, i)} {self.names.written(opening + 1, last)}"
        return Gathering(i, last, "operation", self.reading.low[i], name, None, "event.operation", 0.8)

    def operation(self, i: int) -> Gathering | None:
        """«opération Pangea XIV», «l’opération « Lotus d’or »», «opération baptisée “Serengeti”»."""
        words_, at = self.reading.words, i + 1
        while at < len(words_) and self.reading.low[at] in CHRISTENED:
            at += 1
        if at >= len(words_):
            return None
        span = self.marked(at) if words_[at] in MARKS else self.unmarked(at)
        if span is None:
            return None
        words_of_name = self.names.written(*span).translate(WITHOUT_MARKS).replace("  ", " ").strip()
        name = f"opération {words_of_name}"
        return Gathering(i, span[1], "operation", "opération", name, None, "event.operation", 0.93)

    def marked(self, at: int) -> tuple[int, int] | None:
        """First and last token of the name in the quotation marks that open at token `at` (“Lotus” II)."""
        words_ = self.reading.words
        end = min(at + LONGEST_IN_MARKS, len(words_))
        close = next((n for n in range(at + 1, end) if words_[n] in MARKS[words_[at]]), None)
        if close is None or not words_[at + 1][0].isupper():
            return None
        numbered = close + 1 < len(words_) and ROMAN.match(words_[close + 1])
        return at + 1, close + 1 if numbered else close - 1

    def unmarked(self, at: int) -> tuple[int, int] | None:
        """First and last token of the name that begins with a capital at token `at`."""
        reading = self.reading
        if not reading.words[at][0].isupper() or reading.low[at] in NOT_NAMES or not reading.tight(at - 1):
            return None
        last = at
        while reading.tight(last) and self.goes_on(last + 1):
            last += 1
        return at, last

    def goes_on(self, at: int) -> bool:
        """Whether token `at` may be of an operation's name: a capital, digits, «de» before a capital."""
        words_ = self.reading.words
        if words_[at][0].isupper() or words_[at].isdigit():
            return True
        joint = self.reading.low[at] in ("de", "d'", "of", "du", "des", "la")
        return joint and at + 1 < len(words_) and words_[at + 1][0].isupper()
