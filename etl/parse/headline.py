"""Which of the lines before the body is the title.

`« On ne joue plus »` / `3 mars 2010` / `LYON (France) – …`: what stands alone above the day is the title in any form;
elsewhere a title has three words and ends like no sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from etl.parse.dates import dates_in
from etl.parse.header_lines import (
    Line,
    behind_day,
    breaks_off,
    count_words,
    crumbs_of,
    hangs_on,
    is_field,
    is_label,
    is_letter_head,
    is_menu,
    is_noise,
    is_rubric,
    joined,
    looks_like_title,
    may_be_title,
    object_of,
    opens_page,
    tells,
    without_menus,
)
from etl.parse.values import Span

LEAST_IN_CAPITALS = 5  # words
LONGEST_NEWS = 110  # characters


@dataclass(slots=True)
class Headline:
    """What was read of the lines before the body, and what of it is noise."""

    lines: list[Line] = field(default_factory=list)
    noise: list[Line] = field(default_factory=list)
    crumbs: set[str] = field(default_factory=set)
    spare: list[Line] = field(default_factory=list)  # what may be the title if no line is
    beside_day: Line | None = None
    above_day: Line | None = None

    def take_noise(self, before: Line, line: Line, *, dated: bool) -> bool:
        """Put aside a menu, a label, a credit; what stands above a menu is of the page, not of the release."""
        about = object_of(line)
        self.spare += [about] if about else []
        if is_field(line):
            return True
        if not (is_noise(line) or hangs_on(before, line)):
            return False
        self.noise.append(line)
        self.crumbs |= crumbs_of(line)
        self.spare += [line] if looks_like_title(line) and hangs_on(before, line) and not is_noise(line) else []
        if not dated and opens_page(line):
            self.spare += [one for one in self.lines if is_menu(line) and looks_like_title(one) and not is_label(one)]
            self.noise += self.lines
            self.lines = []
        return True

    def take(self, before: Line, line: Line) -> None:
        """Keep a line that may be the title, or go on with the one above."""
        if self.lines and before.end == self.lines[-1].end and breaks_off(before, line):
            self.lines[-1] = joined(self.lines[-1], line)
        else:
            self.lines.append(line)

    def take_day(self, before: Line, line: Line) -> None:
        """The day's line follows `before`: the only line so far is the title."""
        if self.above_day is None and self.lines and self.lines[-1].end == before.end:
            self.above_day = self.lines[-1]
            self.beside_day = self.lines[0] if len(self.lines) == 1 else None
        behind = behind_day(line)
        self.spare += [behind] if behind and looks_like_title(behind) and not is_label(behind) else []

    def choose(self, count: int) -> Span | None:
        """The title; none where the text, of `count` lines, is nothing but lines that could be one."""
        best = self.best(count) or self.alone() or next(iter(self.spare), None) or self.quoted()
        if best is None:
            return None
        self.noise += [line for line in self.lines if line.said.isupper() and line is not best]
        return Span(best.start, best.end)

    def alone(self) -> Line | None:
        """The line above the day where no line has a title's form: «Ouverture»."""
        line = self.lines[0] if self.beside_day else None
        return line if line and may_be_title(line) and not is_letter_head(line) else None

    def quoted(self) -> Line | None:
        """A line in quotation marks that is no sentence: «« Nous tiendrons la frontière »»."""
        return next((line for line in self.lines if is_quotation(line)), None)

    def leading(self, plain: list[Line]) -> Line | None:
        """The first line that is no label; below a theme, the line that tells what happened."""
        long = [line for line in plain if not is_label(line)]
        if len(long) > 1 and is_rubric(long[0]) and long[0] is not self.beside_day and is_news(long[1]):
            return long[1]
        return long[0] if long else None

    def best(self, count: int) -> Line | None:
        """The first line that looks like a title: kickers and lines in capitals count only where no other does.

        Of several lines in capitals, letter-heads come first and the title last; what a breadcrumb ends with is the
        title.
        """
        fit = [line for line in self.lines if looks_like_title(line)]
        fit = fit[:1] + [line for line in fit[1:] if not line.said[0].islower()]
        if not fit or len(fit) == count:
            return None
        if all(is_letter_head(line) for line in fit):
            return next((line for line in fit if tells(line)), None)
        alone = self.alone()
        if alone and (alone in fit) == is_label(alone) and not alone.said.isupper():
            return alone
        fit = [line for line in fit if line.folded in self.crumbs and not is_label(line)] or fit
        plain = without_menus([line for line in fit if not line.said.isupper()])
        capitals = [line for line in fit if is_in_capitals(line)]
        long = self.leading(plain)
        if long and capitals and stands_above(capitals[-1], long):
            return capitals[-1]
        if long or capitals:
            return long or capitals[-1]
        named = [line for line in plain or fit if not is_letter_head(line)] or plain or fit
        return self.above_day if self.above_day in named else named[0]


def is_in_capitals(line: Line) -> bool:
    """Whether the line is a sentence's length of capitals."""
    return line.said.isupper() and len(line.said.split()) >= LEAST_IN_CAPITALS


def stands_above(title: Line, line: Line) -> bool:
    """Whether a sentence in capitals has its subtitle right below: «UN RÉSEAU DÉMANTELÉ À RIGA / 12 arrestations»."""
    near = line.below and 0 < line.start - title.end <= 2
    told = tells(title) and not (is_letter_head(title) or dates_in(title.said))
    return near and told and title.folded != line.folded


def is_news(line: Line) -> bool:
    """Whether a line below a theme has a title's length and tells of a deed; a longer one is a standfirst."""
    return tells(line) and len(line.said) < LONGEST_NEWS


def is_quotation(line: Line) -> bool:
    """Whether a line is three words or more in quotation marks, without a point."""
    said = line.said
    return (
        said[0] in '«“"' and said[-1] in '»”"' and said.rstrip('»”" \u00a0')[-1:] not in ".," and count_words(line) > 2
    )
