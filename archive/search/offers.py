"""Records that a search names: whoever types «93e session», «OIPC» or a person's name is offered their page first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import Count, F, Func, IntegerField, OuterRef, Q, QuerySet, TextField

from archive.curation.folding import folded_words
from archive.models import Event, Indicator, Mention, Office, Organization, Person, Programme, Subject, Tenure
from archive.models.entity import Entity
from archive.models.figure import Figure
from archive.search.finding import newest
from archive.search.query import Kind, Query
from archive.search.syntax import ORDINAL

MOST = 5
LONGEST_ACRONYM, RELEASES_ASKED = 8, 50
LOOKED_AT = 50  # records of a kind that may be meant
LONGEST_NAME = 12  # words
KNOWN_TO = 100  # places that are counted, to tell which of two records is the better known
ARTICLES = {"l", "le", "la", "les", "d", "de", "du", "des"}
# What says how well known a record is.
KNOWN_BY: dict[type[Entity], tuple[type[Any], str]] = {
    Event: (Mention, "event"),
    Person: (Mention, "person"),
    Programme: (Mention, "programme"),
    Organization: (Mention, "organization"),
    Office: (Tenure, "office"),
    Subject: (Mention, "subject"),
    Indicator: (Figure, "indicator"),
}
NAME_WORDS = Func(F("keys"), function="archive_name_words", output_field=ArrayField(TextField()))


@dataclass(frozen=True, slots=True)
class Offer:
    """A record that the search names, whole or in part, and in how many places it is known, up to a hundred."""

    record: Entity
    is_whole: bool
    known: int


def offers(query: Query) -> list[Entity]:
    """The records that the words of `query` name, at most five: those named whole, then the better known."""
    words = name_words(query)
    if not words or query.page > 1:
        return []
    found = [offer for model in KNOWN_BY for offer in offered(query, model, words)]
    best = [one.record for one in sorted(found, key=lambda one: (not one.is_whole, -one.known))[:MOST]]
    return best or named_in_capitals(query, words)


def named_in_capitals(query: Query, words: list[str]) -> list[Entity]:
    """The organisation or programme of another name for which texts use these capitals: (OIPC-INTERPOL)."""
    if len(words) > 1 or not 2 <= len(words[0]) <= LONGEST_ACRONYM:
        return []
    places = query.visible.of(
        Mention.objects.filter(
            release__in=newest(query.but(kind=Kind.RELEASES), RELEASES_ASKED).ids,
            exact__regex=rf"\m{words[0].upper()}\M",
        )
    )
    found: list[Entity] = []
    for model, column in ((Organization, "organization"), (Programme, "programme")):
        counted = places.filter(**{f"{column}__isnull": False}).values_list(column).annotate(Count("pk"))
        first = counted.order_by("-pk__count", column).values_list(column, flat=True)[:1]
        found += model._default_manager.filter(pk__in=list(first))
    return found


def name_words(query: Query) -> list[str]:
    """The words of what may be a name: neither alternatives nor exclusions, and not the article before it."""
    typed = query.searched.typed
    if len(typed) != 1 or any(term.is_excluded for term in typed[0]):
        return []
    words = folded_words(query.text)
    while words and words[0] in ARTICLES:
        words = words[1:]
    return words if len(words) <= LONGEST_NAME else []


def offered(query: Query, model: type[Entity], words: list[str]) -> Iterator[Offer]:
    whole = Q(keys__contains=[" ".join(sorted(words))])
    if model is Organization:
        whole |= Q(acronym__iexact=" ".join(words))
    rows: QuerySet[Any] = model._default_manager.alias(name_words=NAME_WORDS)
    if model in (Office, Event, Indicator):
        rows = rows.select_related("organization")
    named_whole = list(rows.filter(whole).annotate(known=known(query, model))[:LOOKED_AT])
    yield from (Offer(row, True, row.known) for row in named_whole)
    part = in_part(model, words)
    if part is not None:
        others = rows.filter(part).exclude(pk__in=[row.pk for row in named_whole])
        yield from (Offer(row, False, row.known) for row in others.annotate(known=known(query, model))[:LOOKED_AT])


def known(query: Query, model: type[Entity]) -> Func:
    """How many places a reader sees that name the record, up to a hundred."""
    annotation, column = KNOWN_BY[model]
    places = query.visible.of(annotation._default_manager.filter(**{column: OuterRef("pk")})).order_by()
    return Func(ArraySubquery(places.values("pk")[:KNOWN_TO]), function="cardinality", output_field=IntegerField())


def in_part(model: type[Entity], words: list[str]) -> Q | None:
    """The condition that some words of a name are enough to mean the record; None where they never are."""
    if model is Person or model is Programme:
        return Q(name_words__contains=words) if any(len(word) > 2 for word in words) else None
    if model is Organization:
        return Q(name_words__contains=words) if len(words) > 1 else None
    if model is Event:
        return of_ordinal(words)
    if model is Office:
        return of_body(words)
    return None


def of_ordinal(words: list[str]) -> Q | None:
    """The events of this ordinal whose names have the other words: 93e session."""
    ordinals = {word: int(found[1]) for word in words if (found := ORDINAL.fullmatch(word)) and len(found[1]) < 5}
    others = [word for word in words if word not in ordinals and word not in ARTICLES]
    if len(ordinals) != 1 or not others:
        return None
    return Q(name_words__contains=others, ordinal__in=ordinals.values())


def of_body(words: list[str]) -> Q | None:
    """The offices that the first words name, in an organisation that the others name: secrétaire général d’INTERPOL."""
    found = Q()
    for at in range(1, len(words)):
        body = [word for word in words[at:] if word not in ARTICLES]
        if body:
            of = Organization.objects.alias(name_words=NAME_WORDS)
            of = of.filter(Q(name_words__contains=body) | Q(acronym__iexact=" ".join(body)))
            found |= Q(keys__contains=[" ".join(sorted(words[:at]))], organization__in=of)
    return found or None
