"""A text as the rules read it: paragraphs, tokens and sentences with their places.

`plain` has the same length as the text, so that every offset counts in both: all kinds of space are one space,
apostrophes are ', hyphens are -, and a line break inside a sentence is a space. A line break that remains ends a
paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Set
from itertools import accumulate, chain, pairwise

from etl.lexicon import words

SPACES = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\u200b\ufeff"
)
SAME_LENGTH = (
    *((char, " ") for char in SPACES),
    *((char, "'") for char in "’ʼ′´`＇"),
    *((char, "-") for char in "‐‑"),
    *((char, "\n") for char in "\u000b\u000c\u0085\u2028\u2029"),
)
# Words with inner hyphens (an elided one keeps its apostrophe), numbers, acronyms with points, single signs.
LATIN = "A-Za-zªµºÀ-ÖØ-öø-ʸḀ-ỿﬀ-ﬆ"  # said so, a letter is found twice as fast as by what it is not
TOKEN = re.compile(
    rf"([{LATIN}]{{2,}}+(?:-[^\W_]+)*'?|[^\W\d_]{{2,}}(?:-[^\W_]+)*'?"
    r"|\d{1,3}(?:[ '.]\d{3})+(?!\d)(?:,\d+(?!\d))?|\d+(?:[.,]\d+)?"
    r"|(?:[^\W\d_]\.){2,}|[^\W\d_](?:-[^\W_]+)*'?|[^\w ])"
)
# A lost space: «a déclaréM. Stock».
GLUED = re.compile(r"é(?<=[a-zé][a-zé]é)(?=[A-ZÀ-Þ])")
WRAPPED_AT = 110
RAGGED = 16  # characters by which a wrapped line may fall short
LABEL = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ]{2,12} ?: ")  # «Date : 6 juin 2007» is a line of its own
WIDEST_GAP = 3  # spaces between two words of one phrase
LONGEST_SENTENCE = 300  # tokens: no rule looks further, so that no text makes it slow
LEFT_HANGING = words("words", "left_hanging")
ABBREVIATIONS = words("words", "abbreviations")
OPENERS = words("words", "sentence_openers")


class Reading:
    """Tokens of a text as parallel lists; token i is `words[i]` at `starts[i]:ends[i]`, `low[i]` in lower case."""

    __slots__ = (
        "capitals",
        "count",
        "ends",
        "forms",
        "index",
        "low",
        "lower_case",
        "openings",
        "paragraphs",
        "plain",
        "sentence_starts",
        "starts",
        "text",
        "vocabulary",
        "words",
    )

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = join_wrapped_lines(unified(text))
        parts = TOKEN.split(self.plain)  # gaps and tokens in turn
        if GLUED.search(self.plain):
            parts = [piece for part in parts for piece in unglued(part)]
        edges = list(accumulate(map(len, parts)))
        self.starts, self.ends = edges[:-1:2], edges[1::2]
        known: dict[str, str] = {}  # a word said again is kept once, or a long text would take a third more memory
        self.words = list(map(known.setdefault, parts[1::2], parts[1::2]))
        self.count = len(self.words)
        lowered = {word: word.lower() for word in known}
        self.low = list(map(lowered.__getitem__, self.words))
        self.paragraphs = paragraphs_of(self.plain)
        self.index: dict[str, list[int]] = defaultdict(list)
        for i, word in enumerate(self.low):
            self.index[word].append(i)
        self.vocabulary = frozenset(self.index)
        self.forms = frozenset(known)
        capitals = {word for word in self.forms if word[0].isupper()}
        self.capitals = [i for i, word in enumerate(self.words) if word in capitals]
        self.lower_case = self.vocabulary & self.forms
        self.sentence_starts = self._sentences()
        self.openings = frozenset(self.sentence_starts)

    def positions(self, wanted: Set[str]) -> list[int]:
        """Indexes of the tokens that are, in lower case, one of `wanted`, in order."""
        return sorted(chain.from_iterable(map(self.index.__getitem__, self.vocabulary & wanted)))

    def _sentences(self) -> list[int]:
        """Indexes of the tokens that begin a sentence."""
        starts = [0]
        count, seen = self.count, 0
        enders = [word for word in self.index if word in ".!?…\n" or word[-1] == "."]
        for i in sorted(i for word in enders for i in self.index[word]):
            if i >= seen and self._ends_sentence(i):
                seen = i + 1
                while seen < count and self.words[seen] in '.!?…»”")\n':
                    seen += 1
                if seen < count:
                    starts.append(seen)
        return starts

    def _ends_sentence(self, i: int) -> bool:
        word = self.words[i]
        if word == "\n":
            return True
        after = i + 1
        while after < len(self.words) and self.words[after] in '»”"«“)':
            after += 1
        if after >= len(self.words) or self.words[after] == "\n":
            return True
        following = self.words[after]
        if not (following[0].isupper() or following[0].isdigit() or following[0] in '«“"-–—•'):
            return False
        if len(word) > 1:  # an acronym with points ends a sentence only before a word that opens one
            return self.low[after] in OPENERS
        before = self.low[i - 1] if i else ""
        if word == "." and self.ends[i - 1] == self.starts[i]:
            return before not in ABBREVIATIONS and not (
                len(before) == 1 and self.words[i - 1].isupper() and before.isalpha()
            )
        return True

    def token_at(self, offset: int) -> int:
        """Index of the token that holds or follows the character at `offset`."""
        i = bisect_right(self.starts, offset) - 1
        return i if i >= 0 and self.ends[i] > offset else i + 1

    def sentence_of(self, token: int) -> tuple[int, int]:
        """First and after-last token of the sentence around `token`; of an endless one, what stands near the token."""
        at = bisect_right(self.sentence_starts, token)
        begin = self.sentence_starts[at - 1] if at else 0
        after = self.sentence_starts[at] if at < len(self.sentence_starts) else len(self.words)
        return max(begin, token - LONGEST_SENTENCE), min(after, token + LONGEST_SENTENCE)

    def paragraph_number(self, offset: int) -> int:
        """Index of the paragraph that holds the character at `offset`."""
        return max(bisect_right(self.paragraphs, (offset, len(self.plain) + 1)) - 1, 0)

    def paragraph_of(self, offset: int) -> tuple[int, int]:
        """Span of the paragraph that holds the character at `offset`."""
        return self.paragraphs[self.paragraph_number(offset)] if self.paragraphs else (0, 0)

    def tight(self, i: int) -> bool:
        """Whether token i + 1 follows token i with at most one space between."""
        return i + 1 < len(self.words) and self.starts[i + 1] - self.ends[i] <= WIDEST_GAP


def unified(text: str) -> str:
    """The text with one kind of space, apostrophe, hyphen and line break; the length stays."""
    for char, plain in SAME_LENGTH:
        if char in text:
            text = text.replace(char, plain)
    return text


def unglued(word: str) -> list[str]:
    """The word, cut where spaces were lost, with empty gaps between."""
    cuts = [0, *(match.end() for match in GLUED.finditer(word)), len(word)]
    pieces = [piece for start, end in pairwise(cuts) for piece in (word[start:end], "")]
    return pieces[:-1]


def paragraphs_of(plain: str) -> list[tuple[int, int]]:
    """Spans of the lines that are not blank."""
    spans: list[tuple[int, int]] = []
    start = 0
    for line in plain.split("\n"):
        if line and not line.isspace():
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def join_wrapped_lines(plain: str) -> str:
    """Turn line breaks that stand inside a sentence into spaces; the length stays."""
    if "\n" not in plain:
        return plain
    lines = plain.split("\n")
    width = wrapped_at(lines)
    joined = [lines[0]]
    for before, line in pairwise(lines):
        joined.append(" " if goes_on(before, line, width) else "\n")
        joined.append(line)
    return "".join(joined)


def goes_on(before: str, line: str, width: int) -> bool:
    """Whether `line` goes on where `before` breaks off: «plus de / 800 délégués», or a wrapped text's full line."""
    first, last = line.lstrip(" ")[:1], before.rstrip(" ")
    if width:
        begins = line.split(" ", 1)[0] if first else ""
        full = len(last) + 1 + len(begins) > width - RAGGED and last.isupper() == line.isupper()
        return bool(first and last) and first not in "•*-–" and (full or first.islower()) and not LABEL.match(line)
    if not first or not (first.islower() or first.isdigit()):
        return False
    word = last.removesuffix(",").rsplit(" ", 1)[-1].rsplit("'", 1)[-1]
    return word.lower() in LEFT_HANGING and word != "A"  # «Taille du texte : A A A», and then the day


def wrapped_at(lines: list[str]) -> int:
    """The column at which lines were broken, paragraphs being separated by blank lines; 0 where they were not."""
    filled = [line.strip() for line in lines if line and not line.isspace()]
    if len(filled) < 6 or len(filled) == len(lines) or max(map(len, filled)) > WRAPPED_AT:
        return 0
    long = [line for line in filled if len(line) > WRAPPED_AT // 2]
    wrapped = len(long) * 2 > len(filled) and sum(line[-1] not in '.!?»:;"”' for line in long) * 2 > len(long)
    return max(map(len, filled)) if wrapped else 0
