"""Addresses of the API."""

from __future__ import annotations

from django.urls import path, re_path

from archive.api.documentation import DocumentationView, SchemaView
from archive.api.feed import ChangesView
from archive.api.index import IndexView, NothingView
from archive.api.reporting import ReportsView, ReportView
from archive.api.resources import ALL
from archive.api.routes import act_view, content_view, list_view, record_view
from archive.api.searching import SearchView
from archive.api.writing import ACTS

app_name = "api"

urlpatterns = [
    path("", IndexView.as_view(), name="root"),
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", DocumentationView.as_view(), name="docs"),
    path("changes/", ChangesView.as_view(), name="changes"),
    path("search/", SearchView.as_view(), name="search"),
    path("reports/", ReportsView.as_view(), name="reports"),
    path("reports/<slug:name>/", ReportView.as_view(), name="report"),
    *(path(f"{one.place}/", list_view(one).as_view(), name=f"{one.kind}-list") for one in ALL),
    *(path(f"{one.place}/<int:pk>/", record_view(one).as_view(), name=one.kind) for one in ALL),
    *(
        path(f"{one.place}/<int:pk>/{act}/", act_view(one, act).as_view(), name=f"{one.kind}-{act}")
        for one in ALL
        if one.is_annotation
        for act in ACTS
    ),
    path("sources/<int:pk>/content/", content_view().as_view(), name="content"),
    re_path(r"^.*$", NothingView.as_view(), name="nothing"),
]
