"""Addresses of the pages for readers."""

from __future__ import annotations

from django.urls import path

from archive.reading.home import home_view
from archive.reading.language import language_view

app_name = "reading"

urlpatterns = [
    path("", home_view, name="home"),
    path("language/<slug:code>/", language_view, name="language"),
]
