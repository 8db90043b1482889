"""A record beside its text: what is said of it, how sure that is, and what waits for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import Http404
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from archive.admin.review.flags import flag_name
from archive.curation.decidable import ANNOTATIONS
from archive.models import Annotation, Figure, Participation, Proposal, Quote, Release, Tenure
from archive.presentation.marks import anchor_of, kind_of
from archive.presentation.passage import KINDS
from archive.presentation.readings import Readings
from archive.presentation.wording import percent, proposed, quantity

SAID = 200  # characters of what a record says that name its card
ORDERS = ("uncertain", "text")
RANKS = {Annotation.Review.PENDING: 0, Annotation.Review.CONFIRMED: 1, Annotation.Review.REJECTED: 2}
Fact = tuple[str, str, str]  # what, value, the reference by which it was supplied


@dataclass(slots=True)
class Card:
    """What stands about one record; `key` names it on the page and in addresses, such as quote-12."""

    key: str
    model: str
    record: Any
    kind: str
    kind_name: str
    label: str
    facts: list[Fact]
    review_name: str = ""
    words: str = ""
    sureness: str = ""
    is_doubtful: bool = False
    flags: list[str] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    form: Any = None
    notice: str = ""
    may_change: bool = False
    joins: str = ""

    @property
    def name(self) -> str:
        """One line that says which record it is, for who does not see the card."""
        said = self.label if len(self.label) <= SAID else f"{self.label[: SAID - 1]}…"
        return " · ".join(filter(None, [self.kind_name, self.review_name, self.sureness, said]))

    @property
    def is_annotation(self) -> bool:
        return isinstance(self.record, Annotation)

    @property
    def said_proposals(self) -> list[tuple[Proposal, str]]:
        """Each proposal with its values in words."""
        return [(one, " · ".join(f"{name} → {value}" for name, value in proposed(one))) for one in self.proposals]


def key_parts(key: str) -> tuple[str, int]:
    """The kind and the id that a key names; 0 for a new one. Raises Http404."""
    kind, _dash, pk = key.rpartition("-")
    if kind not in (*ANNOTATIONS, "release") or not (pk.isdecimal() or pk == "new"):
        raise Http404(f"“{key}” names no record.")
    return kind, int(pk) if pk.isdecimal() else 0


def cards_of(readings: Readings, order: str) -> list[Card]:
    """The cards of all annotations of a release, in the order asked for."""
    everything = readings.all
    proposals = waiting(everything)
    cards = [card_of(one, proposals.get((str(one._meta.model_name), one.pk), [])) for one in everything]
    return sorted(cards, key=by_text if order == "text" else by_doubt)


def by_text(card: Card) -> tuple[Any, ...]:
    one = card.record
    return (one.start is None, one.start or 0, -(one.end or 0), card.key)


def by_doubt(card: Card) -> tuple[Any, ...]:
    """Pending first; among these what something waits for, then the least sure."""
    one = card.record
    return (RANKS[one.review], not (card.proposals or card.flags), one.confidence, *by_text(card))


def card_of(one: Any, proposals: Sequence[Proposal] = ()) -> Card:
    """The card of an annotation; its relations have to be loaded, or cost a query each."""
    kind = kind_of(one)
    return Card(
        key=anchor_of(one),
        model=one._meta.model_name,
        record=one,
        kind=kind,
        kind_name=capfirst(in_language(get_language() or "")[kind]),
        review_name=in_language(get_language() or "")[one.review],
        label=label_of(one),
        facts=with_references(facts_of(one), one),
        words="" if isinstance(one, Quote) and one.text == one.exact else one.exact,
        sureness="" if one.rule == "editor" else percent(one.confidence),
        is_doubtful=one.confidence < 0.7,
        flags=[flag_name(flag) for flag in one.flags],
        proposals=list(proposals),
    )


def release_card(release: Release, proposals: Sequence[Proposal] | None = None) -> Card:
    """The card of a release's own fields."""
    place = ", ".join(filter(None, [release.city, release.country])) or None
    facts = [
        ("title", release.title),
        ("published_on", date_format(release.published_on) if release.published_on else None),
        ("city", place),
        ("issuer", release.issuer),
        ("language", release.language),
    ]
    if proposals is None:
        proposals = waiting([release]).get(("release", release.pk), [])
    return Card(
        key=f"release-{release.pk}",
        model="release",
        record=release,
        kind="release",
        kind_name=str(_("Release")),
        label=str(release),
        facts=with_references(facts, release, keep_empty=True),
        flags=[flag_name(flag) for flag in release.flags],
        proposals=list(proposals),
    )


