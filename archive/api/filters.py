"""The filters of every list (django-filter): combinable, strict, with the undated counted."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django_filters import FilterSet

from archive.api.asking import empty
from archive.api.fields import Choice, Country, Day, Id, Number, Several, Words
from archive.api.problems import Told, unknown
from archive.api.within import WIDTHS, WITHIN, inside
from archive.models import Annotation, Event, Participation, Person, Quote, Release

UNDATED = [("exclude", "left out"), ("include", "included"), ("only", "nothing else")]
COUNTED_TO = 10_000


class Filters(FilterSet):
    """Filters of a list. `days` are the columns of the first and last day of a row, `inside` are targets of mentions
    that stand in the words of an annotation."""

    days: tuple[str, str] | None = None
    inside: tuple[str, ...] = ()
    direct: tuple[str, ...] = ()  # of `inside`: those that the row names itself too

    def errors_told(self) -> list[Told]:
        """What is wrong with the values, each with the nearest that there is."""
        told: list[Told] = []
        for name, errors in self.form.errors.items():
            choices = [str(value) for value, _label in getattr(self.form.fields[name], "choices", ()) if value]
            if choices:
                given = [one.strip() for one in self.data[name].split(",")]
                told += [unknown(one, name, choices) for one in given if one not in choices]
            else:
                told.append({"parameter": name, "detail": " ".join(str(one) for one in errors)})
        valued = [name for name, one in self.filters.items() if not isinstance(one, (Words, Several))]
        return [*told, *(empty(name) for name in valued if self.data.get(name) == "")]

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return self.dated(self.undated_too(queryset))

    def undated_too(self, queryset: QuerySet[Any], within: str = "") -> QuerySet[Any]:
        """The rows that meet all filters but those on days."""
        values = self.form.cleaned_data
        how = within or values.get("within") or WIDTHS[0]
        for name, value in values.items():
            if name in ("date_from", "date_to", "undated", "within") or value in (None, "", []):
                continue
            if name in self.inside:
                named = Q(**{name: value}) if name in self.direct else Q(pk__in=[])
                queryset = queryset.filter(named | Q(inside(name, value, how)))
            else:
                queryset = self.filters[name].filter(queryset, value)
        return queryset

    def dated(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those within the days that are asked for, and the undated if they are."""
        values = self.form.cleaned_data
        if self.days is None or not (self.has_days or values.get("undated") == "only"):
            return queryset
        first, last = self.days
        undated = Q(**{f"{first}__isnull": True})
        if values.get("undated") == "only":
            return queryset.filter(undated)
        within = Q()
        if values.get("date_from"):
            within &= Q(**{f"{last}__gte": values["date_from"]})
        if values.get("date_to"):
            within &= Q(**{f"{first}__lte": values["date_to"]})
        return queryset.filter(within | undated if values.get("undated") == "include" else within & ~undated)

    @property
    def has_days(self) -> bool:
        return bool(self.form.cleaned_data.get("date_from") or self.form.cleaned_data.get("date_to"))

    def undated_left_out(self) -> int | None:
        """How many undated rows the days leave out (counted to COUNTED_TO); None where they leave out none."""
        if self.days is None or not self.has_days or self.form.cleaned_data.get("undated") in ("include", "only"):
            return None
        rows = self.undated_too(self.queryset).filter(**{f"{self.days[0]}__isnull": True})
        return rows.order_by()[:COUNTED_TO].count()

    def widening(self) -> dict[str, int] | None:
        """What `within` widened would give; None where nothing stands to be widened."""
        values = self.form.cleaned_data
        asked = [name for name in self.inside if values.get(name) not in (None, "")]
        if not asked:
            return None
        narrow = WIDTHS.index(values.get("within") or WIDTHS[0])
        return {
            how: self.dated(self.undated_too(self.queryset, how)).order_by()[:COUNTED_TO].count()
            for how in WIDTHS[narrow + 1 :]
        }


class DatedFilters(Filters):
    """Filters of what has a day."""

    date_from = Day(label="Not before this day. What has no day is left out, and counted in undated_left_out.")
    date_to = Day(label="Not after this day.")
    undated = Choice("undated", UNDATED, label="What becomes of rows without a day: exclude, include or only.")


class AnnotationFilters(DatedFilters):
    """Filters that all annotations share; their day is their release's."""

    days = ("release__published_on", "release__published_on")

    release = Id("release", label="The release it stands in, by id.")
    issuer = Id("release__issuer", label="The organization that issued the release, by id.")
    language = Words("release__language", "exact", label="The language of the release (BCP 47).")
    review = Several(
        "review",
        Annotation.Review.choices,
        label="pending, confirmed, rejected, parted by commas. Rejected ones need the role of a reader.",
    )
    rule = Words("rule", "exact", label="The rule of the parser that found it; editor if a person did.")
    confidence_min = Number("confidence", lookup_expr="gte", label="At least as sure as this.")
    confidence_max = Number("confidence", lookup_expr="lte", label="At most as sure as this.")
    text = Words("exact", label="Words within the exact words, whatever their case.")


class WithinFilters(AnnotationFilters):
    """Filters by what is named inside the words of an annotation."""

    inside = ("event", "programme", "subject", "country")

    event = Id("event", label="An event named inside the words, by id; see within.")
    programme = Id("programme", label="A programme named inside the words, by id; see within.")
    subject = Id("subject", label="A subject named inside the words, by id; see within.")
    country = Country("country_code", label="A country named inside the words (ISO 3166-1 alpha-2); see within.")
    within = Choice("within", WITHIN, label="How far from the words another may stand: words, paragraph or release.")


