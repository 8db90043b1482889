"""What was read from a release: its text with every annotation marked, and a table of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db.models import Model
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from archive.admin.links import Table, address, link
from archive.models import Annotation, Figure, Mention, Participation, Quote, Tenure
from archive.presentation.marking import Mark
from archive.presentation.marks import anchor_of, kind_of, marks_of, own_marks
from archive.presentation.passage import KINDS, LegendEntry, legend_of, marked_text
from archive.presentation.readings import NAMED, Readings
from archive.presentation.wording import quantity


class TabledReadings(Readings):
    """They, and the tables that show them."""

    @property
    def marks(self) -> list[Mark]:
        """Every place in the text that something was read from."""
        return [*own_marks(self.release), *marks_of(self.all, address)]

    def text(self) -> SafeString:
        """Give the text as HTML with its marks."""
        return marked_text(self.release.text, self.marks)

    def legend(self) -> list[LegendEntry]:
        """Say which kinds are marked, and how often each."""
        return legend_of(self.marks)

    def tables(self) -> list[Table]:
        """Give a table of each kind that has rows; what was rejected stays listed."""
        tables = [
            Table(
                _("Quotes"),
                [_("Words"), _("Speaker"), _("Role"), _("Kind"), _("Review")],
                [_quote(q) for q in self.quotes],
                "quotes",
                kind="quote",
            ),
            Table(
                _("Figures"),
                [_("Figure"), _("Of"), _("Period"), _("In the quote"), _("Review")],
                [_figure(f) for f in self.figures],
                "figures",
                kind="figure",
            ),
            *(self._named(kind) for kind in NAMED[:4]),
            Table(
                _("Tenures"),
                [_("Person"), _("Office"), _("Words"), _("Review")],
                [_tenure(t) for t in self.tenures],
                "tenures",
                kind="tenure",
            ),
            Table(
                _("Participations"),
                [_("Who"), _("Part"), _("Event"), _("Words"), _("Review")],
                [_participation(p) for p in self.participations],
                "participations",
                kind="participation",
            ),
            self._named("subject"),
        ]
        return [table for table in tables if table.rows]

    def _named(self, kind: str) -> Table:
        """Give a row for each entity of `kind` that is named, with its mentions."""
        by_entity: dict[Model, list[Mention]] = {}
        for mention in self.mentions:
            if (entity := getattr(mention, kind)) is not None and mention.review != Annotation.Review.REJECTED:
                by_entity.setdefault(entity, []).append(mention)
        rows = [[link(entity), _places(mentions)] for entity, mentions in by_entity.items()]
        names = {
            "person": _("Persons"),
            "organization": _("Organizations"),
            "event": _("Events"),
            "programme": _("Programmes"),
            "subject": _("Subjects"),
        }
        return Table(names[kind], [capfirst(str(KINDS[kind])), _("Named as")], rows, f"{kind}s", kind=kind)


def _quote(quote: Quote) -> list[object]:
    return [
        _place(quote, quote.text, 160),
        link(quote.speaker or quote.organization),
        link(quote.role),
        quote.get_kind_display(),
        _review(quote),
    ]


def _figure(figure: Figure) -> list[object]:
    counted = link(figure.indicator) if figure.indicator else figure.subject or "–"
    in_quote = link(figure.quote, Truncator(figure.quote.text).chars(40)) if figure.quote else "–"
    return [
        _place(figure, quantity(figure) or figure.exact, 80),
        counted,
        figure.period or "–",
        in_quote,
        _review(figure),
    ]


def _tenure(tenure: Tenure) -> list[object]:
    return [link(tenure.person), link(tenure.office), _place(tenure, tenure.exact, 80), _review(tenure)]


def _participation(one: Participation) -> list[object]:
    taker = one.country_code or link(one.person or one.organization)
    return [taker, one.get_part_display(), link(one.event), _place(one, one.exact, 80), _review(one)]


def _places(mentions: Iterable[Mention]) -> SafeString:
    """Link each way of naming once, to where it first stands, with how often it does."""
    first: dict[str, Mention] = {}
    counts = Counter(mention.exact for mention in mentions)
    for mention in mentions:
        first.setdefault(mention.exact, mention)
    parts = [
        format_html("{}{}", link(m, words), f"\u202f×\u202f{counts[words]}" if counts[words] > 1 else "")
        for words, m in first.items()
    ]
    return SafeString(" · ".join(parts))


def _place(annotation: Annotation, words: str, length: int) -> SafeString:
    """Link to the record, and beside it to its place in the text above."""
    short = Truncator(" ".join(words.split())).chars(length)
    if annotation.start is None:
        return format_html('{} <span class="unplaced">{}</span>', link(annotation, short), _("unplaced"))
    label = _("%(kind)s in the text") % {"kind": KINDS[kind_of(annotation)]}
    return format_html(
        '{} <a class="to-text" href="#{}" aria-label="{}">↑</a>',
        link(annotation, short),
        anchor_of(annotation),
        capfirst(label),
    )


def _review(annotation: Annotation) -> SafeString:
    return format_html('<span class="review review-{}">{}</span>', annotation.review, annotation.get_review_display())
