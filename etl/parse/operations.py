"""Operations of the police that have a name.

Rules: `event.operation` (l’opération Pangea XIV, l’opération « Lotus d’or », l’action conjointe « Pandora »),
`event.christened` (Baptisée « Lotus d’or », l’opération …; l’opération, dont le nom de code est Lotus),
`event.edition` (Lotus II, beside opération Lotus III).
"""

from __future__ import annotations

import re

from etl.lexicon import words
from etl.parse.event_names import BEFORE_MARKS, EventNames
from etl.parse.gatherings import Gathering
from etl.parse.ordinals import ROMAN
from etl.parse.reading import Reading

CHRISTENED = words("events", "christened")
CHRISTENING = words("events", "christening")
OF_SECRETS = words("events", "of_secrets")
SECRETLY = words("events", "secretly")
NOT_NAMES = words("events", "not_operation_names")
NAME_JOINTS = words("events", "name_joints")
POLICE_ACTIONS = words("events", "police_actions")
MARKS = {"«": "»", "“": "”", '"': '"'}
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
SINGLE_BEFORE = CHRISTENED | POLICE_ACTIONS | CHRISTENING | MARKS.keys()
LONGEST_IN_MARKS = 9  # tokens
NEAR = 30  # tokens between an operation and what it was christened
WITHOUT_MARKS = str.maketrans("", "", '»”"')


