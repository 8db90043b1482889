"""Addresses of the reports."""

from __future__ import annotations

from django.urls import path

from archive.reports.downloads import FORMS
from archive.reports.pages import download_view, index_view, report_view

app_name = "reports"

urlpatterns = [
    path("", index_view, name="index"),
    path("<slug:name>/", report_view, name="report"),
    *(path(f"<slug:name>.{form}", download_view, {"form": form}, name=form) for form in FORMS),
]
