"""A text that was tried: its marks, and a table of each kind with the rules. Nothing here touches the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from archive.admin import trial_rows
from archive.admin.links import Table
from archive.admin.trial_rows import Found, Row, named
from archive.presentation.marking import Mark
from archive.presentation.passage import KINDS, LegendEntry, legend_of, marked_text
from archive.presentation.wording import percent

if TYPE_CHECKING:
    from etl.run import ParsedRelease

# Found once each: where it stands is a link in the first cell. All else goes by names, listed in a cell of their own.
PLACED_ONCE = ("quote", "figure", "participation")


class Trial:
    """What was found in one text; at most `characters` of it and `rows` of each kind are shown."""

    def __init__(self, parsed: ParsedRelease, characters: int, rows: int) -> None:
        self.parsed = parsed
        self.shown = parsed.text[:characters]
        self.limit = rows
        self.rows: dict[str, list[Row]] = {
            "quote": list(trial_rows.quotes(parsed)),
            "figure": list(trial_rows.figures(parsed)),
            "person": list(trial_rows.persons(parsed)),
            "event": list(trial_rows.events(parsed)),
            "participation": list(trial_rows.participations(parsed)),
            "programme": list(trial_rows.programmes(parsed)),
            "organization": list(trial_rows.organizations(parsed)),
            "subject": list(trial_rows.subjects(parsed)),
            "country": list(trial_rows.countries(parsed)),
        }
        self.marks = [
            *self.own_marks(),
            *(mark for rows_ in self.rows.values() for row in rows_ for mark in row.marks()),
        ]

    def text(self) -> SafeString:
        """Give the text as HTML, each mark leading to its row."""
        return marked_text(self.shown, (mark for mark in self.marks if self.is_shown(mark.end)))

    def legend(self) -> list[LegendEntry]:
        """Say which kinds are marked, and how often each."""
        return legend_of(self.marks)

    def has_more_rows(self) -> bool:
        return any(len(rows) > self.limit for rows in self.rows.values())

    def tables(self) -> list[Table]:
        """Give a table of each kind that was found."""
        tables = [self.own_table(), *(self.table(kind) for kind in self.rows)]
        return [table for table in tables if table.rows]

    def own_values(self) -> dict[str, str]:
        """What the text says of itself: title, day and dateline, as read."""
        line = self.parsed.dateline
        day = parse_date(self.parsed.published_on or "")
        values = {
            "title": self.parsed.title,
            "published_on": date_format(day) if day else self.parsed.published_on,
            "dateline": ", ".join(filter(None, [line.city, line.country, line.country_code])) if line else None,
        }
        return {kind: value for kind, value in values.items() if value}

    def own_marks(self) -> list[Mark]:
        values = self.own_values()
        return [
            Mark(span.start, span.end, kind, values.get(kind, ""), f"#{kind}-0", f"{kind}-0-at-0")
            for kind, span in self.parsed.spans.items()
        ]

    def own_table(self) -> Table:
        rows = []
        for kind, value in self.own_values().items():
            span = self.parsed.spans.get(kind)
            to_text = self.to_text(kind, f"{kind}-0-at-0", span.end) if span else ""
            rows.append([named(capfirst(str(KINDS[kind])), f"{kind}-0"), format_html("{} {}", value, to_text)])
        return Table(_("Title, day, dateline"), [_("Field"), _("Read as")], rows, "own")

    def table(self, kind: str) -> Table:
        title, headers = headings()[kind]
        if kind not in PLACED_ONCE:
            headers = [*headers, _("Named as")]
        rows = [self.cells(row) for row in self.rows[kind][: self.limit]]
        return Table(title, [*headers, _("Rule"), _("Confidence")], rows, f"all-{kind}", kind=kind)

    def cells(self, row: Row) -> list[object]:
        first = named(row.first, row.anchor)
        if row.kind in PLACED_ONCE:
            first = format_html("{} {}", first, self.to_text(row.kind, row.place_anchor(0), row.places[0].end))
            return [first, *row.cells, rules(row.places), sureness(row.places)]
        return [first, *row.cells, self.names(row), rules(row.places), sureness(row.places)]

    def names(self, row: Row) -> SafeString:
        """Each way of naming once, with how often it is used, and the way to where it first stands."""
        words = [self.parsed.text[place.start : place.end] for place in row.places]
        counts = Counter(words)
        firsts = {word: words.index(word) for word in counts}
        parts = (
            (
                word,
                f"\u202f×\u202f{counts[word]}" if counts[word] > 1 else "",
                self.to_text(row.kind, row.place_anchor(index), row.places[index].end),
            )
            for word, index in firsts.items()
        )
        return format_html_join(" · ", "{}{} {}", parts)

    def to_text(self, kind: str, anchor: str, end: int) -> SafeString:
        """The way from a row to its place in the text, as far as the text is shown."""
        if not self.is_shown(end):
            return SafeString("")
        label = capfirst(_("%(kind)s in the text") % {"kind": KINDS[kind]})
        return format_html('<a class="to-text" href="#{}" aria-label="{}">↑</a>', anchor, label)

    def is_shown(self, end: int) -> bool:
        return end <= len(self.shown)


def headings() -> dict[str, tuple[str, Sequence[str]]]:
    """The title and the columns of each kind's table."""
    return {
        "quote": (
            _("Quotes"),
            [_("Words"), _("Speaker"), _("Basis"), _("Attribution"), _("Role"), _("Kind")],
        ),
        "figure": (
            _("Figures"),
            [
                _("Words"),
                _("Value"),
                _("Upper"),
                _("Qualifier"),
                _("Unit"),
                _("Of"),
                _("Period"),
                _("Part of"),
            ],
        ),
        "person": (_("Persons"), [_("Person"), _("Gender"), _("Offices")]),
        "event": (
            _("Events"),
            [_("Event"), _("Kind"), _("Organization"), _("Ordinal"), _("Place"), _("Date")],
        ),
        "participation": (_("Participations"), [_("Who"), _("Part"), _("Event")]),
        "programme": (_("Programmes"), [_("Programme"), _("Kind")]),
        "organization": (_("Organizations"), [_("Organization"), _("Acronym")]),
        "subject": (_("Subjects"), [_("Subject")]),
        "country": (_("Countries"), [_("Country")]),
    }


def rules(places: Iterable[Found]) -> SafeString:
    """Each rule once, in the order of the text."""
    return format_html_join(
        " ", '<code class="rule">{}</code>', ((rule,) for rule in dict.fromkeys(p.rule for p in places))
    )


def sureness(places: Sequence[Found]) -> str:
    """How sure the rules are, from the least to the most."""
    sure = [place.confidence for place in places] or [0]
    return "–".join(dict.fromkeys(percent(one) for one in (min(sure), max(sure))))