class Operations:
    """Reads the names of operations."""

    def __init__(self, reading: Reading, names: EventNames) -> None:
        self.reading = reading
        self.names = names

    def action(self, i: int) -> Gathering | None:
        """«l’action conjointe « Pandora »», «journées d’action conjointes Rhapsode II»: an operation."""
        last = self.names.quoted_end(i)
        if last is None:
            return self.unmarked_action(i)
        opening = next(at for at in range(last, i, -1) if self.reading.words[at] in '«“"')
        name = f"{self.names.written(i, i)} {self.names.written(opening + 1, last)}"
        return Gathering(i, last, "operation", self.reading.low[i], name, None, "event.operation", 0.8)

    def unmarked_action(self, i: int) -> Gathering | None:
        """«journées d’action conjointes Rhapsode II»; «l’action d’Europol» is none."""
        if self.reading.low[i] == "action":
            return None
        at = i + 1
        while at < self.reading.count and self.reading.low[at] in BEFORE_MARKS:
            at += 1
        span = self.unmarked(at) if at < self.reading.count else None
        if span is None or self.names.is_listed(at):
            return None
        name = self.names.written(i, span[1])
        return Gathering(i, span[1], "operation", self.reading.low[i], name, None, "event.operation", 0.75)

    def operations(self, i: int) -> list[Gathering]:
        """«opération Pangea XIV», «l’opération « Lotus d’or »», «les opérations Serengeti et Synergia»."""
        words_, at = self.reading.words, i + 1
        while at < len(words_) and (self.reading.low[at] in CHRISTENED or self.is_body(at)):
            at += 1
        found: list[Gathering] = []
        while (span := self.name_at(at)) is not None:
            found.append(self.named(at if found else i, span))
            joint = span[1] + 2 if words_[span[1] + 1 : span[1] + 2] in (["»"], ["”"]) else span[1] + 1
            if self.reading.low[i] != "opérations" or self.reading.low[joint : joint + 1] not in ([","], ["et"]):
                break
            at = joint + 1
        return found

    def is_body(self, at: int) -> bool:
        """Whether token `at` joins bodies whose operation it is: «l’opération INTERPOL-AFRIPOL Serengeti»."""
        parts = self.reading.low[at].split("-")
        following = self.reading.words[at + 1][0] if at + 1 < self.reading.count else " "
        return all(part in NOT_NAMES for part in parts) and (following.isupper() or following in MARKS)

    def christened(self, i: int) -> Gathering | None:
        """«Baptisée « Lotus d’or », l’opération …», «l’opération, dont le nom de code est Lotus»."""
        reading = self.reading
        begin, after = reading.sentence_of(i)
        before = (
            i - NEAR if i in reading.openings else begin
        )  # «Baptisée « Lotus », celle-ci …» is said of what was told
        near = reading.low[max(0, before, i - NEAR) : min(after, i + NEAR)]
        secret = reading.low[i] in SECRETLY and reading.low[max(0, i - 2) : i] == ["nom", "de"]
        if POLICE_ACTIONS.isdisjoint(near) or (reading.low[i] in SECRETLY and not secret):
            return None
        at = i + 1
        while secret and at < after and reading.low[at] in OF_SECRETS:
            at += 1
        span = self.name_at(at)
        if span is None or self.names.is_listed(at):
            return None
        one = self.named(i, span)
        one.rule, one.confidence = "event.christened", 0.8
        return one

    def editions(self, known: list[Gathering]) -> list[Gathering]:
        """«Lotus II», where the text tells of opération Lotus III: another edition."""
        reading = self.reading
        found: list[Gathering] = []
        inside = {at for one in known for first, last in one.places for at in range(first, last + 1)}
        for name in {self.numbered_name(one) for one in known} - {None, ""}:
            for at in reading.index.get(name or "", ()):
                if at not in inside and at + 1 < reading.count and self.is_number(at + 1):
                    one = self.named(at, (at, at + 1))
                    one.rule, one.confidence = "event.edition", 0.7
                    found.append(one)
        return found

    def numbered_name(self, one: Gathering) -> str | None:
        """«lotus» of opération Lotus III; None where the name has no number, or more words."""
        at = one.last - 1
        words_ = self.reading.words
        before = words_[at - 1] if at > 0 else "A"
        single = words_[at][0].isupper() and (not before[0].isupper() or before.lower() in SINGLE_BEFORE)
        return words_[at].lower() if one.kind == "operation" and single and self.is_number(one.last) else None

    def is_number(self, at: int) -> bool:
        """Whether a roman number that counts editions stands at token `at`."""
        return bool(ROMAN.match(self.reading.words[at])) and self.reading.tight(at - 1)

    def named(self, first: int, span: tuple[int, int]) -> Gathering:
        """The operation of that name."""
        words_of_name = self.names.written(*span).translate(WITHOUT_MARKS).replace("  ", " ").strip()
        name = f"opération {words_of_name}"
        return Gathering(first, span[1], "operation", "opération", name, None, "event.operation", 0.93)

    def name_at(self, at: int) -> tuple[int, int] | None:
        """First and last token of the name that stands at token `at`, in marks or not."""
        if at >= self.reading.count:
            return None
        return self.marked(at) if self.reading.words[at] in MARKS else self.unmarked(at)

    def marked(self, at: int) -> tuple[int, int] | None:
        """First and last token of the name in the quotation marks that open at token `at` (“Lotus” II)."""
        words_ = self.reading.words
        end = min(at + LONGEST_IN_MARKS, len(words_))
        close = next((n for n in range(at + 1, end) if words_[n] in MARKS[words_[at]]), None)
        if close is None or not (words_[at + 1][0].isupper() or words_[at + 1][0].isdigit()):
            return None
        numbered = close + 1 < len(words_) and ROMAN.match(words_[close + 1])
        return at + 1, close + 1 if numbered else close - 1

    def unmarked(self, at: int) -> tuple[int, int] | None:
        """First and last token of the name that begins at token `at` with a capital, or a number before one."""
        reading = self.reading
        counted = reading.words[at].isdigit() and reading.words[at + 1 : at + 2] and reading.words[at + 1][0].isupper()
        if not (reading.words[at][0].isupper() or counted) or reading.low[at] in NOT_NAMES or not reading.tight(at - 1):
            return None
        last = at
        while reading.tight(last) and self.goes_on(last + 1):
            last += 1
        return at, last

    def goes_on(self, at: int) -> bool:
        """Whether token `at` may be of an operation's name: a capital, digits, «de» before a capital."""
        words_ = self.reading.words
        if words_[at][0].isupper() or NUMBER.fullmatch(words_[at]):
            return True
        return self.reading.low[at] in NAME_JOINTS and at + 1 < len(words_) and words_[at + 1][0].isupper()