class QuoteFilters(WithinFilters):
    speaker = Id("speaker", label="Who said it, by id.")
    office = Id("role", label="The office in which it was said, by id: whoever held it.")
    organization = Id(
        "organization",
        method="by_organization",
        label="The organization that said it, or that of the speaker's office, by id.",
    )
    kind = Several("kind", Quote.Kind.choices, label="direct, fragment, indirect, parted by commas.")
    basis = Several("basis", Quote.Basis.choices, label="How the speaker is known; several parted by commas.")
    text = Words("text", label="Words within what was said, whatever their case.")

    def by_organization(self, queryset: QuerySet[Any], _name: str, value: int) -> QuerySet[Any]:
        return queryset.filter(Q(organization=value) | Q(role__organization=value))


class FigureFilters(WithinFilters):
    direct = ("event", "programme")

    indicator = Id("indicator", label="What it measures, by id.")
    quote = Id("quote", label="The quote it stands in, by id.")
    speaker = Id("quote__speaker", label="Who claims it: the speaker of the quote it stands in, by id.")
    unit = Words("unit", "iexact", label="ISO 4217 for money, % or a singular noun.")
    qualifier = Words("qualifier", "iexact", label="plus de, près de, environ … in the text's words.")
    value_min = Number("value", lookup_expr="gte", label="At least this number.")
    value_max = Number("value", lookup_expr="lte", label="At most this number.")


class TenureFilters(AnnotationFilters):
    person = Id("person", label="Who holds the office, by id.")
    office = Id("office", label="The office held, by id: all its holders.")
    organization = Id("office__organization", label="Where the office is held, by id.")


class ParticipationFilters(AnnotationFilters):
    event = Id("event", label="The event, by id.")
    person = Id("person", label="Who took part, by id.")
    organization = Id("organization", label="The organization that took part, by id.")
    country = Country("country_code", label="The country that took part: ISO 3166-1 alpha-2.")
    part = Several("part", Participation.Part.choices, label="How they took part; several parted by commas.")


class MentionFilters(AnnotationFilters):
    person = Id("person", label="The person named, by id.")
    organization = Id("organization", label="The organization named, by id.")
    event = Id("event", label="The event named, by id.")
    programme = Id("programme", label="The programme named, by id.")
    subject = Id("subject", label="The subject named, by id.")
    country = Country("country_code", label="The country named: ISO 3166-1 alpha-2.")


class NameFilters(Filters):
    name = Words("name", label="Words within the name, whatever their case.")


class PersonFilters(NameFilters):
    gender = Choice("gender", Person.Gender.choices, label="As texts show it.")


class OrganizationFilters(NameFilters):
    acronym = Words("acronym", "iexact", label="Such as ONU or HCR.")


class OfOrganizationFilters(NameFilters):
    organization = Id("organization", label="The organization, by id.")


class IndicatorFilters(OfOrganizationFilters):
    unit = Words("unit", "iexact", label="ISO 4217 for money, a singular noun otherwise.")


class ProgrammeFilters(NameFilters):
    kind = Words("kind", "iexact", label="database, network, project, …")


class EventFilters(DatedFilters, NameFilters):
    days = ("earliest", "latest")

    kind = Several("kind", Event.Kind.choices, label="What sort of event it is; several parted by commas.")
    organization = Id("organization", label="Whose event it is, by id.")
    country = Country("country_code", label="Where it took place: ISO 3166-1 alpha-2.")


class ReleaseFilters(DatedFilters):
    days = ("published_on", "published_on")

    issuer = Id("issuer", label="The organization that issued it, by id.")
    language = Words("language", "exact", label="BCP 47, such as fr.")
    country = Country("country_code", label="The dateline's country: ISO 3166-1 alpha-2.")
    state = Several("state", Release.State.choices, label="to_read, in_hand, done, parted by commas.")
    title = Words("title", label="Words within the title, whatever their case.")
    person = Id("mentions__person", method="naming", label="A person named in it, by id.")
    organization = Id("mentions__organization", method="naming", label="An organization named in it, by id.")
    event = Id("mentions__event", method="naming", label="An event named in it, by id.")
    programme = Id("mentions__programme", method="naming", label="A programme named in it, by id.")
    subject = Id("mentions__subject", method="naming", label="A subject named in it, by id.")

    def naming(self, queryset: QuerySet[Any], name: str, value: int) -> QuerySet[Any]:
        return queryset.filter(Q(inside(name.partition("__")[2], value, "release", of_release="pk")))


class SourceFilters(Filters):
    release = Id("release", label="The release it is a version of, by id.")
    sha256 = Words("sha256", "exact", label="Hash of the bytes, in lower-case hexadecimal.")
    url = Words("url", "exact", label="Where the document was published.")
    name = Words("name", "exact", label="The name under which it came.")


FILTERS: dict[str, type[Filters]] = {
    "source": SourceFilters,
    "release": ReleaseFilters,
    "person": PersonFilters,
    "organization": OrganizationFilters,
    "office": OfOrganizationFilters,
    "programme": ProgrammeFilters,
    "event": EventFilters,
    "indicator": IndicatorFilters,
    "subject": NameFilters,
    "quote": QuoteFilters,
    "figure": FigureFilters,
    "tenure": TenureFilters,
    "participation": ParticipationFilters,
    "mention": MentionFilters,
}


def filters_of(kind: str, given: QueryDict, rows: QuerySet[Any]) -> Filters:
    """The filters of a kind of record with what a request gives them."""
    return FILTERS[kind](given, queryset=rows)


def names_of(kind: str) -> list[str]:
    """The names of the filters of a kind of record."""
    return list(FILTERS[kind].base_filters)
