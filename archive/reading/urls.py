"""Addresses of the pages for readers; `archive.reading.addresses` gives those of records."""

from __future__ import annotations

from django.urls import URLPattern, path, register_converter

from archive.models import Figure, Mention, Participation, Quote, Tenure
from archive.reading.addresses import COUNTRIES, PLACES
from archive.reading.annotation import FORMS, annotation_page, citation_file
from archive.reading.country import country_view
from archive.reading.event import event_view
from archive.reading.feed import feed_view
from archive.reading.frame import SEARCH
from archive.reading.home import home_view
from archive.reading.indicator import indicator_view
from archive.reading.language import language_view
from archive.reading.lists import by_name, events_view
from archive.reading.office import office_view
from archive.reading.organization import organization_view
from archive.reading.person import person_view
from archive.reading.programme import programme_view, subject_view
from archive.reading.release import release_view
from archive.reading.releases import releases_view
from archive.reading.search import search_view

app_name = "reading"
PAGES = {
    "release": release_view,
    "person": person_view,
    "organization": organization_view,
    "office": office_view,
    "event": event_view,
    "programme": programme_view,
    "indicator": indicator_view,
    "subject": subject_view,
}
LISTS = {
    "release": releases_view,
    "event": events_view,
    **{kind: by_name(kind) for kind in ("person", "organization", "office", "programme", "indicator", "subject")},
}
ANNOTATIONS = (Quote, Figure, Tenure, Participation, Mention)


class CountryCode:
    """ISO 3166-1 alpha-2."""

    regex = "[A-Z]{2}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(CountryCode, "country")


def annotation_addresses(model: type) -> list[URLPattern]:
    """The page of a kind of annotation, and the files to cite it by."""
    kind = model._meta.model_name  # type: ignore[attr-defined]
    place = PLACES[kind]
    return [
        path(f"{place}/<int:pk>/", annotation_page(model), name=kind),
        *(path(f"{place}/<int:pk>/{name}", citation_file(model, name), name=f"{kind}-{name}") for name in FORMS),
    ]


urlpatterns = [
    path("", home_view, name="home"),
    path("language/<slug:code>/", language_view, name="language"),
    path(f"{COUNTRIES}/<country:code>/", country_view, name="country"),
    *(path(f"{PLACES[kind]}/", view, name=f"{kind}-list") for kind, view in LISTS.items()),
    *(path(f"{PLACES[kind]}/<int:pk>/", view, name=kind) for kind, view in PAGES.items()),
    *(one for model in ANNOTATIONS for one in annotation_addresses(model)),
    path(SEARCH, search_view, name="search"),
    path(f"{SEARCH}feed/", feed_view, name="search-feed"),
]
