"""Names of events: how far the words reach that name a gathering or an operation."""

from __future__ import annotations

from bisect import bisect_right

from etl.lexicon import words
from etl.parse.gazetteer import Listed
from etl.parse.nouns import JOINTS, STOPS, phrase_end
from etl.parse.places import Places
from etl.parse.reading import Reading

FIRST_TIMES = words("events", "first_times")
ADJECTIVES = words("events", "adjectives")
BEFORE_MARKS = words("events", "before_marks") | ADJECTIVES
NAME_STOPS = words("events", "name_stops")
LONGEST = 18  # tokens of a noun phrase
LONGEST_IN_MARKS = 12  # tokens between quotation marks


class EventNames:
    """Reads names behind the head nouns of events."""

    def __init__(self, reading: Reading, places: Places, listed: list[Listed]) -> None:
        self.reading = reading
        self.places = places
        self.organizations = [one for one in listed if one.entry.kind == "organization"]
        self.organization_firsts = [one.first for one in self.organizations]
        self.listed = {one.first for one in listed if one.entry.kind != "subject"}

    def place_said(self, first: int, after: int) -> bool:
        """Whether tokens first to after - 1 say where something happened."""
        return any(self.places.where(first, after))

    def is_listed(self, at: int) -> bool:
        """Whether the name of a place, a body or a programme begins at token `at`."""
        return at in self.listed

    def written(self, first: int, last: int) -> str:
        """The words as the text has them, with single spaces."""
        return " ".join(self.reading.text[self.reading.starts[first] : self.reading.ends[last]].split())

    def end(self, i: int) -> int:
        """Last token of the name that token i heads, in quotation marks or not."""
        return self.quoted_end(i) or self.phrase_end(i)

    def quoted_end(self, i: int) -> int | None:
        """«colloque « Patrimoine en péril »», «journée d’action “Silent Ledger”»: last token of a name in marks."""
        words_, at = self.reading.words, i + 1
        while at < len(words_) and at < i + 6 and self.reading.low[at] in BEFORE_MARKS:
            at += 1
        if at + 1 >= len(words_) or words_[at] not in '«“"' or not words_[at + 1][0].isupper():
            return None
        closing = (n - 1 for n in range(at + 2, min(at + LONGEST_IN_MARKS, len(words_))) if words_[n] in '»”"')
        return next(closing, None)

    def phrase_end(self, i: int) -> int:
        """Last token of the name: through «de l’Assemblée générale d’INTERPOL», up to a comma, verb or date."""
        low = self.reading.low
        last = phrase_end(self.reading, i, LONGEST)
        last = next((at - 1 for at in range(i + 1, last + 1) if self.ends_name(i, at)), last)
        while last > i and (low[last] in JOINTS or low[last] in ("la", "le", "l'", "les") or low[last] in STOPS):
            last -= 1
        return last + 1 if self.is_group_of_states(last) else last

    def is_group_of_states(self, at: int) -> bool:
        """«G7», «G20»: a letter and a number in one word."""
        reading = self.reading
        glued = at + 1 < reading.count and reading.ends[at] == reading.starts[at + 1]
        return glued and reading.words[at] == "G" and reading.words[at + 1].isdigit()

    def ends_name(self, i: int, at: int) -> bool:
        """Whether token `at` is no longer of the name that token i heads."""
        low = self.reading.low
        if low[at] in ("à", "en", "au", "aux"):
            return self.is_place(at + 1) or low[at + 1] in ("laquelle", "lequel")
        if low[at] in ("pour", "et"):
            return at > i + 1 and not self.capital_behind(at, i) and low[at - 1] != "droits"
        return low[at] in NAME_STOPS

    def capital_behind(self, at: int, i: int) -> bool:
        """«pour l’Afrique», «et Europol»: a capital goes on; behind a head with a capital «pour la» will do."""
        words_, low = self.reading.words, self.reading.low
        article = low[at + 1] in ("la", "le", "l'", "les") and at + 2 < len(words_)
        if article and low[at] == "pour" and words_[at + 2][0].islower():
            return words_[i][0].isupper() and i not in self.reading.openings and low[at + 2] not in FIRST_TIMES
        return words_[at + 2 if article and low[at] == "pour" else at + 1][0].isupper()

    def is_place(self, at: int) -> bool:
        """Whether a place begins at token `at`, an article aside."""
        low = self.reading.low
        if at < len(low) and low[at] in ("la", "l'", "les"):
            at += 1
        return at < len(low) and (at in self.places.at or self.reading.words[at][0].isupper())

    def organization_in(self, i: int, last: int) -> str | None:
        """The first listed organisation behind token i, up to `last`."""
        at = bisect_right(self.organization_firsts, i)
        if at < len(self.organizations) and self.organizations[at].first <= last:
            return self.organizations[at].entry.stands_for
        return None