def label_of(one: Any) -> str:
    """What the record says, first of all."""
    if isinstance(one, Quote):
        return one.text
    if isinstance(one, Figure):
        return quantity(one) or one.exact
    if isinstance(one, Tenure):
        return str(one.person)
    if isinstance(one, Participation):
        return str(one.person or one.organization or one.country_code)
    return str(one.target)


def facts_of(one: Any) -> list[tuple[str, Any]]:
    """Field by field what is known, in the order of NAMES; for a quote also that nobody is known."""
    if isinstance(one, Quote):
        basis = f" ({one.get_basis_display()})" if one.basis else ""
        speaker = one.speaker or one.organization
        return [
            ("speaker", f"{speaker}{basis}" if speaker else _("nobody is known")),
            ("role", one.role),
            ("attribution", one.attribution),
            ("kind", one.get_kind_display()),
        ]
    if isinstance(one, Figure):
        in_quote = Truncator(one.quote.text).chars(60) if one.quote else None
        fields = ("subject", "indicator", "period", "part_of", "event", "programme")
        return [*((name, getattr(one, name)) for name in fields), ("quote", in_quote)]
    if isinstance(one, Tenure):
        return [("office", one.office), ("term", one.term)]
    if isinstance(one, Participation):
        return [("part", one.get_part_display()), ("event", one.event)]
    return []


@lru_cache
def in_language(_language: str) -> dict[str, str]:
    """The names of kinds and of reviews, in one language."""
    return {name: str(word) for name, word in (*KINDS.items(), *Annotation.Review.choices)}


@lru_cache
def names_of_facts(_language: str) -> dict[str, str]:
    """What the fields are called, in one language."""
    return {
        "speaker": _("Speaker"),
        "role": _("Role"),
        "attribution": _("Attribution"),
        "kind": _("Kind"),
        "subject": _("Of"),
        "indicator": _("Indicator"),
        "period": _("Period"),
        "part_of": _("Part of"),
        "event": _("Event"),
        "programme": _("Programme"),
        "quote": _("In the quote"),
        "office": _("Office"),
        "term": _("Term"),
        "part": _("Part"),
        "title": _("Title"),
        "published_on": _("Published on"),
        "city": _("Place"),
        "issuer": _("Issuer"),
        "language": _("Language"),
    }


def with_references(facts: Iterable[tuple[str, Any]], record: Any, keep_empty: bool = False) -> list[Fact]:
    """The facts in words, each with the reference by which it was supplied, if it was."""
    names = names_of_facts(get_language() or "")
    return [
        (names[field], "–" if value in (None, "") else str(value), str(record.supplied.get(field, "")))
        for field, value in facts
        if keep_empty or value not in (None, "")
    ]


def waiting(records: Iterable[Any]) -> dict[tuple[str, int], list[Proposal]]:
    """The proposals that wait for each of the records, in one query: (model, id) → proposals."""
    ids: defaultdict[str, list[int]] = defaultdict(list)
    for one in records:
        ids[one._meta.model_name].append(one.pk)
    kinds = {name: ContentType.objects.get_by_natural_key("archive", name).pk for name in (*ANNOTATIONS, "release")}
    names = {pk: name for name, pk in kinds.items()}
    meant = Q(pk__in=[])
    for name, pks in ids.items():
        meant |= Q(content_type_id=kinds[name], object_id__in=pks)
    found: defaultdict[tuple[str, int], list[Proposal]] = defaultdict(list)
    for proposal in (
        Proposal.objects.filter(meant, state=Proposal.State.WAITING).select_related("content_type").order_by("id")
    ):
        found[names[proposal.content_type_id], proposal.object_id].append(proposal)
    return dict(found)
